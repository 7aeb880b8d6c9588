import { NODES, PROSE } from "../../experiment/simulated.ts";
import type { Coverage } from "../../experiment/simulatedChannels.ts";
import { FAULTS } from "../../experiment/simulatedFaults.ts";
import { LINKS } from "../../experiment/simulatedLinks.ts";
import { MESSAGE_TYPE, SCENARIO, STEPS } from "../../experiment/simulatedSteps.ts";
import { OF_PARTITIONS, OF_QUEUE_LEADERS, OF_SINGLE_MESSAGES } from "../../model/misplaced.ts";
import { KINDS, leavesOfSchema } from "./leaves.ts";

/** What tells people, or is held elsewhere. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  // What a channel is meant for, and which part it plays: documentation, but for the reply queue (RULES W5).
  "Queue(queue).messages",
  "Topic(topic).messages",
  "Stream(stream).messages",
  "Topic(topic).role",
  "Stream(stream).role",
  // Another mode would be another saga.
  "Saga(saga).mode",
  // Brokers' own words: profiles. Payloads: contracts.
  "Broker(broker).profile",
  "Broker(broker).version",
  "BrokerParameters.*",
  "system.messageTypes.*.versions.*.schema.*",
]);

/** What is refused where it stands (model/misplaced.ts): words of others who are served in another way. */
const MISPLACED: Readonly<Record<string, readonly string[]>> = {
  topic: ["cursor.start", "cursor.joinsAt", ...OF_PARTITIONS],
  stream: OF_SINGLE_MESSAGES,
  shared: ["cursor.start.offset", "cursor.start.age", ...OF_PARTITIONS, ...OF_QUEUE_LEADERS],
};

function isMisplaced(leaf: string): boolean {
  const { kind = "", rest = "" } =
    /^Subscription\((?<kind>\w+)\)\.(?<rest>.+)$/.exec(leaf)?.groups ?? {};
  const words = MISPLACED[kind] ?? [];
  return words.some((word) => rest === word || rest.startsWith(`${word}.`));
}

const PLACE =
  /^(?<part>system\.links\.\*|scenario\.faults\.\*|[A-Z]\w+)(\((?<kind>[^)]+)\))?\.(?<rest>.+)$/;

/** Definitions that nodes share, and where the table of what is simulated has them. */
const SHARED: Readonly<Record<string, readonly [Coverage, string]>> = {
  Publishing: [NODES.producer!, "publisher."],
  Subscription: [NODES.stream!, "subscriptions.*."],
  Retry: [NODES.consumer!, "retry."],
};

/** Parameters of the schemas that are said to be simulated: each of them has to change some run. */
export function requiredLeaves(): Set<string> {
  return new Set(
    [...leavesOfSchema()].filter(
      (leaf) => !isProse(leaf) && !ELSEWHERE.has(leaf) && !isMisplaced(leaf) && isSimulated(leaf),
    ),
  );
}

/** What has parameters of its own, which are looked at one by one; and what a change of profile has set aside, which is no part of a run. */
const PARTS = /\.(publisher|retry|rateLimit|subscriptions\.\*|steps|otherwise)$|\.setAside\./;

/** Parameters of the schemas that no run heeds; those of a kind of step of which none does stand as one. */
export function unsimulated(): Set<string> {
  const rest = [...leavesOfSchema()].filter(
    (leaf) => !isProse(leaf) && !ELSEWHERE.has(leaf) && !isMisplaced(leaf) && !PARTS.test(leaf),
  );
  const kinds = Object.keys(STEPS).map((kind) => `Step(${kind})`);
  return new Set(
    rest
      .filter((leaf) => !isSimulated(leaf))
      .map((leaf) => {
        const [part = ""] = leaf.split(".");
        return part.startsWith("Step(") && !kinds.includes(part) ? part : leaf;
      }),
  );
}

/** Names, texts for people, kinds, and a broker's own words (held by the tests of its profile). */
function isProse(leaf: string): boolean {
  const last = leaf.split(".").at(-1)!;
  return PROSE.has(last) || KINDS.includes(last) || last === "parameters" || last === "note";
}

function isSimulated(leaf: string): boolean {
  if (leaf.startsWith("system.messageTypes.*."))
    return isCovered(MESSAGE_TYPE, leaf.slice("system.messageTypes.*.".length));
  if (leaf.startsWith("scenario.") && !leaf.startsWith("scenario.faults"))
    return isCovered(SCENARIO, leaf.slice("scenario.".length));
  const place = PLACE.exec(leaf)?.groups;
  if (place === undefined) return true;
  const { part = "", kind = "", rest = "" } = place;
  if (part === "system.links.*") return isCovered(LINKS[kind] ?? {}, rest);
  if (part === "scenario.faults.*") return kind === "" || isCovered(FAULTS[kind] ?? {}, rest);
  if (part === "Step") return isCovered(STEPS[kind] ?? {}, rest);
  const shared = SHARED[part];
  if (shared !== undefined) return isCovered(shared[0], shared[1] + rest);
  const node = NODES[kind];
  return node === undefined || isCovered(node, rest);
}

/** By itself, or by what stands above it. Where the table has a place in a list, the schemas have none. */
function isCovered(coverage: Coverage, path: string): boolean {
  const keys = path
    .replace(/\([^)]*\)/g, "")
    .replace(/\.\*$/, "")
    .replace(/^choices\./, "choices.*.")
    .split(".");
  return keys.some((_, i) => coverage[keys.slice(0, i + 1).join(".")] !== undefined);
}
