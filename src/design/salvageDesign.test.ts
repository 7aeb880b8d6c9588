import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDesign } from "./parseDesign.ts";
import { printDesign } from "./printDesign.ts";
import { salvageDesign } from "./salvageDesign.ts";

const file = (system: unknown) => JSON.stringify({ format: 3, name: "x", system });

test("a wrong word goes alone, a node that is none goes whole, and each is told once", () => {
  const salvaged = salvageDesign(
    file({ nodes: { q: { kind: "queue", maxDeliverys: 3 }, p: { kind: "que" } } }),
  );
  expect(salvaged?.design.system?.nodes).toEqual({ q: { kind: "queue" } });
  expect(salvaged?.left.map(({ path }) => path)).toEqual([
    "$.system.nodes.q",
    "$.system.nodes.p.kind",
  ]);
});

test("a link that leads nowhere goes, and the nodes stay", () => {
  const links = { l: { kind: "publish", source: "shop", target: "q" } };
  const salvaged = salvageDesign(file({ nodes: { q: { kind: "queue" } }, links }));
  expect(salvaged?.design.system).toEqual({ nodes: { q: { kind: "queue" } }, links: {} });
});

test("what is no JSON, or no design at its head, is not salvaged", () => {
  for (const text of ["", "{", "[]", "7", '{"format": 9, "name": "x"}', '{"name": "x"}'])
    expect(salvageDesign(text), text).toBeUndefined();
});

test("whatever one value of a good design is replaced by, what is salvaged is a design", () => {
  const folder = new URL("./exam/", import.meta.url);
  const [first = ""] = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const good = JSON.parse(readFileSync(new URL(first, folder), "utf8")) as object;
  const wrong = fc.constantFrom<unknown>(null, -1, "", "1 secnd", [], {}, true);
  fc.assert(
    fc.property(fc.nat(), wrong, (at, value) => {
      let count = 0;
      const places = JSON.stringify(good).match(/"[^"]+":/g)?.length ?? 1;
      const broken = JSON.stringify(good, (key, own) =>
        key !== "" && Number.isNaN(Number(key)) && count++ === at % places ? value : own,
      );
      const salvaged = salvageDesign(broken);
      if (salvaged) expect(parseDesign(printDesign(salvaged.design)).ok).toBe(true);
    }),
    { numRuns: 15, seed: 21 },
  );
});
