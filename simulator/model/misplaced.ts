import { NO_PROFILE } from "./broker.ts";
import { Subscription } from "./channel.ts";
import { DeadLettering, DeliveryAttempts, Lease, Redelivery } from "./delivery.ts";
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
    if (node.kind === "topic" || node.kind === "stream")
      return Object.entries(node.subscriptions).flatMap(([name, subscription]) =>
        node.kind === "topic"
          ? ofTopic([...at, "subscriptions", name], subscription)
          : ofStream([...at, "subscriptions", name], subscription, hasProfile(system, node.broker)),
      );
    if (node.kind !== "saga") return [];
    return node.mode === "choreographed" ? ofChoreographed(at, node) : ofOrchestrated(at, node);
  });
}

/** What belongs to groups that share partitions, and read them from a position. */
export const OF_PARTITIONS: readonly string[] = [
  "cursor.reset",
  "cursor.isolation",
  "assign.strategy",
  "assign.transfer",
  "assign.membership",
  "assign.sessionTimeout",
  "assign.heartbeat",
  "assign.pollTimeout",
  "assign.joinDelay",
  "assign.rebalancePause",
];

/** What belongs to those who are given single messages. */
export const OF_SINGLE_MESSAGES: readonly string[] = [
  "assign.dispatch",
  "lease",
  "attempts",
  "redeliver",
  "deadLetter",
  "expiry",
  "order.failureBlocks",
  "maxInFlight",
  "slowConsumer",
];

/** What the loss of a leader does to single messages that are in flight. A stream keeps all of it. */
export const OF_QUEUE_LEADERS: readonly string[] = ["lease.onFailover", "attempts.persisted"];

/** Who may share the messages of a stream instead of its partitions. */
const SHARING_MODES: readonly string[] = ["competing", "key-exclusive", "single-active"];

const IN_TOPIC =
  "is for the groups of a stream: a topic keeps nothing, and has no positions and no partitions. Remove it, or use a stream.";
const IN_PARTITIONS =
  'is for groups that share single messages, and this one shares partitions. Remove it, or set "assign.mode" to "competing", "key-exclusive" or "single-active".';
const IN_SHARES =
  'is for groups that share partitions, and this one shares single messages. Remove it, or leave "assign.mode" out.';
const IN_STREAM =
  "is for queues and topics: what members hold of a stream stays theirs when its leader is lost. Remove it.";

/** A topic keeps nothing: its subscriptions have no position and no partitions. */
function ofTopic(at: Path, settings: SubscriptionSettings): ReferenceProblem[] {
  const words = ["cursor.start", "cursor.joinsAt", ...OF_PARTITIONS];
  return [
    ...(settings.assign.mode === "partition-exclusive" ? [noPartitions(at)] : []),
    ...refused(at, settings, words, IN_TOPIC),
  ];
}

/** A group of a stream shares its partitions, or its messages. @param hasProfile a broker's own words may say which */
function ofStream(
  at: Path,
  settings: SubscriptionSettings,
  hasProfile: boolean,
): ReferenceProblem[] {
  const { mode } = settings.assign;
  if (mode === undefined && hasProfile) return [];
  if (mode === undefined || !SHARING_MODES.includes(mode))
    return refused(at, settings, OF_SINGLE_MESSAGES, IN_PARTITIONS);
  const { start } = settings.cursor;
  const beginsAnywhere = start !== "earliest" && start !== "latest";
  const words = beginsAnywhere ? ["cursor.start", ...OF_PARTITIONS] : OF_PARTITIONS;
  return [
    ...refused(at, settings, words, IN_SHARES),
    ...refused(at, settings, OF_QUEUE_LEADERS, IN_STREAM),
  ];
}

function hasProfile(system: System, broker: string | undefined): boolean {
  const node = broker === undefined ? undefined : system.nodes[broker];
  return node?.kind === "broker" && node.profile !== NO_PROFILE;
}

/** Those words that a subscription sets to something. */
function refused(
  at: Path,
  settings: SubscriptionSettings,
  words: readonly string[],
  why: string,
): ReferenceProblem[] {
  return words
    .flatMap((word) => wordsIn(word))
    .filter((word) => textOf(settings, word) !== textOf(REST, word))
    .map((word) => {
      const path = word.split(".");
      return { path: [...at, ...path], message: `"${path.at(-1)}" ${why}` };
    });
}

/** The settings of a subscription that says nothing. */
const REST = Subscription.parse({});

/** The words of a group of parameters, or the word itself. */
function wordsIn(word: string): string[] {
  const group = (GROUPS as Readonly<Record<string, object>>)[word];
  return group === undefined ? [word] : Object.keys(group).map((each) => `${word}.${each}`);
}

const GROUPS = {
  lease: Lease.shape,
  attempts: DeliveryAttempts.shape,
  redeliver: Redelivery.shape,
  deadLetter: DeadLettering.shape,
};

function noPartitions(at: Path): ReferenceProblem {
  return {
    path: [...at, "assign", "mode"],
    message:
      '"partition-exclusive" is for the groups of a stream: a topic has no partitions. Remove it, or use a stream.',
  };
}

/** What stands at a path such as `lease.timeout`, as a text. */
function textOf(settings: SubscriptionSettings, path: string): string | undefined {
  let part: unknown = settings;
  for (const key of path.split(".")) part = (part as Readonly<Record<string, unknown>>)[key];
  return JSON.stringify(part);
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
