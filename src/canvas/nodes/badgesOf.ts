import {
  exactCount,
  figureText,
  type MessageState,
  shortDuration,
  shortNumber,
} from "../../../simulator/index.ts";
import type { IconName } from "../../ui/index.ts";
import type { Health, NodeFigures } from "../live/Live.ts";

/** A remark outside the border of a node. The figure stays when there is no room for the words. */
export interface Badge {
  mark: { icon: IconName } | { message: MessageState };
  tone: "bad" | "warn" | "retry" | "dup" | "plain";
  before: string;
  figure: string;
  after: string;
}

/** Age or lag in seconds from which it is worth a badge on a node that is not saturated. */
const WORTH_SAYING_SECONDS = 5;

/** Above a node: time and failure, the gravest first. */
export function badgesAbove(name: string, figures: NodeFigures): Badge[] {
  const badges: Badge[] = [];
  const crashed = figures.instances.flatMap((each, i) => (each.isCrashed ? [{ ...each, i }] : []));
  const [first] = crashed;
  if (first) {
    const who =
      crashed.length > 1
        ? `${crashed.length} of ${figures.instances.length} down`
        : figures.instances.length > 1
          ? `${name} ${first.i + 1} down`
          : `${name} down`;
    const back = Number.isNaN(first.backIn)
      ? { before: "", figure: who }
      : { before: `${who}, back in `, figure: steady(first.backIn) };
    badges.push({ mark: { icon: "crash" }, tone: "bad", after: "", ...back });
  }
  if (figures.lagSeconds > WORTH_SAYING_SECONDS)
    badges.push({
      mark: { icon: "latency" },
      tone: "warn",
      before: `lag ${shortNumber(figures.lagMessages)} · `,
      figure: steady(figures.lagSeconds),
      after: "",
    });
  const isOld =
    figures.oldest > WORTH_SAYING_SECONDS || (isStrained(figures.health) && figures.oldest >= 1);
  if (isOld)
    badges.push({
      mark: { icon: "latency" },
      tone: "warn",
      before: "oldest ",
      figure: steady(figures.oldest),
      after: "",
    });
  return badges.slice(0, 2);
}

/** Below a node: consequences. Counts of harm are exact. */
export function badgesBelow(figures: NodeFigures): Badge[] {
  const badges: Badge[] = [];
  if (figures.redeliveries > 0)
    badges.push({
      mark: { message: "retry" },
      tone: "retry",
      before: "",
      figure: exactCount(figures.redeliveries),
      after: " redelivered",
    });
  if (figures.duplicates > 0)
    badges.push({
      mark: { message: "duplicate" },
      tone: "dup",
      before: "",
      figure: exactCount(figures.duplicates),
      after: " done twice",
    });
  return badges;
}

function isStrained(health: Health): boolean {
  return health === "saturated" || health === "crashed";
}

/** Tenths of a second, always shown: a countdown does not change its width. */
function steady(seconds: number): string {
  return seconds < 60 ? `${seconds.toFixed(1)} s` : figureText(shortDuration(seconds));
}
