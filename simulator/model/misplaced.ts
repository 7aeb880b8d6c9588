import { Subscription } from "./channel.ts";
import type { Path, ReferenceProblem } from "./Names.ts";
import { Publisher } from "./publisher.ts";
import type { System } from "./systemShape.ts";

type SubscriptionSettings = ReturnType<typeof Subscription.parse>;
type SagaNode = Extract<System["nodes"][string], { kind: "saga" }>;

/** Words of a coordinator, and what they are without one. */
const COORDINATOR = { instances: 1, persistence: "none", restart: 5 } as const;

/** Words that have no meaning where they stand: nobody would carry them out. */
export function checkMisplaced(system: System): ReferenceProblem[] {
  return Object.entries(system.nodes).flatMap(([id, node]) => {
    const at: Path = ["nodes", id];
    if (node.kind === "topic")
      return Object.entries(node.subscriptions).flatMap(([name, subscription]) =>
        ofTopic([...at, "subscriptions", name], subscription),
      );
    if (node.kind !== "saga") return [];
    return node.mode === "choreographed" ? ofChoreographed(at, node) : ofOrchestrated(at, node);
  });
}

/** A topic keeps nothing: its subscriptions have no position and no partitions. */
function ofTopic(at: Path, { cursor, assign }: SubscriptionSettings): ReferenceProblem[] {
  const rest = Subscription.parse({});
  const words = { cursor: ["start", "joinsAt", "reset", "isolation"], assign: OF_PARTITIONS };
  const ours: Readonly<Record<string, object>> = { cursor, assign };
  const theirs: Readonly<Record<string, object>> = { cursor: rest.cursor, assign: rest.assign };
  const partitions =
    assign.mode === "partition-exclusive"
      ? [
          {
            path: [...at, "assign", "mode"],
            message:
              '"partition-exclusive" is for the groups of a stream: a topic has no partitions. Remove it, or use a stream.',
          },
        ]
      : [];
  const found = Object.entries(words).flatMap(([group, list]) =>
    list
      .filter((word) => textOf(ours[group], word) !== textOf(theirs[group], word))
      .map((word) => ({
        path: [...at, group, word],
        message: `"${word}" is for the groups of a stream: a topic keeps nothing, and has no positions and no partitions. Remove it, or use a stream.`,
      })),
  );
  return [...partitions, ...found];
}

/** What belongs to groups that share partitions. */
const OF_PARTITIONS = [
  "strategy",
  "transfer",
  "membership",
  "sessionTimeout",
  "heartbeat",
  "pollTimeout",
  "joinDelay",
  "rebalancePause",
];

function textOf(part: object | undefined, word: string): string | undefined {
  return JSON.stringify((part as Readonly<Record<string, unknown>> | undefined)?.[word]);
}

/** A choreographed saga is only observed: it sends nothing, and decides nothing. */
function ofChoreographed(at: Path, saga: SagaNode): ReferenceProblem[] {
  const found = Object.entries(COORDINATOR).flatMap(([word, rest]) =>
    saga[word as keyof typeof COORDINATOR] === rest ? [] : [refusal([...at, word], word)],
  );
  if (JSON.stringify(saga.publisher) !== JSON.stringify(Publisher.parse({})))
    found.push(refusal([...at, "publisher"], "publisher"));
  if (typeof saga.begins !== "string") found.push(refusal([...at, "begins"], "begins.arrivals"));
  for (const [i, step] of saga.steps.entries()) {
    const inside: Path = [...at, "steps", i];
    for (const word of ["command", "to", "retry", "parallel"] as const)
      if (step[word] !== undefined) found.push(refusal([...inside, word], word));
    if (step.onTimeout !== "compensate") found.push(refusal([...inside, "onTimeout"], "onTimeout"));
    for (const word of ["command", "to", "retry"] as const)
      if (step.compensation?.[word] !== undefined)
        found.push(refusal([...inside, "compensation", word], word));
  }
  return found;
}

/** A coordinator knows when a step begins: it begins it. */
function ofOrchestrated(at: Path, saga: SagaNode): ReferenceProblem[] {
  return saga.steps.flatMap(({ starts }, i) =>
    starts === undefined
      ? []
      : [
          {
            path: [...at, "steps", i, "starts"],
            message:
              '"starts" is for choreographed sagas: an orchestrated one begins each step with its command. Remove it, or let the saga be choreographed.',
          },
        ],
  );
}

function refusal(path: Path, word: string): ReferenceProblem {
  return {
    path,
    message: `"${word}" is for a coordinator, and a choreographed saga is only observed: nobody would carry it out. Remove it, or let the saga be orchestrated.`,
  };
}
