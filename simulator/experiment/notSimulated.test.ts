import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSimulation, notSimulated, Scenario, System } from "../index.ts";
import { numbers } from "./random/numbers.testing.ts";
import { randomSystem } from "./random/randomSystem.ts";

type Json = unknown;
interface DesignText {
  readonly system: Readonly<Record<string, Json>>;
  readonly scenarios: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

const readFolder = (folder: string): { file: string; design: DesignText }[] => {
  const url = new URL(folder, import.meta.url);
  const files = readdirSync(url).filter((name) => name.endsWith(".sluice.json"));
  return files.sort().map((file) => ({
    file,
    design: JSON.parse(readFileSync(new URL(file, url), "utf8")) as DesignText,
  }));
};
const designs = ["../../src/design/exam/", "../../public/examples/"].flatMap(readFolder);

/** Whether a path such as `nodes.a.q.handlers.M[2].time` leads somewhere; ids may hold dots themselves. */
function leadsSomewhere(value: Json, path: string): boolean {
  if (path === "") return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, child]) => {
    const start = Array.isArray(value) ? `[${key}]` : key;
    if (!path.startsWith(start)) return false;
    const rest = path.slice(start.length);
    if (rest.startsWith("[") || rest === "") return leadsSomewhere(child, rest);
    return rest.startsWith(".") && leadsSomewhere(child, rest.slice(1));
  });
}

/** Parameters named today, by design. A number may only fall. */
const KNOWN: Readonly<Record<string, number>> = {
  "e04-sns-filters-sqs-lambda": 2,
  "e07-sync-chain-versus-accepted": 1,
  "e10-join-with-timeout": 3,
  "e11-windowed-sensor-counts": 2,
  "e12-cancelled-reminder": 3,
};

describe("what a run names as not simulated", () => {
  it.each(designs)("$file: every path leads to something that the file says", ({ design }) => {
    for (const scenario of Object.values(design.scenarios)) {
      const paths = notSimulated(design.system, scenario);
      expect(new Set(paths).size).toBe(paths.length);
      const lost = paths.filter((path) => !leadsSomewhere({ ...design.system, scenario }, path));
      expect(lost).toEqual([]);
    }
  });

  it("is nothing where only what is simulated is used", () => {
    fc.assert(
      fc.property(numbers, (list) => {
        const { system, scenario } = randomSystem(list);
        expect(notSimulated(system, scenario)).toEqual([]);
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  it("stands in the summary of the run", () => {
    const { system, scenarios } = designs.at(-1)!.design;
    const scenario = Object.values(scenarios)[0]!;
    const simulation = createSimulation({
      system: System.parse(system),
      scenario: Scenario.parse(scenario),
      text: { system, scenario },
    });
    expect(simulation.summary().notSimulated).toEqual(notSimulated(system, scenario));
  });

  it("counts, for all designs together, no more than is known", () => {
    const counts = Object.fromEntries(
      designs.map(({ file, design }) => {
        const paths = Object.values(design.scenarios).flatMap((scenario) =>
          notSimulated(design.system, scenario),
        );
        return [file.replace(".sluice.json", ""), new Set(paths).size];
      }),
    );
    for (const [file, count] of Object.entries(counts))
      expect(count, file).toBeLessThanOrEqual(KNOWN[file] ?? 0);
  });
});

// ---- sensitivity: what the table says is simulated changes some run

const order = designs.find(({ file }) => file.startsWith("order-processing"))!.design;

/** A short run in which every consumer has trouble, so that retries, limits and restarts matter. */
const busy = {
  duration: "6 s",
  seed: 42,
  faults: {
    crash: { fault: "crash", target: "payment", instance: 1, at: "1 s", for: "1 s" },
    slow: { fault: "slow", target: "order-view", factor: 3, at: "1 s", for: "2 s" },
    rush: { fault: "spike", target: "shoppers", factor: 1.5, at: "2 s", for: "1 s" },
    pause: { fault: "pause", target: "stock", instance: 0, at: "3 s", for: "1 s" },
    ...Object.fromEntries(
      ["payment", "stock", "email", "shipping", "order-view"].map((target) => [
        `errors-${target}`,
        { fault: "errors", target, probability: 0.4, at: "0.5 s", for: "4 s" },
      ]),
    ),
  },
};

interface Leaf {
  /** Keys that lead to it. */
  readonly path: readonly string[];
  /** The parameter that it is, whatever node it belongs to. */
  readonly parameter: string;
  readonly value: Json;
}

/** Names, and words that say which kind of thing something is: another one would be another design. */
const STRUCTURE = new Set(["kind", "do", "process", "distribution", "source", "target", "fault"]);
const PROSE = new Set(["name", "description", "note", "field"]);

function leavesOf(value: Json, path: readonly string[], parameter: string): Leaf[] {
  if (typeof value !== "object" || value === null) return [{ path, parameter, value }];
  const own = value as Readonly<Record<string, Json>>;
  return Object.entries(own).flatMap(([key, child]) => {
    if (PROSE.has(key) || STRUCTURE.has(key)) return [];
    const isName = ["nodes", "links", "faults", "handlers", "subscriptions"].includes(
      path.at(-1) ?? "",
    );
    const word = Array.isArray(value) || isName ? "*" : key;
    const kind = [own.kind, own.do, own.fault, own.distribution].find((each) => each !== undefined);
    const inside = kind === undefined ? parameter : `${parameter}(${String(kind)})`;
    return leavesOf(child, [...path, key], `${inside}.${word}`);
  });
}

/** Values of parameters for which twice as much is no other value, or too little to matter in a short run. */
const OTHERS: readonly (readonly [RegExp, Json])[] = [
  [/capacity\.messages$/, 2],
  [/retention\.age$/, "1 ms"],
  [/backoff\(exponential\)\.max$/, "1 ms"],
  [/backoff\(exponential\)\.jitter$/, "equal"],
  [/retry\.attempts$/, 1],
  [/retry\.mode$/, "retry-channel"],
  [/fail\)\.with$/, "schema"],
  [/ofMessages$/, 0.2],
  [/probability$/, 0.9],
  [/publish\)\.message$/, "OrderPlaced"],
  [/\(crash\)\.instance$/, 0],
  [/\(pause\)\.instance$/, 1],
  [/percentiles\)\.p95$/, "250 ms"],
  [/poll\.batch$/, 1],
];

function otherValue({ parameter, value }: Leaf): Json {
  const known = OTHERS.find(([pattern]) => pattern.test(parameter));
  if (known !== undefined) return known[1];
  if (typeof value === "number") return value * 2;
  const quantity = typeof value === "string" ? /^([\d.]+)( ?\D+)$/.exec(value) : null;
  return quantity ? `${Number(quantity[1]) * 2}${quantity[2]}` : undefined;
}

function withValue(text: Json, path: readonly string[], value: Json): Record<string, Json> {
  const copy = structuredClone(text) as Record<string, Json>;
  let part = copy;
  for (const key of path.slice(0, -1)) part = part[key] as Record<string, Json>;
  part[path.at(-1)!] = value;
  return copy;
}

function resultOf(text: Readonly<Record<string, Json>>): string {
  const { scenario, ...system } = text;
  const simulation = createSimulation({
    system: System.parse(system),
    scenario: Scenario.parse(scenario),
  });
  simulation.advanceTo(Infinity);
  const { seed: _, ...summary } = simulation.summary();
  return JSON.stringify(summary);
}

/** What cannot change this run, and why. */
const WITHOUT_EFFECT_HERE = [
  // Names of brokers and parts played: they matter to faults of brokers and to the picture.
  /\.broker$/,
  /\.role$/,
  // Names of keys and effects: another name is another line in the summary, or no key at all.
  /\.key$/,
  /\.effect$/,
  /\.subscription$/,
  // A stream keeps the order of a partition whatever fails: nothing is ever overtaken in it.
  /\.ordering$/,
  // A size matters where something limits sizes, a weight where there is another one to compare it with.
  /messageTypes\..*\.size$/,
  /\(producer\)\.messages\./,
];

/** A broker whose nodes die while somebody waits for its confirms: what the order example has and never needs. */
const cluster = {
  messageTypes: { M: { kind: "event", size: "1 KiB" } },
  nodes: {
    p: {
      kind: "producer",
      messages: { M: 1 },
      arrivals: { process: "poisson", rate: "100/s" },
      publisher: { confirm: "all-in-sync", retryAfter: "2 s", inFlight: 20 },
    },
    b: {
      kind: "broker",
      nodes: 3,
      confirmLatency: "20 ms",
      fsync: { every: "700 ms" },
      replication: { replicas: 2, minInSync: 1, lag: "300 ms", detect: "1 s", elect: "500 ms" },
    },
    s: { kind: "stream", broker: "b", partitions: 3 },
    c: { kind: "consumer", handlers: { M: [{ do: "work", time: "12 ms" }] } },
  },
  links: {
    in: { kind: "publish", source: "p", target: "s" },
    out: { kind: "subscribe", source: "s", target: "c" },
  },
  scenario: {
    duration: "20 s",
    faults: {
      first: { fault: "node-loss", target: "b", node: 0, power: true, at: "5 s", for: "5 s" },
      second: { fault: "node-loss", target: "b", node: 1, power: true, at: "7 s", for: "6 s" },
      third: { fault: "node-loss", target: "b", node: 0, power: true, at: "15 s", for: "2 s" },
      fourth: { fault: "node-loss", target: "b", node: 1, power: true, at: "15 s", for: "2 s" },
      fifth: { fault: "node-loss", target: "b", node: 2, power: true, at: "15 s", for: "2 s" },
    },
  },
};

/** What the order example has no need of, and the cluster has. */
const OF_THE_CLUSTER = /\(broker\)\./;

const fixtures = [
  {
    name: "the order example",
    system: order.system as Readonly<Record<string, Json>>,
    scenario: busy as Json,
    isHeld: (parameter: string) => !OF_THE_CLUSTER.test(parameter),
  },
  {
    name: "a broker whose nodes die",
    system: (({ scenario: _, ...system }) => system)(cluster) as Readonly<Record<string, Json>>,
    scenario: cluster.scenario as Json,
    isHeld: (parameter: string) => OF_THE_CLUSTER.test(parameter),
  },
];

describe.each(fixtures)("the parameters of $name that are simulated", (fixture) => {
  const { system, scenario } = fixture;
  const text = { ...system, scenario };
  const named = notSimulated(system, scenario);
  const byParameter = new Map<string, Leaf[]>();
  for (const leaf of leavesOf(text, [], "")) {
    if (named.some((each) => leaf.path.join(".").startsWith(each.replace(/\[(\d+)\]/g, ".$1"))))
      continue;
    byParameter.set(leaf.parameter, [...(byParameter.get(leaf.parameter) ?? []), leaf]);
  }
  const held = [...byParameter.keys()].filter(
    (parameter) =>
      fixture.isHeld(parameter) && !WITHOUT_EFFECT_HERE.some((each) => each.test(parameter)),
  );
  const plain = resultOf(text);

  it.each(held)("%s: another value, another result", (parameter) => {
    const changes = byParameter.get(parameter)!.some((leaf) => {
      const value = otherValue(leaf);
      expect(value, `another value for ${parameter} = ${String(leaf.value)}`).toBeDefined();
      return resultOf(withValue(text, leaf.path, value)) !== plain;
    });
    expect(changes).toBe(true);
  });
});

it("many parameters are held to that", () => {
  const leaves = fixtures.flatMap(({ system, scenario }) =>
    leavesOf({ ...system, scenario }, [], ""),
  );
  expect(new Set(leaves.map(({ parameter }) => parameter)).size).toBeGreaterThan(60);
});
