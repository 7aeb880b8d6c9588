import type { SystemText } from "../../../simulator/index.ts";
import type { Design } from "../DesignFile.ts";
import { freshId } from "../freshId.ts";

type Tables = "messageTypes" | "nodes" | "links";
type FullSystem = SystemText & { [K in Tables]-?: NonNullable<SystemText[K]> };

/** The system of a draft with its tables in place, so that edits can write into them. */
export function systemOf(draft: Design): FullSystem {
  draft.system ??= {};
  const system = draft.system;
  system.messageTypes ??= {};
  system.nodes ??= {};
  system.links ??= {};
  return system as FullSystem;
}

/** Adds an event of that name, or of that name with a number; returns the name it got. */
export function newMessageType(draft: Design, name: string): string {
  const { messageTypes } = systemOf(draft);
  const id = freshId(name, messageTypes);
  messageTypes[id] = { kind: "event" };
  return id;
}
