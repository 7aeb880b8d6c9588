import {
  exactCount,
  figureText,
  type NodeSummary,
  type RunSummary,
  shortDuration,
  shortNumber,
} from "../../../simulator/index.ts";
import type { Design } from "../../design/index.ts";
import type { ToldFinding } from "../../lint/index.ts";

/** What a run has shown of a finding: what happened, in figures, and whether harm was done. */
export interface RunFigure {
  text: string;
  isHarm: boolean;
}

type Asked = {
  node: NodeSummary | undefined;
  readers: readonly NodeSummary[];
  saga: Saga | undefined;
  /** What the service, or the readers of the channel, do to the world. */
  effects: readonly RunSummary["effects"][string][];
};
type Saga = RunSummary["sagas"][string];
type Figure = { harm: number; words: string } | undefined;

const sumOf = (counts: Partial<Record<string, number>>) =>
  Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);

const subscriptionsOf = (node: NodeSummary | undefined) =>
  node && "subscriptions" in node ? Object.values(node.subscriptions) : [];

const consumersOf = (nodes: readonly (NodeSummary | undefined)[]) =>
  nodes.flatMap((node) => (node?.kind === "consumer" ? [node] : []));

/** Effects that happened again: what was handled twice and did nothing twice is no harm. */
const doneTwice = ({ effects }: Asked): Figure =>
  effects.length === 0
    ? undefined
    : { harm: effects.reduce((sum, each) => sum + sumOf(each.repeated), 0), words: "done twice" };

const expired = (asked: Asked): Figure => {
  const subscriptions = subscriptionsOf(asked.node);
  if (subscriptions.length === 0) return doneTwice(asked);
  return {
    harm: subscriptions.reduce((sum, each) => sum + each.expired, 0),
    words: "leases ran out",
  };
};

const overtaken = ({ node, readers }: Asked): Figure => {
  const consumers = consumersOf([node, ...readers]);
  if (consumers.length === 0) return undefined;
  return { harm: consumers.reduce((sum, each) => sum + each.overtaken, 0), words: "out of order" };
};

const redelivered = ({ node }: Asked): Figure => {
  const subscriptions = subscriptionsOf(node);
  if (subscriptions.length > 0)
    return {
      harm: subscriptions.reduce((sum, each) => sum + sumOf(each.redelivered), 0),
      words: "delivered again",
    };
  const [consumer] = consumersOf([node]);
  return consumer && { harm: consumer.retried, words: "tried again" };
};

const failed = ({ node }: Asked): Figure => {
  const [consumer] = consumersOf([node]);
  return consumer && { harm: sumOf(consumer.failed), words: "attempts failed" };
};

const lost = ({ node }: Asked): Figure =>
  node && "lost" in node ? { harm: sumOf(node.lost), words: "lost" } : undefined;

const stuck = ({ saga }: Asked): Figure => saga && { harm: saga.stuck, words: "stuck" };

/** Counts of harm, by the rule that warns of it. */
const HARM: Readonly<Record<string, (asked: Asked) => Figure>> = {
  "no-deduplication": doneTwice,
  "command-one-handler": doneTwice,
  "lease-shorter-than-work": expired,
  "prefetch-beyond-lease": expired,
  "missing-key": overtaken,
  "no-dead-letter": redelivered,
  "unbounded-retries": redelivered,
  "retry-without-jitter": redelivered,
  "incompatible-versions": failed,
  "publish-before-commit": failed,
  "dead-end": lost,
  "saga-without-timeout": stuck,
  "saga-without-compensation": stuck,
};

const FULL = 0.8;

/** Levels that come near a limit, by the rule that warns of them. */
const LEVELS: Readonly<Record<string, (asked: Asked) => RunFigure | undefined>> = {
  "utilization-over-80": busy,
  "fewer-partitions-than-slots": ({ node, readers }) => busy({ node: readers[0] ?? node }),
  "hot-key": ({ readers }) => busy({ node: readers[0] }),
  "unbounded-queue": ({ node }) => {
    const most = subscriptionsOf(node).map(({ ready }) => ready.max);
    if (most.length === 0) return undefined;
    return { text: `at most ${shortNumber(Math.max(...most))} waited`, isHarm: false };
  },
};

function busy({ node }: Pick<Asked, "node">): RunFigure | undefined {
  if (!node || !("utilization" in node) || Number.isNaN(node.utilization)) return undefined;
  const { utilization } = node;
  return { text: `busy ${shortNumber(utilization * 100)} %`, isHarm: utilization > FULL };
}

/** What the run has shown of a finding; undefined where it measures nothing of the kind. */
export function figureInRun(
  { rule, target }: ToldFinding,
  summary: RunSummary | undefined,
  design: Design,
): RunFigure | undefined {
  if (!summary || summary.simulatedSeconds === 0) return undefined;
  const readers = Object.values(design.system?.links ?? {})
    .filter(({ source }) => source === target.id)
    .map((link) => link.target);
  const names = new Set(
    [target.id, ...readers].flatMap((id) => effectNames(design.system?.nodes?.[id])),
  );
  const asked = {
    node: summary.nodes[target.id],
    readers: readers.flatMap((id) => summary.nodes[id] ?? []),
    saga: summary.sagas[target.id],
    effects: [...names].flatMap((name) => summary.effects[name] ?? []),
  };
  const level = LEVELS[rule]?.(asked);
  if (level) return level;
  const figure = HARM[rule]?.(asked);
  if (!figure) return undefined;
  // Whole seconds, so that a figure under a running clock stands still.
  const time = figureText(shortDuration(Math.max(1, Math.floor(summary.simulatedSeconds))));
  const count = figure.harm === 0 ? "none" : exactCount(figure.harm);
  return { text: `${count} ${figure.words} in ${time}`, isHarm: figure.harm > 0 };
}

/** Names of the effects in the steps of a node, however deep they stand. */
function effectNames(part: unknown): string[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === "effect" && typeof value === "string" ? [value] : effectNames(value),
  );
}
