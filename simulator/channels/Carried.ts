/**
 * What few messages carry besides: values of keys of their own, how often and in which channels they have died, and since when a
 * dead letter counts as standing in channels. By row; it goes when the row does.
 */
export class Carried {
  private readonly values = new Map<number, ReadonlyMap<number, number>>();
  private readonly deaths = new Map<number, number>();
  private readonly diedIn = new Map<number, readonly number[]>();
  private readonly ages = new Map<number, number>();

  /** A message comes of another one, whose values it has too. */
  inherit(parent: number, message: number): void {
    pass(this.values, parent, message);
  }

  /** A message is another one once more. */
  copy(message: number, copy: number): void {
    pass(this.values, message, copy);
    pass(this.deaths, message, copy);
    pass(this.diedIn, message, copy);
    pass(this.ages, message, copy);
  }

  /** The row of a message is free. */
  forget(message: number): void {
    this.values.delete(message);
    this.deaths.delete(message);
    this.diedIn.delete(message);
    this.ages.delete(message);
  }

  /** The value that a message has of a key for itself. */
  valueOf(message: number, key: number): number | undefined {
    return this.values.get(message)?.get(key);
  }

  /** A message gets a value of a key for itself, and for all that comes of it. */
  setValue(message: number, key: number, value: number): void {
    this.values.set(message, new Map(this.values.get(message)).set(key, value));
  }

  /** D12. A message is dead-lettered once more, as RabbitMQ's `x-death` counts it, or (−1) was not after all. */
  die(message: number, times = 1): void {
    this.deaths.set(message, this.deathsOf(message) + times);
  }

  /** D12. How often a message has been dead-lettered. */
  deathsOf(message: number): number {
    return this.deaths.get(message) ?? 0;
  }

  /** D17. A message was given up in a subscription. */
  dieIn(message: number, subscription: number): void {
    if (this.hasDiedIn(message, subscription)) return;
    this.diedIn.set(message, [...(this.diedIn.get(message) ?? []), subscription]);
  }

  /** D17. Whether a message was given up in a subscription, and nobody has rejected it since. */
  hasDiedIn(message: number, subscription: number): boolean {
    return this.diedIn.get(message)?.includes(subscription) === true;
  }

  /** D17. A message was rejected: it may go round once more. */
  forgive(message: number): void {
    this.diedIn.delete(message);
  }

  /** D16. A dead letter will count as having entered its new channel at this time. */
  keepAge(message: number, entered: number): void {
    this.ages.set(message, entered);
  }

  /** D16. When a message that enters a channel counts as having entered, if not now. It is told once. */
  takeAge(message: number): number | undefined {
    const age = this.ages.get(message);
    if (age !== undefined) this.ages.delete(message);
    return age;
  }
}

function pass<T>(held: Map<number, T>, from: number, to: number): void {
  const value = held.get(from);
  if (value !== undefined) held.set(to, value);
}
