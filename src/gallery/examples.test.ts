import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseDesign } from "../design/index.ts";
import { EXAMPLES } from "./examples.ts";
import { FIRST_EXAMPLE } from "./exampleText.ts";

const FOLDER = new URL("../../public/examples/", import.meta.url);
const files = readdirSync(FOLDER).filter((file) => file.endsWith(".sluice.json"));

test("every design that ships is in the gallery, once, and the first one opens with the page", () => {
  expect(EXAMPLES.map(({ file }) => file).sort()).toEqual(files.sort());
  expect(EXAMPLES[0]?.file).toBe(FIRST_EXAMPLE);
});

test("every example can be read, has something to run, and says in one line what it teaches", () => {
  for (const { file, teaches, name } of EXAMPLES) {
    const parsed = parseDesign(readFileSync(new URL(file, FOLDER), "utf8"));
    expect(parsed.ok, file).toBe(true);
    const kinds = parsed.ok
      ? Object.values(parsed.resolved.system.nodes).map(({ kind }) => kind)
      : [];
    expect(
      kinds.some((kind) => kind === "producer"),
      file,
    ).toBe(true);
    expect(teaches.length, file).toBeLessThanOrEqual(80);
    expect(name.length, file).toBeLessThanOrEqual(48);
  }
});
