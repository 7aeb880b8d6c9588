import type { Kernel } from "../kernel/Kernel.ts";

/** A share of what a producer makes that nobody can read (faults). */
export class Poison {
  private readonly kernel: Kernel;
  private readonly stream: number;
  private probability = 0;
  private left = Infinity;
  private type = -1;

  constructor(kernel: Kernel, stream: number) {
    this.kernel = kernel;
    this.stream = stream;
  }

  /**
   * @param probability share of what is made
   * @param count how many at most
   * @param type number of a message type, −1 for all
   */
  set(probability: number, count: number, type: number): void {
    this.probability = probability;
    this.left = count;
    this.type = type;
  }

  /** Draws whether a message of a type is struck. */
  strikes(type: number): boolean {
    if (this.probability === 0 || this.left <= 0) return false;
    if (this.type >= 0 && this.type !== type) return false;
    if (!this.kernel.streams.chance(this.stream, this.probability)) return false;
    this.left--;
    return true;
  }
}
