import { expect, test } from "vitest";
import { Fault, NODE_KINDS } from "../../../simulator/index.ts";
import type { MenuAct } from "../../ui/index.ts";
import { faultEntries, type Interventions, linkBreakages, nodeBreakages } from "./faultEntries.ts";

function interventions(over: Partial<Interventions> = {}) {
  const struck: unknown[] = [];
  const all: Interventions = {
    whyNot: () => undefined,
    isBroken: () => false,
    strike: (fault) => struck.push(fault),
    mend: (target) => struck.push(`mend ${target}`),
    ...over,
  };
  return { all, struck };
}

const acts = (entries: readonly { kind: string }[]) =>
  entries.filter((entry): entry is MenuAct => entry.kind === "act");

test("every fault that a menu strikes with is one of the language", () => {
  const { all, struck } = interventions();
  for (const kind of NODE_KINDS)
    for (const act of acts(faultEntries(nodeBreakages("it", kind, 3, all)))) act.onSelect();
  for (const act of acts(faultEntries(linkBreakages("a>b", all)))) act.onSelect();
  expect(struck.length).toBeGreaterThan(15);
  for (const fault of struck) expect(Fault.safeParse(fault).error).toBeUndefined();
});

test("a single instance is crashed as a whole", () => {
  const { all } = interventions();
  const ids = (instances: number) =>
    acts(faultEntries(nodeBreakages("it", "consumer", instances, all))).map(({ id }) => id);
  expect(ids(3)).toContain("crash-one");
  expect(ids(1)).not.toContain("crash-one");
});

test("what is broken can be mended, and a run that stands still says why nothing can be broken", () => {
  const { all, struck } = interventions({
    isBroken: (target) => target === "it",
    whyNot: () => "the run has ended",
  });
  const entries = acts(faultEntries(nodeBreakages("it", "consumer", 1, all)));
  expect(entries.every(({ whyNot }) => whyNot === "the run has ended")).toBe(true);
  entries.find(({ id }) => id === "mend")?.onSelect();
  expect(struck).toEqual(["mend it"]);
  expect(
    acts(faultEntries(nodeBreakages("other", "consumer", 1, all))).map(({ id }) => id),
  ).not.toContain("mend");
});
