import type { Subscription, System } from "../model/index.ts";

/** Stands between the name of a subscription and whose copy it is; no name of a user's has it. */
const MARK = "#";

/** The name of the copy that one instance has of a subscription (RULES D32). */
export function copyName(subscription: string, service: string, instance: number): string {
  return `${subscription}${MARK}${service}.${instance}`;
}

/** The name under which the settings of a subscription, or of a copy of it, are declared. */
export function declaredName(name: string): string {
  const mark = name.indexOf(MARK);
  return mark < 0 ? name : name.slice(0, mark);
}

export function isCopy(name: string): boolean {
  return name.includes(MARK);
}

/** D32. Whether each instance gets a copy for itself. */
export function isBroadcast(system: System, channel: string, subscription: string): boolean {
  const node = system.nodes[channel];
  if (node?.kind !== "topic" && node?.kind !== "stream") return false;
  return node.subscriptions[subscription]?.assign.mode === "broadcast";
}

/** How one instance is served from its own copy: it has nobody to share with, and the copy goes when it goes for good. */
export function settingsOfCopy(settings: Subscription): Subscription {
  const { assign, cursor } = settings;
  return {
    ...settings,
    assign: { ...assign, mode: undefined, transfer: "none" },
    cursor: { ...cursor, idleExpiry: cursor.idleExpiry ?? Infinity },
  };
}
