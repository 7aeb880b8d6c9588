import { expect, test } from "vitest";
import { keyText } from "./keyText.ts";

test.each([
  ["$mod+Shift+z", "Ctrl Shift Z"],
  ["Period", "."],
  ["Shift+Comma", "<"],
  ["Delete", "Del"],
  ["Space", "Space"],
  ["$mod+Enter", "Ctrl Enter"],
])("%s reads %s", (keys, text) => {
  expect(keyText(keys)).toBe(text);
});
