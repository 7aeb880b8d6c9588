import type { Design } from "../DesignFile.ts";

/** Fields that hold the name of a message type, or a list of such names. */
const VALUES = [
  "message",
  "messages",
  "emits",
  "withdraws",
  "command",
  "starts",
  "completes",
  "fails",
  "begins",
  "guards",
];
/** Tables whose entries are named by message types. */
const TABLES = ["messages", "handlers", "reads", "writes", "versions"];
/** Ends of a way between two message types, in objectives. */
const ENDS = ["from", "to"];

type Held = Record<string, unknown>;

/**
 * Gives a message type another name, and whatever names it too: producers, handlers and their
 * steps, links, sagas, registries, objectives and faults.
 */
export function renameMessageType(draft: Design, from: string, to: string): void {
  const system = draft.system;
  const types = system?.messageTypes;
  if (!system || !types?.[from] || from === to) return;
  system.messageTypes = renamedKey(types, from, to) as typeof types;
  for (const type of Object.values(system.messageTypes)) {
    if (type.withdraws === from) type.withdraws = to;
  }
  const places = [system.nodes, system.links, draft.objectives, draft.scenarios];
  for (const place of places) rename(place, from, to, place === draft.objectives);
}

function rename(held: unknown, from: string, to: string, isObjective: boolean): void {
  if (typeof held !== "object" || held === null) return;
  for (const [key, value] of Object.entries(held as Held)) {
    const owner = held as Held;
    const names = VALUES.includes(key) || (isObjective && ENDS.includes(key));
    if (names && value === from) owner[key] = to;
    else if (names && Array.isArray(value))
      owner[key] = value.map((each) => (each === from ? to : each));
    else if (TABLES.includes(key) && isTableWith(value, from))
      owner[key] = renamedKey(value, from, to);
    rename(owner[key], from, to, isObjective);
  }
}

const isTableWith = (value: unknown, key: string): value is Held =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, key);

/** The same table with one key called otherwise, in its place. */
function renamedKey(table: Held, from: string, to: string): Held {
  return Object.fromEntries(
    Object.entries(table).map(([key, value]) => [key === from ? to : key, value]),
  );
}
