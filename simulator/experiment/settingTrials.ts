import type { SystemText } from "../model/index.ts";
import {
  kindChanges,
  type LoweredPlace,
  loweredPlaces,
  lowerSystem,
  type Place,
  type Primitive,
  withKindsOf,
} from "../profiles/index.ts";

/** What each of two brokers calls a setting and sets it to; undefined where it sets nothing. */
export type Words = readonly [string | undefined, string | undefined];

/** A system that shows what one change does by itself. */
export interface Trial {
  /** The primitive group, such as `lease`, or `kind` for the kinds of channels. */
  readonly setting: string;
  readonly words: Words;
  readonly system: SystemText;
  /** Which of the two systems it is, but for this one change. */
  readonly base: "first" | "second";
  /** Several settings at once: to be told where none of them alone does anything. */
  readonly isTogether?: boolean;
}

/**
 * A trial for each difference between a design on two brokers: the second with one setting, or the
 * kinds of its channels, taken from the first.
 */
export function settingTrials(first: SystemText, second: SystemText): Trial[] {
  const pairs = pairsOf(loweredPlaces(first), loweredPlaces(second));
  const singles = settingsIn(pairs).map(
    (setting): Trial => ({
      setting,
      words: wordsOf(pairs, setting),
      system: withSettings(second, pairs, [setting]),
      base: "second",
    }),
  );
  return [...kindTrial(first, second), ...singles, ...groupTrials(second, pairs)];
}

/** All that differs at one sort of place at once. */
function groupTrials(second: SystemText, pairs: readonly Pair[]): Trial[] {
  return SORTS.flatMap(({ name, places }) => {
    const here = pairs.filter(({ ours }) => places.includes(ours.place));
    const settings = settingsIn(here);
    if (settings.length < 2) return [];
    const words: Words = [undefined, `${settings.join(", ")} of ${name}`];
    const system = withSettings(second, here, settings);
    return [{ setting: name, words, system, base: "second", isTogether: true }];
  });
}

const SORTS: readonly { name: string; places: readonly Place[] }[] = [
  { name: "channels", places: ["queue", "topic", "stream", "subscription"] },
  { name: "consumers", places: ["consumer"] },
  { name: "publishers", places: ["publisher"] },
];

function settingsIn(pairs: readonly Pair[]): string[] {
  return [...new Set(pairs.flatMap(({ changed }) => changed.map((path) => headOf(path))))];
}

function headOf(path: string): string {
  return path.split(".", 1)[0] ?? path;
}

/** The kinds of the channels are taken from the first system, or where they cannot be, given to it. */
function kindTrial(first: SystemText, second: SystemText): Trial[] {
  const changes = kindChanges(first, second);
  if (changes.length === 0) return [];
  const text = (end: "from" | "to") =>
    [...new Set(changes.map((change) => change[end]))]
      .map((kind) => {
        const ids = changes.filter((change) => change[end] === kind).map(({ id }) => id);
        return `${NAMES[kind] ?? kind} (${ids.join(", ")})`;
      })
      .join(" and ");
  const words: Words = [text("from"), text("to")];
  const taken = withKindsOf(first, second);
  if (taken !== undefined) return [{ setting: "kind", words, system: taken, base: "second" }];
  const given = withKindsOf(second, first);
  return given === undefined ? [] : [{ setting: "kind", words, system: given, base: "first" }];
}

const NAMES: Readonly<Record<string, string>> = {
  queue: "a queue",
  topic: "a topic with queues",
  stream: "a log",
};

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

function withSettings(
  second: SystemText,
  pairs: readonly Pair[],
  settings: readonly string[],
): SystemText {
  const text = JSON.parse(JSON.stringify(lowerSystem(second))) as SystemText;
  for (const { ours, theirs, changed } of pairs)
    for (const path of changed.filter((each) => settings.includes(headOf(each))))
      writeAt(text, [...ours.path, ...path.split(".")], theirs.primitives[path]);
  return text;
}

type Json = Record<string, unknown>;

/** Writes a value, or takes it out with what is empty without it. */
function writeAt(root: unknown, keys: readonly string[], value: Primitive | undefined): void {
  const [key, ...rest] = keys;
  const at = root as Json;
  if (key === undefined) return;
  if (rest.length === 0) {
    if (value === undefined) delete at[key];
    else at[key] = value;
    return;
  }
  if (typeof at[key] !== "object" || at[key] === null) at[key] = {};
  writeAt(at[key], rest, value);
  if (value === undefined && Object.keys(at[key] as Json).length === 0) delete at[key];
}

/** All that differs in a setting, as each broker says it. */
function wordsOf(pairs: readonly Pair[], setting: string): Words {
  const [first, second] = [new Set<string>(), new Set<string>()];
  for (const { ours, theirs, changed } of pairs)
    for (const path of changed.filter((each) => headOf(each) === setting)) {
      if (theirs.primitives[path] !== undefined) first.add(theirs.wordOf(path));
      if (ours.primitives[path] !== undefined) second.add(ours.wordOf(path));
    }
  const text = (words: ReadonlySet<string>) =>
    words.size === 0 ? undefined : [...words].join("; ");
  return [text(first), text(second)];
}
