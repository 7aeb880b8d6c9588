import { expect, test } from "vitest";
import { courseOf } from "../../geometry/index.ts";
import { endOf, markPath } from "./endMarks.ts";
import { bandWidth, tailLength, tailPath } from "./linkShapes.ts";

const line = courseOf([
  { x: 0, y: 0 },
  { x: 100, y: 0 },
]);

test("the band is 3, 5 and 9 px at 10, 100 and 1,000 messages a second", () => {
  expect([0, 10, 100, 1000].map(bandWidth)).toEqual([0, 3, 5, 9]);
});

test("the tail grows with the logarithm of the lag and is full at a minute", () => {
  expect(tailLength(0)).toBe(0);
  expect(tailLength(60)).toBe(96);
  expect(tailLength(600)).toBe(96);
  expect(tailLength(6)).toBeGreaterThan(40);
  expect(tailLength(6)).toBeLessThan(60);
  expect(tailPath(line, 0)).toBe("");
});

test("an arrow points into the node at its end", () => {
  expect(markPath("arrow", endOf(line, "target"))).toBe("M100 0L93 -3.6L93 3.6Z");
  expect(markPath("arrow", endOf(line, "source"))).toBe("M0 0L7 3.6L7 -3.6Z");
});
