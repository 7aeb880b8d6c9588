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
 * - `unroutable` of topics: an alternate link says that what no binding takes goes along it; `return` refused as
 *   `error` does.
 * - Of a stream's groups that share partitions: what is for single messages (leases, attempts, redelivery, dead letters,
 *   expiry, dispatch). Of those that share messages: what is for partitions and positions. Groups that leave it to the
 *   words of their broker keep both.
 * - `onFailure` of publish steps, which no run heeded: from format 3 on it lets the handler wait for the confirm.
 */
export function migrateFrom2(document: Json): Json {
  const migrated = structuredClone({ ...document, format: 3 }) as Json;
  const nodes = asObject(asObject(migrated.system).nodes);
  for (const node of valuesOf(nodes)) {
    migrateNode(node);
    if (node.kind !== "stream") continue;
    const { profile = NO_PROFILE } = asObject(nodes[String(node.broker)]);
    for (const group of valuesOf(node.subscriptions)) migrateGroup(group, profile === NO_PROFILE);
  }
  return migrated;
}

function migrateNode(node: Json): void {
  if (node.kind === "queue") migrateDelivery(node);
  for (const subscription of valuesOf(node.subscriptions)) migrateDelivery(subscription);
  if (node.kind !== "stream") replace(node, "throttle", "per", "partition", "channel");
  if (node.unroutable === "alternate") delete node.unroutable;
  if (node.unroutable === "return") node.unroutable = "error";
  for (const handler of Object.values(asObject(node.handlers))) migrateSteps(handler);
  migrateSteps(node.handler);
  // What a change of profile has set aside is in the old words too.
  for (const aside of valuesOf(node.setAside))
    for (const former of valuesOf(aside.nodes)) migrateNode(former);
}

function migrateDelivery(delivery: Json): void {
  replace(delivery, "lease", "onDisconnect", "never", "until-timeout");
  replace(delivery, "lease", "lateAck", "error", "ignored");
  replace(delivery, "redeliver", "position", "seek-back", "original");
  removeFromList(delivery, "attempts", "counts", "client-read");
  removeFromList(delivery, "deadLetter", "reasons", "undeliverable");
}

/** @param isPlain whether no words of a broker say what the group shares */
function migrateGroup(group: Json, isPlain: boolean): void {
  const { mode } = asObject(group.assign);
  if (mode === undefined && !isPlain) return;
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

const NO_PROFILE = "generic";
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
