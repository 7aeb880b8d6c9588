import {
  firstToDeploy,
  type Incompatibility,
  incompatibilities,
  type JsonSchema,
  type MessageType,
} from "../../simulator/index.ts";

/** Versions of a message type in the order of their making. */
export type Versions = NonNullable<MessageType["versions"]>;

/** One cell of the grid: whether a reader of one version can take what another one wrote. */
export type Cell =
  | { kind: "same" }
  | { kind: "unknown" }
  | { kind: "fits" }
  | { kind: "breaks"; why: readonly Incompatibility[] };

const schemaOf = (versions: Versions, name: string) =>
  versions[name]?.schema as JsonSchema | undefined;

export function cellOf(versions: Versions, reader: string, writer: string): Cell {
  if (reader === writer) return { kind: "same" };
  const reads = schemaOf(versions, reader);
  const writes = schemaOf(versions, writer);
  if (reads === undefined || writes === undefined) return { kind: "unknown" };
  const why = incompatibilities(reads, writes);
  return why.length === 0 ? { kind: "fits" } : { kind: "breaks", why };
}

/** How a version goes with the one before it. */
export type Pair = {
  from: string;
  to: string;
  verdict: "full" | "backward" | "forward" | "none" | "unknown";
  /** Who is deployed first, or what breaks. */
  words: string;
};

const FIRST: Record<ReturnType<typeof firstToDeploy>, string> = {
  either: "deploy in any order",
  consumers: "deploy consumers first",
  producers: "deploy producers first",
  neither: "no order of deploys is safe",
};

/** Every pair of versions, the older first. */
export function pairsOf(versions: Versions): Pair[] {
  const names = Object.keys(versions);
  return names.flatMap((from, index) =>
    names.slice(index + 1).map((to): Pair => {
      const newReadsOld = cellOf(versions, to, from).kind;
      const oldReadsNew = cellOf(versions, from, to).kind;
      if (newReadsOld === "unknown") {
        return { from, to, verdict: "unknown", words: "a version has no schema yet" };
      }
      const table = versions as Parameters<typeof firstToDeploy>[0];
      const words = FIRST[firstToDeploy(table, from, to)];
      const isBackward = newReadsOld === "fits";
      const isForward = oldReadsNew === "fits";
      const verdict =
        isBackward && isForward ? "full" : isBackward ? "backward" : isForward ? "forward" : "none";
      return { from, to, verdict, words };
    }),
  );
}

/** The name that follows the newest version: "3" after "2", "v3" after "v2". */
export function nextVersion(versions: Versions): string {
  const names = Object.keys(versions);
  const newest = names.at(-1) ?? "0";
  const prefix = newest.startsWith("v") ? "v" : "";
  let number = Number.parseInt(newest.replace("v", ""), 10) + 1;
  while (names.includes(`${prefix}${number}`)) number++;
  return `${prefix}${number}`;
}
