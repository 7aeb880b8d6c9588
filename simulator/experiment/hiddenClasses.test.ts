import { setFlagsFromString } from "node:v8";
import { describe, expect, it } from "vitest";
import { chains } from "../bench/designs.ts";
import { createSimulation, Scenario, System } from "../index.ts";

// Whether V8 has one hidden class for two objects can be asked only in its own words.
setFlagsFromString("--allow-natives-syntax");
const haveSameClass = new Function("a", "b", "return %HaveSameMap(a, b)") as (
  a: object,
  b: object,
) => boolean;

function newRun() {
  const { system, scenario } = chains(60, 6000, 1, true);
  return createSimulation({
    system: System.parse(system),
    scenario: Scenario.parse({ ...scenario, warmUp: "50 ms" }),
  });
}

/** Names of the classes of which an object of a finished run and its like in a new run differ in their hidden class. */
function changed(finished: object, fresh: object): string[] {
  const found = new Set<string>();
  const seen = new Set<object>();
  const open: [object, object][] = [[finished, fresh]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [a, b] = pair;
    if (seen.has(a) || ArrayBuffer.isView(a)) continue;
    seen.add(a);
    // First of all: a look at a field would bring an object of an outdated class up to date.
    const isSame = haveSameClass(a, b);
    const name = a.constructor?.name ?? "";
    if (name !== b.constructor?.name) continue;
    if (!isSame && !["Object", "Array", "Map", "Set"].includes(name)) found.add(name);
    for (const [key, value] of Object.entries(a)) {
      const other = (b as Record<string, unknown>)[key];
      if (isObject(value) && isObject(other)) open.push([value, other]);
    }
  }
  expect(seen.size).toBeGreaterThan(1000);
  return [...found].sort();
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

describe("the objects of a run", () => {
  it("keep their hidden classes, so that the next run finds machine code that fits", () => {
    const fresh = newRun();
    const finished = newRun();
    finished.advanceTo(Infinity);
    expect(changed(finished, fresh)).toEqual([]);
  });
});
