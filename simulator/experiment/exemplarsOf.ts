import {
  DEAD_LETTER_REASONS,
  LOSS_CAUSES,
  REDELIVERY_CAUSES,
  REORDERING_CAUSES,
} from "../channels/causes.ts";
import type { Exemplar, Trouble } from "../channels/Exemplars.ts";
import type { World } from "../services/World.ts";
import { brokerErrorOf } from "./brokerErrors.ts";

/** One sort of trouble: what, why and where it happened, how often, and to which root messages first. */
export interface ExemplarSummary {
  readonly trouble: Trouble;
  /** From the closed list that belongs to the trouble. */
  readonly cause: string;
  /** The effect that happened again. */
  readonly effect?: string;
  /** What the broker calls it. */
  readonly error?: string;
  readonly node: string;
  readonly count: number;
  /** Numbers of root messages, by which traces are asked for. */
  readonly roots: readonly number[];
}

/** What went wrong in a run so far, since the end of the warm-up, with those to whom it happened. */
export function exemplarsOf(world: World): ExemplarSummary[] {
  return world.context.exemplars.list.map((exemplar) => {
    const why = causeOf(exemplar, world.effectNames);
    const node = world.nodeIds[exemplar.node]!;
    const error = exemplar.trouble === "lost" ? brokerErrorOf(world, node, why.cause) : undefined;
    return {
      trouble: exemplar.trouble,
      ...why,
      ...(error !== undefined && { error }),
      node,
      count: exemplar.count,
      roots: [...exemplar.roots],
    };
  });
}

function causeOf(
  { trouble, cause }: Exemplar,
  effects: readonly string[],
): Pick<ExemplarSummary, "cause" | "effect"> {
  switch (trouble) {
    case "lost":
      return { cause: LOSS_CAUSES[cause]! };
    case "dead-lettered":
      return { cause: DEAD_LETTER_REASONS[cause]! };
    case "duplicate":
      return { cause: REDELIVERY_CAUSES[cause]! };
    case "overtaken":
      return { cause: REORDERING_CAUSES[cause]! };
    case "effect-repeated": {
      const why = REDELIVERY_CAUSES[cause % REDELIVERY_CAUSES.length]!;
      return { cause: why, effect: effects[Math.floor(cause / REDELIVERY_CAUSES.length)]! };
    }
  }
}
