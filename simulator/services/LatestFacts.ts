import type { Context } from "../channels/Context.ts";
import { countLawOf } from "../kernel/lawOf.ts";
import type { Producer } from "../model/index.ts";

/** Facts that can still be withdrawn at most. */
const DEPTH = 4096;

/** P11. The latest facts of a producer, which it may take back. */
export class LatestFacts {
  /** Type of the messages that withdraw. */
  readonly type: number;
  readonly republishes: boolean;
  private readonly context: Context;
  private readonly stream: number;
  private readonly probability: number;
  private readonly last: number;
  /** Type of the facts that are withdrawn, −1 for whatever it makes. */
  private readonly factType: number;
  /** Keys and attributes of the latest facts, oldest first. */
  private readonly facts: Int32Array[] = [];

  constructor(context: Context, id: string, settings: NonNullable<Producer["withdrawals"]>) {
    const { kernel, types } = context;
    this.context = context;
    this.type = types.indexOf(settings.message);
    this.republishes = settings.republish;
    this.probability = settings.probability;
    this.last = kernel.laws.compile(countLawOf(settings.last));
    this.stream = kernel.stream(id, "withdrawals");
    const fact = types.typeAt(this.type)?.withdraws;
    this.factType = fact === undefined ? -1 : types.indexOf(fact);
  }

  /** A fact has been made. */
  add(type: number, root: number): void {
    if (this.factType >= 0 && type !== this.factType) return;
    this.facts.push(this.context.messages.valuesOf(root));
    if (this.facts.length > DEPTH) this.facts.shift();
  }

  /** Draws which facts are withdrawn now, newest first: their keys and attributes. */
  draw(): Int32Array[] {
    const { kernel } = this.context;
    if (!kernel.streams.chance(this.stream, this.probability)) return [];
    const count = Math.min(kernel.laws.sample(this.last, this.stream), this.facts.length);
    return this.facts.splice(this.facts.length - count, count).reverse();
  }
}
