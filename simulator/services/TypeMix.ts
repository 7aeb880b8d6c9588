import type { Context } from "../channels/Context.ts";

/** Which types of messages a producer makes, and in which proportions. */
export class TypeMix {
  private readonly context: Context;
  private readonly stream: number;
  private readonly types: readonly number[];
  private readonly weights: readonly number[];
  private readonly total: number;
  /** Its only message type, −1 where it draws among several. */
  readonly only: number;

  /** @param shares weights by name of a type */
  constructor(context: Context, shares: Readonly<Record<string, number>>, stream: number) {
    this.context = context;
    this.stream = stream;
    this.types = Object.keys(shares).map((name) => context.types.indexOf(name));
    this.weights = Object.values(shares);
    this.total = this.weights.reduce((sum, weight) => sum + weight, 0);
    this.only = this.types.length === 1 ? this.types[0]! : -1;
  }

  /** Draws the type of the next message. */
  draw(): number {
    if (this.only >= 0) return this.only;
    const { types, weights } = this;
    let left = this.context.kernel.streams.uniform(this.stream) * this.total;
    let i = 0;
    while (i < weights.length - 1 && left >= weights[i]!) left -= weights[i++]!;
    return types[i]!;
  }
}
