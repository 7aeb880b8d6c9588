import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { SystemNodeText } from "../../simulator/index.ts";
import type { Design } from "./DesignFile.ts";
import { frameOfNode, GRID } from "./nodeSize.ts";
import { checkDesign, parseDesign } from "./parseDesign.ts";
import { printDesign } from "./printDesign.ts";
import { problemLine } from "./problem.ts";

const EXAM = new URL("./exam/", import.meta.url);
const EXAMPLES = new URL("../../public/examples/", import.meta.url);

const files = [EXAM, EXAMPLES].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".sluice.json"))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") })),
);

/** The design of a file, or a failure that shows every problem. */
function designOf(text: string): Design {
  const parsed = parseDesign(text);
  if (!parsed.ok) throw new Error(parsed.problems.map(problemLine).join("\n"));
  return parsed.design;
}

test("all twenty systems of the exam are there, each once", () => {
  const numbers = readdirSync(EXAM).map((name) => name.slice(0, 3));
  const expected = Array.from({ length: 20 }, (_, i) => `e${String(i + 1).padStart(2, "0")}`);
  expect(numbers.sort()).toEqual(expected);
});

test("the gallery lists every shipped example with its own name and description", () => {
  const index = JSON.parse(readFileSync(new URL("index.json", EXAMPLES), "utf8")) as {
    file: string;
    name: string;
    description: string;
  }[];
  const shipped = readdirSync(EXAMPLES).filter((name) => name.endsWith(".sluice.json"));
  expect(index.map(({ file }) => file).sort()).toEqual(shipped.sort());
  for (const { file, ...told } of index) {
    const { name, description } = designOf(readFileSync(new URL(file, EXAMPLES), "utf8"));
    expect(told).toEqual({ name, description });
  }
});

describe.each(files)("$name", ({ text }) => {
  test("parses, and all its names lead somewhere", () => {
    expect(parseDesign(text)).toMatchObject({ ok: true });
  });

  test("prints back byte for byte", () => {
    expect(printDesign(designOf(text))).toBe(text);
  });

  test("says what it teaches, and has a scenario with a duration", () => {
    const design = designOf(text);
    expect(design.description?.length).toBeGreaterThan(80);
    expect(Object.keys(design.scenarios ?? {}).length).toBeGreaterThan(0);
    expect(Object.keys(design.objectives ?? {}).length).toBeGreaterThan(0);
  });

  test("stands on the grid, and nothing lies on top of what does not hold it", () => {
    expect(overlaps(designOf(text))).toEqual([]);
  });

  test("every node is reached by a link or holds something that is", () => {
    expect(lonely(designOf(text))).toEqual([]);
  });

  test("loses a node and says so", () => {
    const design = structuredClone(designOf(text));
    const { nodes = {}, links = {} } = design.system ?? {};
    const [link] = Object.values(links);
    if (!link) throw new Error("no link");
    delete nodes[link.target];
    const checked = checkDesign(design);
    expect(checked.ok).toBe(false);
    const messages = checked.ok ? [] : checked.problems.map(({ message }) => message);
    expect(messages.some((message) => message.includes(`no node "${link.target}"`))).toBe(true);
  });
});

/** Ids of what holds a node: its broker, its zone, and theirs. */
function holdersOf(design: Design, id: string): Set<string> {
  const holders = new Set<string>();
  const visit = (from: string): void => {
    const node = design.system?.nodes?.[from];
    if (!node) return;
    const next = ["broker" in node ? node.broker : undefined, node.zone];
    for (const holder of next) {
      if (holder === undefined || holders.has(holder)) continue;
      holders.add(holder);
      visit(holder);
    }
  };
  visit(id);
  return holders;
}

function overlaps(design: Design): string[] {
  const ids = Object.keys(design.system?.nodes ?? {});
  const found = ids.filter((id) => {
    const place = design.layout?.nodes?.[id];
    return !place || place.some((length) => length % GRID !== 0);
  });
  for (const [i, a] of ids.entries()) {
    const p = frameOfNode(design, a);
    for (const b of ids.slice(i + 1)) {
      const q = frameOfNode(design, b);
      const apart =
        p.x + p.width <= q.x ||
        q.x + q.width <= p.x ||
        p.y + p.height <= q.y ||
        q.y + q.height <= p.y;
      const held = holdersOf(design, a).has(b) || holdersOf(design, b).has(a);
      if (!apart && !held) found.push(`${a} and ${b}`);
    }
  }
  return found;
}

/** Containers and guards are not linked, and who only observes has no need to be. */
function standsAlone(node: SystemNodeText): boolean {
  return (
    ["zone", "broker", "registry"].includes(node.kind) ||
    (node.kind === "saga" && node.mode === "choreographed")
  );
}

function lonely(design: Design): string[] {
  const { nodes = {}, links = {} } = design.system ?? {};
  const linked = new Set(Object.values(links).flatMap(({ source, target }) => [source, target]));
  return Object.entries(nodes)
    .filter(([id, node]) => !linked.has(id) && !standsAlone(node))
    .map(([id]) => id);
}
