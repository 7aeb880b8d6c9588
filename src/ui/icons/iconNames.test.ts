import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ICON_NAMES } from "./iconNames.ts";

test("every name has its symbol in the sprite and no symbol is without a name", () => {
  const sprite = readFileSync(new URL("./icons.svg", import.meta.url), "utf8");
  const drawn = [...sprite.matchAll(/<symbol id="i-([\w-]+)"/g)].map((match) => match[1]);
  expect(drawn.length).toBeGreaterThan(60);
  expect([...ICON_NAMES].sort()).toEqual(drawn.sort());
});
