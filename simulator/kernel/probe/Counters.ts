/**
 * Counts of all nodes in one column. A node opens as many neighbors as it has kinds of things to count.
 * `sinceStart` never falls (rates and conservation are computed from it); `value` begins anew at the end
 * of the warm-up.
 */
export class Counters {
  private counts = new Float64Array(256);
  private base = new Float64Array(256);
  private used = 0;

  /** Adds `size` counters next to each other and returns the number of the first. */
  open(size: number): number {
    const first = this.used;
    this.used += size;
    let length = this.counts.length;
    if (this.used > length) {
      while (length < this.used) length *= 2;
      const counts = new Float64Array(length);
      const base = new Float64Array(length);
      counts.set(this.counts);
      base.set(this.base);
      this.counts = counts;
      this.base = base;
    }
    return first;
  }

  /** Counts one more. */
  add(counter: number): void {
    this.counts[counter]!++;
  }

  /** Counts `amount` more. */
  addMany(counter: number, amount: number): void {
    this.counts[counter]! += amount;
  }

  /** Count since the end of the warm-up. */
  value(counter: number): number {
    return this.counts[counter]! - this.base[counter]!;
  }

  /** Count since the start of the run. */
  sinceStart(counter: number): number {
    return this.counts[counter]!;
  }

  /** Sum of `size` neighbors since the end of the warm-up. */
  sum(first: number, size: number): number {
    let total = 0;
    for (let i = 0; i < size; i++) total += this.value(first + i);
    return total;
  }

  /** Begins all values anew (end of the warm-up). */
  restart(): void {
    this.base.set(this.counts);
  }
}
