/**
 * D33. Who may be delivered while others of its key are in flight: nobody, or only what one and the same
 * receive takes.
 */
export class KeyLocks {
  /** Deliveries in flight by key, and the receive in which the latest of them was taken. */
  private readonly held = new Map<number, { count: number; receive: number }>();
  /** What waits for its redelivery and keeps its key meanwhile. */
  private readonly waiting = new Set<number>();
  private readonly sharesReceive: boolean;
  private receive = 0;

  /** @param sharesReceive whether one receive may take several messages of a key */
  constructor(sharesReceive: boolean) {
    this.sharesReceive = sharesReceive;
  }

  /** A new receive begins. */
  begin(): void {
    this.receive++;
  }

  /** Whether a message of a key may be delivered now. */
  isFree(key: number): boolean {
    const lock = this.held.get(key);
    return lock === undefined || (this.sharesReceive && lock.receive === this.receive);
  }

  lock(key: number): void {
    const lock = this.held.get(key);
    if (lock === undefined) this.held.set(key, { count: 1, receive: this.receive });
    else lock.count++;
  }

  /** An entry that has come back waits, and keeps its key. */
  keep(entry: number, key: number): void {
    this.waiting.add(entry);
    this.lock(key);
  }

  /** An entry waits no longer. */
  release(entry: number, key: number): void {
    if (this.waiting.delete(entry)) this.unlock(key);
  }

  unlock(key: number): void {
    const lock = this.held.get(key);
    if (lock === undefined) return;
    // What remains in flight belongs to a receive that is over: nothing joins it any more.
    lock.receive = -1;
    if (--lock.count === 0) this.held.delete(key);
  }
}
