import { checkDesign, type Design } from "../design/index.ts";
import { type AsyncApiDocument, isObject, sameJson } from "./AsyncApiDocument.ts";
import { readSystemDocument } from "./readSystemDocument.ts";

/** What a system document gives back, compared with the design that it was made of. */
export interface RoundTrip {
  /** Places that differ; none when the same design comes back. */
  differences: string[];
  /** What was compared, each with how many there are. */
  compared: { what: string; count: number }[];
}

/** Reads a system document back and compares the design that comes of it with the one at hand. */
export function roundTrip(design: Design, document: AsyncApiDocument): RoundTrip {
  const before = checkDesign(design);
  const after = checkDesign(readSystemDocument(document));
  const size = (table: object | undefined) => Object.keys(table ?? {}).length;
  const compared = [
    { what: "node", count: size(design.system?.nodes) },
    { what: "link", count: size(design.system?.links) },
    { what: "message type", count: size(design.system?.messageTypes) },
    { what: "scenario", count: size(design.scenarios) },
    { what: "objective", count: size(design.objectives) },
  ];
  if (!before.ok) return { compared, differences: before.problems.map(({ path }) => path) };
  if (!after.ok) return { compared, differences: after.problems.map(({ path }) => path) };
  return { compared, differences: differencesOf(before.resolved, after.resolved, "") };
}

function differencesOf(left: unknown, right: unknown, path: string): string[] {
  if (sameJson(left, right)) return [];
  if (!isObject(left) || !isObject(right)) return [path];
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].flatMap((key) =>
    differencesOf(left[key], right[key], path === "" ? key : `${path}.${key}`),
  );
}
