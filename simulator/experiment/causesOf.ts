import { System, type SystemText } from "../model/index.ts";
import {
  type LoweredPlace,
  loweredPlaces,
  lowerSystem,
  type Primitive,
} from "../profiles/index.ts";
import type { FigureName, Figures } from "./comparedFigures.ts";

/** A setting that moves a figure, found by experiment. */
export interface Cause {
  /** The primitive group, such as `lease`. */
  readonly setting: string;
  /** What each broker calls it and sets it to, the first broker first. */
  readonly words: readonly [string, string];
  /** Part of the difference that is gone when this setting alone is taken from the first broker. */
  readonly share: number;
}

/** A trial: this broker's design with one setting taken from the first broker, and what came out. */
interface Trial {
  readonly setting: string;
  readonly words: readonly [string, string];
  readonly figures: Figures;
}

const WORTH_NAMING = 0.1;
const AT_MOST = 2;

/**
 * Takes each setting in turn from the first broker and runs again: what moves a figure is behind it.
 * @param run runs a system; undefined when no experiments are wanted
 */
export function causesOf(
  first: SystemText,
  second: SystemText,
  run: (system: SystemText) => Figures | undefined,
): { behind: (figure: FigureName, from: Figures, to: Figures) => Cause[] } {
  const trials = trialsOf(first, second, run);
  return {
    behind: (figure, from, to) =>
      trials
        .map(({ setting, words, figures }) => ({
          setting,
          words,
          share: (to[figure] - figures[figure]) / (to[figure] - from[figure]),
        }))
        .filter(({ share }) => Number.isFinite(share) && share >= WORTH_NAMING)
        .sort((a, b) => b.share - a.share)
        .slice(0, AT_MOST),
  };
}

function trialsOf(
  first: SystemText,
  second: SystemText,
  run: (system: SystemText) => Figures | undefined,
): Trial[] {
  const pairs = pairsOf(loweredPlaces(first), loweredPlaces(second));
  const settings = new Set(
    pairs.flatMap(({ changed }) => changed.map((path) => path.split(".")[0] ?? path)),
  );
  return [...settings].flatMap((setting) => {
    const text = withSetting(second, pairs, setting);
    if (!System.safeParse(text).success) return [];
    const figures = run(text);
    return figures === undefined ? [] : [{ setting, words: wordsOf(pairs, setting), figures }];
  });
}

/** A place of the second system with the one that does its work in the first. */
interface Pair {
  readonly ours: LoweredPlace;
  readonly theirs: LoweredPlace;
  /** Primitives that differ. */
  readonly changed: readonly string[];
}

function pairsOf(theirs: readonly LoweredPlace[], ours: readonly LoweredPlace[]): Pair[] {
  return ours.flatMap((place) => {
    const other = theirs.find((each) => isSameRole(each, place));
    if (other === undefined) return [];
    const paths = new Set([...Object.keys(place.primitives), ...Object.keys(other.primitives)]);
    const changed = [...paths].filter(
      (path) => JSON.stringify(place.primitives[path]) !== JSON.stringify(other.primitives[path]),
    );
    return changed.length === 0 ? [] : [{ ours: place, theirs: other, changed }];
  });
}

/** Whether two places serve the same consumers, or are the same node: a queue answers to the group of a log. */
function isSameRole(a: LoweredPlace, b: LoweredPlace): boolean {
  const serves = ({ place }: LoweredPlace) => place === "queue" || place === "subscription";
  const id = ({ path }: LoweredPlace) => path[1] ?? "";
  if (serves(a) && serves(b))
    return (
      id(a) === id(b) || `${id(a)}.${a.path[3]}` === id(b) || `${id(b)}.${b.path[3]}` === id(a)
    );
  return a.place === b.place && a.path.join("\0") === b.path.join("\0");
}

function withSetting(second: SystemText, pairs: readonly Pair[], setting: string): SystemText {
  const text = JSON.parse(JSON.stringify(lowerSystem(second))) as SystemText;
  for (const { ours, theirs, changed } of pairs)
    for (const path of changed.filter((each) => each.split(".")[0] === setting)) {
      const keys = [...ours.path, ...path.split(".")];
      if (readAt(second, keys) === undefined) writeAt(text, keys, theirs.primitives[path]);
    }
  return text;
}

type Json = Record<string, unknown>;

function readAt(root: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? (at as Json)[key] : undefined),
    root,
  );
}

function writeAt(root: unknown, keys: readonly string[], value: Primitive | undefined): void {
  let at = root as Json;
  for (const key of keys.slice(0, -1)) {
    if (typeof at[key] !== "object" || at[key] === null) at[key] = {};
    at = at[key] as Json;
  }
  const last = keys.at(-1) as string;
  if (value === undefined) delete at[last];
  else at[last] = value;
}

/** All that differs in a setting, as each broker says it; what it merely never sets is left out. */
function wordsOf(pairs: readonly Pair[], setting: string): [string, string] {
  const [first, second] = [new Set<string>(), new Set<string>()];
  for (const { ours, theirs, changed } of pairs)
    for (const path of changed.filter((each) => each.split(".")[0] === setting)) {
      if (theirs.primitives[path] !== undefined) first.add(theirs.wordOf(path));
      if (ours.primitives[path] !== undefined) second.add(ours.wordOf(path));
    }
  const text = (words: ReadonlySet<string>) => [...words].join("; ") || `${setting} not set`;
  return [text(first), text(second)];
}
