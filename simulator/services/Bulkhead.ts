import type { PendingCall } from "./Call.ts";

/** A limit of the calls that each instance of a service has open at once (RULES K9); who is beyond it waits in line. */
export class Bulkhead {
  private readonly limit: number;
  private readonly open = new Map<number, number>();
  private readonly waiting = new Map<number, { delivery: number; pending: PendingCall }[]>();

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Takes a place for a call of an instance, or lets it wait for one. */
  enter(instance: number, delivery: number, pending: PendingCall): boolean {
    const open = this.open.get(instance) ?? 0;
    if (open < this.limit) {
      this.open.set(instance, open + 1);
      return true;
    }
    const line = this.waiting.get(instance) ?? [];
    this.waiting.set(instance, line);
    line.push({ delivery, pending });
    return false;
  }

  /** A call of an instance is over. Returns who has waited longest and has its place now, if `isAlive` says that he still waits. */
  leave(
    instance: number,
    isAlive: (delivery: number, pending: PendingCall) => boolean,
  ): number | undefined {
    const line = this.waiting.get(instance) ?? [];
    for (let next = line.shift(); next !== undefined; next = line.shift())
      if (isAlive(next.delivery, next.pending)) return next.delivery;
    this.open.set(instance, Math.max(0, (this.open.get(instance) ?? 0) - 1));
    return undefined;
  }
}
