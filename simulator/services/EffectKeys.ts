import type { Context } from "../channels/Context.ts";
import type { System } from "../model/index.ts";
import { allSteps, handlersOf } from "./effectNames.ts";

/**
 * How often effects have happened for business keys that are not simply those of the root: shared by many roots, or
 * drawn anew in each message. An effect is counted by the key that its steps name (RULES H14).
 */
export class EffectKeys {
  /** For each effect the index of its key among the values of a root; −1 where it is counted by root. */
  private readonly keys: readonly number[];
  /** Whether values of the key belong to one root, so that they may be forgotten with it. */
  private readonly isOfOneRoot: readonly boolean[];
  private readonly context: Context;
  private readonly shared = new Map<string, number>();
  private readonly byRoot = new Map<number, Map<string, number>>();

  constructor(context: Context, system: System, names: readonly string[]) {
    this.context = context;
    const steps = Object.values(system.nodes).flatMap((node) =>
      handlersOf(node).flatMap((list) => allSteps(list)),
    );
    const drawn = new Set(
      steps.flatMap((step) => (step.do === "publish" ? (step.draws ?? []) : [])),
    );
    const keyOf = names.map(
      (name) => steps.find((step) => step.effect === name && step.effectKey)?.effectKey,
    );
    const isUnique = (key: string): boolean => system.keys[key]?.values.values === "unique";
    this.keys = keyOf.map((key) =>
      key === undefined || (isUnique(key) && !drawn.has(key)) ? -1 : context.types.keyIndex(key),
    );
    this.isOfOneRoot = keyOf.map((key) => key !== undefined && isUnique(key));
  }

  /** Whether an effect is counted by a key of its own. */
  has(effect: number): boolean {
    return this.keys[effect]! >= 0;
  }

  /** An effect happens for the key of a message, or is taken back. Returns how often it had happened before. */
  add(message: number, effect: number, change: number): number {
    const { messages } = this.context;
    const name = `${effect}:${messages.rootValue(message, this.keys[effect]!)}`;
    const counts = this.isOfOneRoot[effect] ? this.countsOf(messages.rootOf(message)) : this.shared;
    const before = counts.get(name) ?? 0;
    counts.set(name, Math.max(0, before + change));
    return before;
  }

  /** A root has ended: keys of its own do not come again. */
  rootEnded(root: number): void {
    this.byRoot.delete(root);
  }

  private countsOf(root: number): Map<string, number> {
    const known = this.byRoot.get(root);
    if (known !== undefined) return known;
    const counts = new Map<string, number>();
    this.byRoot.set(root, counts);
    return counts;
  }
}
