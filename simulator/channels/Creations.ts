/** Who wants to know of messages that come into being. */
interface CreationListener {
  created(message: number, type: number): void;
}

/** Who wants to know of messages of which types. */
export class Creations {
  private readonly listeners = new Map<number, CreationListener[]>();

  listen(type: number, listener: CreationListener): void {
    const listeners = this.listeners.get(type) ?? [];
    this.listeners.set(type, listeners);
    listeners.push(listener);
  }

  tell(message: number, type: number): void {
    for (const listener of this.listeners.get(type) ?? []) listener.created(message, type);
  }
}
