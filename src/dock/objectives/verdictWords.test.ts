import { expect, test } from "vitest";
import type { Verdict } from "../../../simulator/index.ts";
import { countWords, figureWords, limitWords, standingOf, titleOf } from "./verdictWords.ts";

const verdict = (over: Partial<Verdict>): Verdict => ({
  id: "promise",
  objective: "lost",
  name: undefined,
  passed: true,
  measured: 0,
  limit: 0,
  reason: undefined,
  ...over,
});

test("nothing is kept before the end, and what is lost stays lost", () => {
  expect(standingOf(verdict({}), false)).toBe("unknown");
  expect(standingOf(verdict({}), true)).toBe("holds");
  expect(standingOf(verdict({ passed: false }), false)).toBe("broken");
  expect(standingOf(verdict({ passed: undefined }), true)).toBe("unknown");
});

test("a percentile may recover until the end", () => {
  const slow = verdict({ objective: "latency", passed: false });
  expect(standingOf(slow, false)).toBe("at-risk");
  expect(standingOf(slow, true)).toBe("broken");
});

test("figures and limits carry their unit; counts of harm are exact", () => {
  expect(figureWords("latency", 6.24)).toBe("6.24 s");
  expect(figureWords("dead-lettered", 1240)).toBe("1,240");
  expect(figureWords("utilization", 0.83)).toBe("83 %");
  expect(figureWords("lag", undefined)).toBe("–");
  expect(limitWords(verdict({ objective: "latency", limit: 5 }))).toBe("under 5 s");
  expect(limitWords(verdict({ objective: "depth", limit: 1000 }))).toBe("at most 1,000");
  expect(limitWords(verdict({ objective: "throughput", limit: 100 }))).toBe("at least 100/s");
  expect(titleOf(verdict({}))).toBe("Messages lost");
});

test("the tab counts what is broken, red only then", () => {
  expect(countWords(["holds", "unknown", "at-risk"])).toEqual({ text: "3", isBad: false });
  expect(countWords(["broken", "holds"])).toEqual({ text: "1 of 2 broken", isBad: true });
});
