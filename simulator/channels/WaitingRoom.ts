import type { Context } from "./Context.ts";

interface Guest {
  readonly message: number;
  readonly until: number;
}

/** Publications whose publishers send them again until they are taken: by partition, in order, as long as their patience lasts. */
export class WaitingRoom {
  private readonly context: Context;
  private readonly guests = new Map<number, Guest[]>();

  constructor(context: Context) {
    this.context = context;
  }

  add(partition: number, message: number, until: number): void {
    this.context.messages.hold(message);
    const list = this.guests.get(partition) ?? [];
    list.push({ message, until });
    this.guests.set(partition, list);
  }

  /** Takes out, held, all that may come in now. */
  take(partition: number, mayComeIn: (message: number) => boolean): number[] {
    const list = this.guests.get(partition) ?? [];
    const [taken, left] = [
      list.filter((g) => mayComeIn(g.message)),
      list.filter((g) => !mayComeIn(g.message)),
    ];
    this.guests.set(partition, left);
    return taken.map(({ message }) => message);
  }

  /** Takes out, held, all whose publishers have given up. */
  overdue(partition: number): number[] {
    const now = this.context.kernel.events.now + 1e-9;
    const list = this.guests.get(partition) ?? [];
    this.guests.set(
      partition,
      list.filter(({ until }) => until > now),
    );
    return list.filter(({ until }) => until <= now).map(({ message }) => message);
  }
}
