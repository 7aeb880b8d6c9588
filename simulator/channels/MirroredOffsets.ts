/** Where the records of one partition stand in the partition that mirrors it. Both sides ascend. */
export class MirroredOffsets {
  private sources: number[] = [];
  private copies: number[] = [];

  /** A record has been copied. */
  note(source: number, copy: number): void {
    this.sources.push(source);
    this.copies.push(copy);
  }

  /**
   * The position among the copies that means the same as one in the source: everything before it has been copied,
   * or is not there any more. Undefined while nothing has been copied.
   */
  positionOf(source: number): number | undefined {
    const at = this.placeOf(source);
    const last = this.copies.at(-1);
    return this.copies[at] ?? (last === undefined ? undefined : last + 1);
  }

  /** Nobody will ask for positions before this one again; the last record stays, to count on from. */
  forgetBefore(source: number): void {
    const count = Math.min(this.placeOf(source), this.sources.length - 1);
    if (count <= 0) return;
    this.sources.splice(0, count);
    this.copies.splice(0, count);
  }

  /** The first place whose record stands at a position of the source or behind it. */
  private placeOf(source: number): number {
    let [low, high] = [0, this.sources.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sources[middle]! >= source) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
