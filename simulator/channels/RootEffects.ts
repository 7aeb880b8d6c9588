/** An effect is counted so far for a root, and no further. */
const MOST = 255;

/** How often each effect has happened for each root. */
export class RootEffects {
  private readonly effectCount: number;
  /** `effectCount` for each row of a root. */
  private counts = new Uint8Array(0);

  constructor(effectCount: number) {
    this.effectCount = effectCount;
  }

  /** A new root: nothing has happened for it. Rows of messages that are no roots lie between, so it may stand far behind the last one. */
  begin(root: number): void {
    const { effectCount } = this;
    if ((root + 1) * effectCount > this.counts.length) {
      const grown = new Uint8Array(2 * Math.max(32, root + 1) * effectCount);
      grown.set(this.counts);
      this.counts = grown;
    }
    this.counts.fill(0, root * effectCount, (root + 1) * effectCount);
  }

  /** An effect happens once more for a root. Returns how often it has happened before. */
  count(root: number, effect: number): number {
    const at = root * this.effectCount + effect;
    const before = this.counts[at]!;
    if (before < MOST) this.counts[at] = before + 1;
    return before;
  }

  /** An effect is taken back once. */
  undo(root: number, effect: number): void {
    const at = root * this.effectCount + effect;
    if (this.counts[at]! > 0) this.counts[at]!--;
  }

  /** How often an effect has happened for a root. */
  of(root: number, effect: number): number {
    return this.counts[root * this.effectCount + effect]!;
  }
}
