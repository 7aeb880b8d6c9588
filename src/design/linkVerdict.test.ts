import { expect, test } from "vitest";
import { linkVerdict } from "./linkVerdict.ts";
import { parseDesign } from "./parseDesign.ts";

const topic = { kind: "topic" };
const designWith = (links: object) => {
  const nodes = { t: topic, u: topic };
  const text = JSON.stringify({ format: 3, name: "x", system: { nodes, links }, scenarios: {} });
  const parsed = parseDesign(text);
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  return parsed.design;
};

test("a binding that would close a ring of topics is refused while it is drawn, unless time passes on the way", () => {
  const there = { kind: "bind", source: "t", target: "u" };
  expect(linkVerdict(designWith({ there }), "u", "t")).toEqual({
    says: "t hands its messages on to u at once: they would go round for ever. Give a link of that way a latency first.",
  });
  const slow = designWith({ there: { ...there, latency: "1 ms" } });
  expect(linkVerdict(slow, "u", "t").kind).toBe("bind");
});
