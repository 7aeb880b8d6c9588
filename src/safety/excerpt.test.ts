import { expect, test } from "vitest";
import { parseDesign } from "../design/index.ts";
import { excerptOf, ROOM } from "./excerpt.ts";

const NODES = Object.fromEntries(
  Array.from({ length: 30 }, (_, i) => [
    `q${i}`,
    { kind: "queue", lease: { timeout: i === 20 ? "1 secnd" : "30 s" } },
  ]),
);
const DESIGN = { format: 3, name: "Orders", system: { nodes: NODES } };

function excerpt(text: string) {
  const parsed = parseDesign(text);
  if (parsed.ok) throw new Error("This text was expected to be refused.");
  return excerptOf(text.split("\n"), parsed.problems[0]);
}

test("the value at fault is told apart, between the lines around it", () => {
  expect(excerpt(JSON.stringify(DESIGN, null, 1))).toEqual([
    expect.objectContaining({ before: '"lease": {', fault: "" }),
    expect.objectContaining({ before: ' "timeout": ', fault: '"1 secnd"', after: "" }),
    expect.objectContaining({ before: "}", fault: "" }),
  ]);
});

test("of a file in one line the place at fault is shown, not the start", () => {
  const [line, ...others] = excerpt(JSON.stringify(DESIGN));
  expect(others).toEqual([]);
  expect(line).toMatchObject({ number: 1, fault: '"1 secnd"' });
  expect(line?.before).toMatch(/^….*"timeout":$/);
  expect(line?.after).toMatch(/^}}.*…$/);
  expect(`${line?.before}${line?.fault}${line?.after}`).toHaveLength(ROOM);
});

test("at the end of a long file that is cut off, its end is shown", () => {
  const text = JSON.stringify(DESIGN).slice(0, 900);
  const [line] = excerpt(text);
  expect(line?.before).toBe(`…${text.slice(1 - ROOM)}`);
});
