import type { Design } from "../DesignFile.ts";
import type { ValuePath } from "../edits/setValue.ts";
import { checkDesign, type ParsedDesign } from "../parseDesign.ts";
import { type Change, changesBetween } from "./changesBetween.ts";

/** One place that was changed on one side or on both, since both were the same. */
export interface TwoSidedChange {
  path: ValuePath;
  here?: Change;
  other?: Change;
  /** Both changed it, to different values: somebody must choose. */
  isContested: boolean;
}

/**
 * What two tabs have made of one design since it was the same in both. Changes to the same place, or
 * to a thing and something within it, belong together.
 */
export function twoSidedChanges(base: Design, here: Design, other: Design): TwoSidedChange[] {
  const theirs = changesBetween(base, other);
  const met = new Set<Change>();
  const mine = changesBetween(base, here).flatMap((change): TwoSidedChange[] => {
    const touching = theirs.filter((their) => overlaps(change.path, their.path));
    for (const their of touching) met.add(their);
    if (touching.length === 0) return [{ path: change.path, here: change, isContested: false }];
    return touching.map((their) => ({
      path: change.path.length <= their.path.length ? change.path : their.path,
      here: change,
      other: their,
      isContested: JSON.stringify(change.after) !== JSON.stringify(their.after),
    }));
  });
  const rest = theirs.filter((change) => !met.has(change));
  return [
    ...mine,
    ...rest.map(
      (change): TwoSidedChange => ({ path: change.path, other: change, isContested: false }),
    ),
  ];
}

/**
 * Both sides in one design: what only one side changed, and of contested places the side that was
 * chosen. The outcome may be no valid design, such as a link to a node that the other side removed;
 * then both stay apart.
 * @param prefersHere tells for a contested place whether this side is taken
 */
export function joinDesigns(
  base: Design,
  here: Design,
  other: Design,
  prefersHere: (change: TwoSidedChange) => boolean,
): ParsedDesign {
  const joined = structuredClone(base) as unknown;
  const changes = twoSidedChanges(base, here, other);
  const chosen = changes.map((change) => {
    const takesHere = change.here && (!change.other || !change.isContested || prefersHere(change));
    return takesHere ? change.here : change.other;
  });
  for (const change of new Set(chosen)) if (change) apply(joined, change);
  return checkDesign(joined);
}

function overlaps(a: ValuePath, b: ValuePath): boolean {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length).every((key, i) => key === b[i]);
}

/** Sets or removes the value of a change; tables on the way are made where they are missing. */
function apply(document: unknown, { path, after }: Change): void {
  let owner = document as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) {
    if (typeof owner[key] !== "object" || owner[key] === null) owner[key] = {};
    owner = owner[key] as Record<string | number, unknown>;
  }
  const last = path.at(-1);
  if (last === undefined) return;
  if (after === undefined) delete owner[last];
  else owner[last] = structuredClone(after);
}
