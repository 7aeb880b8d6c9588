import { expect, test } from "vitest";
import { parseChoice, resolveTheme } from "./themePreference.ts";

const calm = { dark: false, moreContrast: false, reducedMotion: false };
const asSystem = { theme: "system", contrast: "system", motion: "system" } as const;

test("without a choice the system decides", () => {
  const insistent = { dark: true, moreContrast: true, reducedMotion: true };
  expect(resolveTheme(asSystem, insistent)).toEqual({
    theme: "dark",
    contrast: "more",
    motion: "reduced",
  });
  expect(resolveTheme(asSystem, calm)).toEqual({
    theme: "light",
    contrast: "normal",
    motion: "full",
  });
});

test("a choice wins over the system", () => {
  const choice = { theme: "light", contrast: "normal", motion: "full" } as const;
  expect(resolveTheme(choice, { dark: true, moreContrast: true, reducedMotion: true })).toEqual(
    choice,
  );
});

test("a stored choice is read back; a damaged or missing one follows the system", () => {
  expect(parseChoice("theme", "dark")).toBe("dark");
  expect(parseChoice("contrast", "more")).toBe("more");
  expect(parseChoice("theme", "sepia")).toBe("system");
  expect(parseChoice("motion", null)).toBe("system");
});
