import type { SystemText } from "../../model/index.ts";
import { asJson, isJson, type Json } from "./json.ts";
import type { NewWords } from "./NewWords.ts";
import type { MappedSetting } from "./SwitchReport.ts";

/**
 * Gives each slot of a consumer that shares partitions a place of its own in the group. Whoever reads a
 * queue with slots has as many of them at work as there are messages; a reader of partitions is one thread
 * (`KafkaConsumer` is not safe for more), so that the slots beyond it would idle.
 * Source: KafkaConsumer, "Multi-threaded Processing": one consumer per thread.
 * @param former the system before its channels were converted
 * @returns what became of each `concurrency`
 */
export function spreadSlots(
  former: SystemText,
  system: SystemText,
  broker: string,
  newWords: NewWords,
): MappedSetting[] {
  const nodes = asJson(system.nodes);
  return readersOfNewPartitions(former, system, broker, newWords).flatMap((id) => {
    const node = asJson(nodes[id]);
    const { concurrency: slots } = node;
    if (typeof slots !== "number" || slots < 2) return [];
    return [{ at: ["nodes", id], name: "concurrency", value: slots, ...spread(node, slots) }];
  });
}

/** How many instances a consumer has for each one that it had, where its slots have been spread; else 1. */
export function spreadOf(before: Json, after: Json): number {
  const [slots, left] = [before.concurrency, after.concurrency];
  return typeof slots === "number" && left === undefined ? slots : 1;
}

function spread(node: Json, slots: number): Pick<MappedSetting, "to" | "near"> {
  const instances = typeof node.instances === "number" ? node.instances : 1;
  delete node.concurrency;
  node.instances = instances * slots;
  const { autoscaling } = node;
  if (isJson(autoscaling))
    for (const bound of ["minimum", "maximum"]) {
      const count = autoscaling[bound];
      if (typeof count === "number") autoscaling[bound] = count * slots;
    }
  const near = `a reader of partitions is one thread: ${instances} × ${slots} slots are ${instances * slots} consumers of the group`;
  return { to: { instances: instances * slots }, near };
}

/** Consumers that had all they read from somewhere else, and now have it from partitions of this broker that they share. */
function readersOfNewPartitions(
  former: SystemText,
  system: SystemText,
  broker: string,
  newWords: NewWords,
): string[] {
  const nodes = asJson(system.nodes);
  const isNew = (id: string, group: string): boolean => {
    const channel = asJson(nodes[id]);
    if (channel.kind !== "stream" || channel.broker !== broker) return false;
    if (asJson(asJson(former.nodes)[id]).kind === "stream") return false;
    const path = ["nodes", id, "subscriptions", group];
    return newWords.ruleAt(path, "assign.mode") !== "competing";
  };
  const reads = Object.values(asJson(system.links))
    .map(asJson)
    .filter(({ kind }) => kind === "subscribe");
  return [...new Set(reads.map(({ target }) => String(target)))].filter((id) => {
    const { kind, poll } = asJson(nodes[id]);
    if (kind !== "consumer" || asJson(poll).handOff !== undefined) return false;
    const own = reads.filter(({ target }) => target === id);
    return own.every((link) => isNew(String(link.source), String(link.subscription ?? id)));
  });
}
