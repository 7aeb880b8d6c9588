import { ADDRESS, INTS } from "../kernel/memory.ts";

/** An effect is counted so far for a root, and no further. */
const MOST = 255;

/** How often each effect has happened for each root: a word for each in the row of the message. */
export class RootEffects {
  private readonly first: number;
  private readonly effectCount: number;

  /** @param first which word of a row is the first of them */
  constructor(first: number, effectCount: number) {
    this.first = first;
    this.effectCount = effectCount;
  }

  /** A new root: nothing has happened for it. */
  begin(root: number): void {
    INTS.fill(0, root + this.first, root + this.first + this.effectCount);
  }

  /** An effect happens once more for a root. Returns how often it has happened before. */
  count(root: number, effect: number): number {
    const at = (root & ADDRESS) + this.first + effect;
    const before = INTS[at]!;
    if (before < MOST) INTS[at] = before + 1;
    return before;
  }

  /** An effect is taken back once. */
  undo(root: number, effect: number): void {
    const at = (root & ADDRESS) + this.first + effect;
    if (INTS[at]! > 0) INTS[at]!--;
  }

  /** How often an effect has happened for a root. */
  of(root: number, effect: number): number {
    return INTS[(root & ADDRESS) + this.first + effect]!;
  }
}
