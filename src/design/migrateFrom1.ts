import { asObject, isOneOf, type Json, remove, valuesOf } from "./oldWords.ts";

/**
 * Format 1 → 2: words go that no run ever heeded, that said again what another word says, or that had no meaning
 * where they stood. What they asked for and another word says is written with that word. What goes:
 *
 * - `order.scope`, `cursor.tracking`: who may get a message (`assign.mode`) says both.
 * - `cursor.durable: false`: a subscription that is forgotten at once (`cursor.idleExpiry: "0 s"`).
 * - `capacity` of topics, which store nothing; `overflow: error`, which refused as `reject` does.
 * - `overflow: evict-slowest`: the oldest messages go (`drop-head`), and who is furthest behind loses them.
 * - of streams: overflows that no log has; `capacity.counted`, `batchBytes`; a removal once one subscription has
 *   settled (that is a queue) becomes one once all have.
 * - `assign.mode` in queues and topics where it asked for partitions, or for a copy each in a queue.
 * - `redeliver.also`: a batch comes back as a whole by `poll.outcome` of the consumer, everything behind a message in
 *   streams; the later messages of a key, acknowledged ones too, nowhere yet.
 * - `deduplication.by: producer-sequence`: by the message's id; sequence numbers are the publisher's (`idempotent`).
 * - `replication.cursors: none`: they are as late as followers are (`async`).
 * - `per` of all steps but work: a handler of whole batches calls, reads, writes and publishes once for all.
 * - `traced` of scenarios: any message can be traced after the run.
 */
export function migrateFrom1(document: Json): Json {
  const migrated = structuredClone({ ...document, format: 2 }) as Json;
  for (const node of valuesOf(asObject(migrated.system).nodes)) migrateNode(node);
  for (const scenario of valuesOf(migrated.scenarios)) delete scenario.traced;
  return migrated;
}

function migrateNode(node: Json): void {
  if (node.kind === "queue") migrateQueue(node);
  else if (node.kind === "topic") migrateTopic(node);
  else if (node.kind === "stream") migrateStream(node);
  else if (node.kind === "broker") migrateBroker(node);
  for (const handler of Object.values(asObject(node.handlers))) migrateSteps(handler);
  migrateSteps(node.handler);
}

function migrateQueue(queue: Json): void {
  migrateDelivery(queue);
  migrateIntake(queue);
  if (isOneOf(asObject(queue.assign).mode, ["partition-exclusive", "broadcast"]))
    remove(queue, "assign", "mode");
  const capacity = asObject(queue.capacity);
  if (capacity.overflow === "error") capacity.overflow = "reject";
  if (capacity.overflow === "evict-slowest") capacity.overflow = "drop-head";
}

function migrateTopic(topic: Json): void {
  migrateIntake(topic);
  delete topic.capacity;
  for (const subscription of valuesOf(topic.subscriptions)) {
    migrateDelivery(subscription);
    if (asObject(subscription.assign).mode === "partition-exclusive")
      remove(subscription, "assign", "mode");
  }
}

function migrateStream(stream: Json): void {
  migrateIntake(stream);
  delete stream.batchBytes;
  if (stream.removal === "settled") stream.removal = "all-settled";
  for (const subscription of valuesOf(stream.subscriptions)) migrateDelivery(subscription);
  const capacity = asObject(stream.capacity);
  delete capacity.counted;
  if (capacity.overflow === "evict-slowest") capacity.overflow = "drop-head";
  else if (!isOneOf(capacity.overflow, [undefined, "drop-head", "block"]))
    capacity.overflow = "reject";
}

function migrateDelivery(delivery: Json): void {
  remove(delivery, "order", "scope");
  remove(delivery, "cursor", "tracking");
  remove(delivery, "redeliver", "also");
  const cursor = asObject(delivery.cursor);
  if (cursor.durable === false) cursor.idleExpiry ??= "0 s";
  delete cursor.durable;
}

function migrateIntake(channel: Json): void {
  const deduplication = asObject(channel.deduplication);
  if (deduplication.by === "producer-sequence") deduplication.by = "id";
}

/** What a change of profile has set aside is in the old words too. */
function migrateBroker(broker: Json): void {
  const replication = asObject(broker.replication);
  if (replication.cursors === "none") replication.cursors = "async";
  for (const aside of valuesOf(broker.setAside))
    for (const node of valuesOf(aside.nodes)) migrateNode(node);
}

function migrateSteps(steps: unknown): void {
  if (!Array.isArray(steps)) return;
  for (const step of steps.map(asObject)) {
    if (step.do !== "work") delete step.per;
    for (const choice of Array.isArray(step.choices) ? step.choices.map(asObject) : [])
      migrateSteps(choice.steps);
    migrateSteps(step.otherwise);
    migrateSteps(step.onTimeout);
  }
}
