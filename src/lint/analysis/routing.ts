import {
  type Filter,
  fitsBinding,
  passesTest,
  type System,
  takesAnyKey,
} from "../../../simulator/index.ts";
import type { LinkOf } from "./Links.ts";
import { weightOf } from "./walkSteps.ts";

type Routing = Extract<System["nodes"][string], { kind: "topic" }>["routing"];

/** More combinations of attribute values than this are not laid out; all then count as routed. */
const MOST_ROUTING_KEYS = 2000;

/** Share of the messages of a type that a filter lets through. */
export function filterShare(system: System, message: string, filter: Filter | undefined): number {
  if (!filter) return 1;
  if (filter.messages && !filter.messages.includes(message)) return 0;
  const carried = system.messageTypes[message]?.attributes ?? [];
  let share = filter.share ?? 1;
  for (const [attribute, test] of Object.entries(filter.attributes ?? {})) {
    if (!carried.includes(attribute)) share *= passesTest(undefined, test) ? 1 : 0;
    else {
      const values = system.attributes[attribute]?.values ?? {};
      share *= weightOf(
        values,
        Object.keys(values).filter((value) => passesTest(value, test)),
      );
    }
  }
  return share;
}

/** Share of the messages of a type in a topic that go along a binding. */
export function bindingShare(
  system: System,
  message: string,
  binding: LinkOf<"bind">,
  routing: Routing,
): number {
  const filtered = filterShare(system, message, binding.filter);
  if (takesAnyKey(routing, binding.keys)) return filtered;
  let share = 0;
  for (const { key, weight } of routingKeys(system, message))
    if (fitsBinding(routing, binding.keys, key)) share += weight;
  return filtered * share;
}

/** The routing keys of a message type with their shares. */
function routingKeys(system: System, message: string): { key: string; weight: number }[] {
  const template = system.messageTypes[message]?.routingKey ?? "";
  let keys = [{ key: template, weight: 1 }];
  for (const [placeholder, attribute = ""] of template.matchAll(/\{([^}]*)\}/g)) {
    const values = system.attributes[attribute]?.values ?? {};
    if (keys.length * Object.keys(values).length > MOST_ROUTING_KEYS) break;
    keys = keys.flatMap(({ key, weight }) =>
      Object.keys(values).map((value) => ({
        key: key.replaceAll(placeholder, value),
        weight: weight * weightOf(values, [value]),
      })),
    );
  }
  return keys;
}
