import { expect, test } from "vitest";
import { PLACEABLE_KINDS } from "../design/index.ts";
import { paletteGroups } from "./paletteGroups.ts";

const things = (search?: string) =>
  paletteGroups(search).flatMap(({ items }) => items.map(({ thing }) => thing));

test("everything that can be placed is offered once, and notes", () => {
  expect(things().toSorted()).toEqual([...PLACEABLE_KINDS, "note"].toSorted());
});

test("search goes by name and leaves empty groups out", () => {
  expect(things("dead")).toEqual(["dead-letters"]);
  expect(paletteGroups("QUEUE").map(({ name }) => name)).toEqual(["Channels"]);
  expect(paletteGroups("xyz")).toEqual([]);
});
