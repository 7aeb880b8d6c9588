import { expect, test } from "vitest";
import { firstZoomLevel, zoomLevel } from "./semanticZoom.ts";

test("levels switch at 85, 60 and 35 %", () => {
  expect([1, 0.85, 0.7, 0.6, 0.4, 0.35, 0.2].map(firstZoomLevel)).toEqual([
    "all",
    "all",
    "most",
    "most",
    "some",
    "some",
    "far",
  ]);
});

test("a level holds on by 3 %", () => {
  expect(zoomLevel(0.84, "all")).toBe("all");
  expect(zoomLevel(0.82, "all")).toBe("most");
  expect(zoomLevel(0.86, "most")).toBe("most");
  expect(zoomLevel(0.88, "most")).toBe("all");
  expect(zoomLevel(0.2, "all")).toBe("far");
});
