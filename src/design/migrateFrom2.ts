import { asObject, type Json, remove, removeFromList, replace, valuesOf } from "./oldWords.ts";

/**
 * Format 2 → 3: words go that made no difference to any run. What goes:
 *
 * - `lease.onDisconnect: never`: what a lost connection had is taken back when its lease ends (`until-timeout`), and
 *   not at all where there is none that ends.
 * - `lease.lateAck: error`: an ack that is too late is `ignored`, and counted.
 * - `redeliver.position: seek-back`: a queue puts what comes back in its `original` place; streams go back by nature.
 * - `client-read` among what counts as an attempt, `undeliverable` among the reasons of dead letters: nothing is either.
 * - `throttle.per: partition` of queues and topics, which have no partitions: the limit is the channel's.
 * - `deadLetter.reasons` without `rejected` or `attempts`: what was given up was dead-lettered all the same, so both are
 *   added; what a slow consumer missed was not, so `overflow` goes where messages are dropped for it.
 * - `unroutable` of topics: an alternate link says that what no binding takes goes along it; `return` refused as
 *   `error` does.
 * - Of a stream's groups that share partitions: what is for single messages (leases, attempts, redelivery, dead letters,
 *   expiry, dispatch). Of those that share messages: what is for partitions and positions.
 * - `onFailure` of publish steps, which no run heeded: from format 3 on it lets the handler wait for the confirm.
 */
export function migrateFrom2(document: Json): Json {
  const migrated = structuredClone({ ...document, format: 3 }) as Json;
  const nodes = asObject(asObject(migrated.system).nodes);
  for (const node of valuesOf(nodes)) {
    const broker = asObject(nodes[String(node.broker)]);
    migrateNode(node, wordsOf(broker, String(broker.profile ?? NO_PROFILE)));
    // What a change of profile has set aside is in the old words too, and in those of its profile.
    for (const [profile, aside] of Object.entries(asObject(node.setAside)))
      for (const former of valuesOf(asObject(aside).nodes))
        migrateNode(former, wordsOf(node, profile));
  }
  return migrated;
}

/** What the words of a broker say of the groups of its streams that say nothing themselves. */
interface BrokerWords {
  readonly profile: string;
  readonly parameters: Json;
}
const wordsOf = (broker: Json, profile: string): BrokerWords => ({
  profile,
  parameters: asObject(broker.parameters),
});

function migrateNode(node: Json, words: BrokerWords): void {
  if (node.kind === "queue") migrateDelivery(node);
  for (const subscription of valuesOf(node.subscriptions)) {
    if (node.kind === "stream") migrateGroup(subscription, modeOf(subscription, node, words));
    migrateDelivery(subscription);
  }
  if (node.kind !== "stream") replace(node, "throttle", "per", "partition", "channel");
  if (node.unroutable === "alternate") delete node.unroutable;
  if (node.unroutable === "return") node.unroutable = "error";
  for (const handler of Object.values(asObject(node.handlers))) migrateSteps(handler);
  migrateSteps(node.handler);
}

function migrateDelivery(delivery: Json): void {
  replace(delivery, "lease", "onDisconnect", "never", "until-timeout");
  replace(delivery, "lease", "lateAck", "error", "ignored");
  replace(delivery, "redeliver", "position", "seek-back", "original");
  removeFromList(delivery, "attempts", "counts", "client-read");
  removeFromList(delivery, "deadLetter", "reasons", "undeliverable");
  migrateReasons(delivery);
}

/** What was given up was dead-lettered whatever the reasons said, and what a slow consumer missed never was. */
function migrateReasons(delivery: Json): void {
  const { reasons } = asObject(delivery.deadLetter);
  if (!Array.isArray(reasons)) return;
  for (const reason of ["rejected", "attempts"])
    if (!reasons.includes(reason)) reasons.push(reason);
  if (delivery.slowConsumer === "drop")
    removeFromList(delivery, "deadLetter", "reasons", "overflow");
}

/** What a group of a stream shares: undefined where only a broker that is not known yet could say. */
function modeOf(group: Json, stream: Json, { profile, parameters }: BrokerWords): unknown {
  const { mode } = asObject(group.assign);
  if (mode !== undefined) return mode;
  const own = { ...parameters, ...asObject(stream.parameters), ...asObject(group.parameters) };
  return own["group.type"] === "share" ? "competing" : MODES[profile];
}

function migrateGroup(group: Json, mode: unknown): void {
  if (mode === undefined) return;
  if (typeof mode === "string" && SHARING_MODES.includes(mode)) {
    for (const word of [...OF_PARTITIONS, ...OF_QUEUE_LEADERS]) removeAt(group, word);
    const { start } = asObject(group.cursor);
    if (start !== "earliest" && start !== "latest") remove(group, "cursor", "start");
  } else for (const word of OF_SINGLE_MESSAGES) removeAt(group, word);
}

function removeAt(part: Json, path: string): void {
  const [group = "", word] = path.split(".");
  if (word === undefined) delete part[group];
  else remove(part, group, word);
}

// What follows is as it was when format 3 came, and is copied for that: a migration does not change with the language.
const NO_PROFILE = "generic";
/** What the groups of a stream share on the brokers that were known to format 2. */
const MODES: Readonly<Record<string, string>> = {
  [NO_PROFILE]: "partition-exclusive",
  kafka: "partition-exclusive",
  rabbitmq: "partition-exclusive",
  "redis-streams": "competing",
};
const SHARING_MODES: readonly string[] = ["competing", "key-exclusive", "single-active"];
const OF_SINGLE_MESSAGES = [
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
const OF_QUEUE_LEADERS = ["lease.onFailover", "attempts.persisted"];
const OF_PARTITIONS = [
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

function migrateSteps(steps: unknown): void {
  if (!Array.isArray(steps)) return;
  for (const step of steps.map(asObject)) {
    if (step.do === "publish") delete step.onFailure;
    for (const choice of Array.isArray(step.choices) ? step.choices.map(asObject) : [])
      migrateSteps(choice.steps);
    migrateSteps(step.otherwise);
    migrateSteps(step.onTimeout);
  }
}
