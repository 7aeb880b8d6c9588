import type { Design } from "../DesignFile.ts";
import type { ValuePath } from "../edits/setValue.ts";
import { titleOfNode } from "../nodeFace.ts";
import type { Change } from "./changesBetween.ts";

/** A change in words: where it is, and what stood and stands there. */
export interface ChangeWords {
  /** Such as "Payment › prefetch". */
  where: string;
  /** Such as "12"; undefined where nothing stood or stands. */
  before: string | undefined;
  after: string | undefined;
}

/** Longer values are cut. */
const MOST_LETTERS = 72;

/** A change in words. @param design one of the two designs, for the names of its nodes */
export function changeWords({ path, before, after }: Change, design: Design): ChangeWords {
  return { where: placeWords(path, design), before: valueWords(before), after: valueWords(after) };
}

/** Where something stands, in the words of the canvas. */
export function placeWords(path: ValuePath, design: Design): string {
  const [first, second, third, ...rest] = path.map(String);
  if (first === "system" && second === "nodes" && third !== undefined) {
    return join([titleOfNode(third, design.system?.nodes?.[third]), ...rest]);
  }
  if (first === "system" && second === "links" && third !== undefined) {
    return join([`link ${third.replace(">", " → ")}`, ...rest]);
  }
  if (first === "system" && second !== undefined) return join([second, third, ...rest]);
  if (first === "layout" && third !== undefined) {
    return join([titleOfNode(third, design.system?.nodes?.[third]), "place"]);
  }
  if (first === "notes") return join([`note “${noteText(design, second)}”`, third]);
  return join([first, second, third, ...rest]);
}

/**
 * Changes in a few words: "+ 4 nodes", "2 nodes moved", "3 settings". An empty list is "no change".
 */
export function summaryWords(changes: readonly Change[]): string {
  const kinds = { added: 0, removed: 0, links: 0, moved: 0, other: 0 };
  for (const change of withoutNewPlaces(changes)) kinds[kindOf(change)]++;
  const parts = [
    kinds.added > 0 && `+ ${counted(kinds.added, "node")}`,
    kinds.removed > 0 && `− ${counted(kinds.removed, "node")}`,
    kinds.links > 0 && counted(kinds.links, "link"),
    kinds.other > 0 && counted(kinds.other, "setting"),
    kinds.moved > 0 && `${kinds.moved} moved`,
  ].filter((part) => part !== false);
  return parts.slice(0, 2).join(", ") || "no change";
}

/** Changes without the places of what came or went: that it came or went says enough. */
export function withoutNewPlaces(changes: readonly Change[]): readonly Change[] {
  return changes.filter(
    ({ path, before, after }) =>
      path[0] !== "layout" || path.length < 3 || (before !== undefined && after !== undefined),
  );
}

function kindOf({ path, before, after }: Change) {
  const [first, second] = path;
  if (first === "layout") return "moved";
  if (first === "system" && second === "links") return "links";
  if (first === "system" && second === "nodes" && path.length === 3) {
    if (before === undefined) return "added";
    if (after === undefined) return "removed";
  }
  return "other";
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

const join = (parts: readonly (string | undefined)[]) =>
  parts.filter((part) => part !== undefined && part !== "").join(" › ");

function noteText(design: Design, id: string | undefined): string {
  const text = id === undefined ? "" : (design.notes?.[id]?.text ?? id);
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}

function valueWords(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text;
}
