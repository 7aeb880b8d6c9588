import { expect, test } from "vitest";
import { parseMoment } from "./parseMoment.ts";

test.each([
  ["3:26", 206],
  ["1:03:26.5", 3806.5],
  ["0:07", 7],
  [" 206 ", 206],
  ["206 s", 206],
  ["2 min", 120],
  ["1.5h", 5400],
  ["250ms", 0.25],
])("%s is %d seconds", (text, seconds) => {
  expect(parseMoment(text)).toEqual({ ok: true, seconds });
});

test.each(["soon", "", "-3", "3:75", "3:26:", "1 day"])(
  "%s is refused with a way to write it",
  (text) => {
    expect(parseMoment(text)).toMatchObject({ ok: false, error: expect.stringMatching(/\.$/) });
  },
);
