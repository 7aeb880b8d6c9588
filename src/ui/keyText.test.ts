import { expect, test } from "vitest";
import { keyText } from "./keyText.ts";

test.each([
  ["$mod+Shift+z", "Ctrl Shift Z"],
  [".", "."],
  ["Shift+<", "<"],
  ["Shift+?", "?"],
  ["Shift+Digit1", "Shift 1"],
  ["$mod+\\", "Ctrl \\"],
  ["Delete", "Del"],
  ["Space", "Space"],
  ["$mod+Enter", "Ctrl Enter"],
])("%s reads %s", (keys, text) => {
  expect(keyText(keys)).toBe(text);
});
