import { asObject, type Json, removeFromList, replace, valuesOf } from "./oldWords.ts";

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
 * - `onFailure` of publish steps, which no run heeded: from format 3 on it lets the handler wait for the confirm.
 */
export function migrateFrom2(document: Json): Json {
  const migrated = structuredClone({ ...document, format: 3 }) as Json;
  for (const node of valuesOf(asObject(migrated.system).nodes)) migrateNode(node);
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
