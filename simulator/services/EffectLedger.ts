import type { Context } from "../channels/Context.ts";
import type { Objective } from "../model/index.ts";

type Invariant = Extract<Objective, { objective: "invariant" }>;
type NeverAfter = Extract<Objective, { objective: "never-after" }>;

/** One promise about several effects of a root, by their numbers. */
interface Watched {
  readonly id: string;
  readonly objective: Objective;
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** The first effect must not happen once the second has. */
  readonly isOrder: boolean;
  readonly counter: number;
  /** Number of the first root that broke it, −1 if none has. */
  exemplar: number;
}

/** Holds the books of effects for each root, where objectives ask whether they balance, or which came first (RULES H15). */
export class EffectLedger {
  private readonly context: Context;
  private readonly watched: readonly Watched[];
  private readonly counts = new Map<number, Map<number, number>>();
  private readonly broken = new Map<number, Set<string>>();

  constructor(
    context: Context,
    names: readonly string[],
    objectives: readonly (readonly [string, Invariant | NeverAfter])[],
  ) {
    this.context = context;
    const numbers = (list: readonly string[]): number[] =>
      list.map((name) => names.indexOf(name)).filter((effect) => effect >= 0);
    this.watched = objectives.map(([id, objective]) => ({
      id,
      objective,
      left: numbers(objective.objective === "invariant" ? objective.left : [objective.effect]),
      right: numbers(objective.objective === "invariant" ? objective.right : [objective.after]),
      isOrder: objective.objective === "never-after",
      counter: context.kernel.probe.counters.open(1),
      exemplar: -1,
    }));
  }

  /** An effect happens for the root of a message; what is taken back later has happened all the same. */
  happen(message: number, effect: number): void {
    const root = this.context.messages.rootOf(message);
    const counts = this.counts.get(root) ?? new Map<number, number>();
    this.counts.set(root, counts);
    counts.set(effect, (counts.get(effect) ?? 0) + 1);
    for (const watched of this.watched)
      if (watched.isOrder && watched.left.includes(effect) && sum(counts, watched.right) > 0)
        this.violate(watched, root);
  }

  /** A root has ended: its books are closed. */
  rootEnded(root: number): void {
    const counts = this.counts.get(root) ?? new Map<number, number>();
    for (const watched of this.watched)
      if (!watched.isOrder && sum(counts, watched.left) !== sum(counts, watched.right))
        this.violate(watched, root);
    this.counts.delete(root);
    this.broken.delete(root);
  }

  /** Roots that broke a promise, and the number of the first of them; undefined when nobody watches it. */
  violationsOf(
    objective: Objective,
  ): { readonly count: number; readonly exemplar: number } | undefined {
    const watched = this.watched.find((each) => each.objective === objective);
    return (
      watched && {
        count: this.context.kernel.probe.counters.value(watched.counter),
        exemplar: watched.exemplar,
      }
    );
  }

  private violate(watched: Watched, root: number): void {
    const broken = this.broken.get(root) ?? new Set<string>();
    this.broken.set(root, broken);
    if (broken.has(watched.id)) return;
    broken.add(watched.id);
    this.context.kernel.probe.counters.add(watched.counter);
    if (watched.exemplar < 0) watched.exemplar = this.context.messages.idOf(root);
  }
}

function sum(counts: ReadonlyMap<number, number>, effects: readonly number[]): number {
  return effects.reduce((total, effect) => total + (counts.get(effect) ?? 0), 0);
}
