import { expect, test } from "vitest";
import type { StepText } from "../../simulator/index.ts";
import { lawWords, stepWords } from "./stepWords.ts";

test("a law is told by the figure in which people know it", () => {
  expect(lawWords("20 ms")).toBe("20 ms");
  expect(lawWords({ distribution: "exponential", mean: "100 ms" })).toBe(
    "exponential, mean 100 ms",
  );
  expect(lawWords({ distribution: "percentiles", p50: "1 s", p95: "2 s", p99: "3 s" })).toBe(
    "p50 1 s, p99 3 s",
  );
});

test.each<[StepText, string]>([
  [{ do: "call", to: "gw", timeout: "2 s" }, "Card gateway, gives up after 2 s"],
  [{ do: "publish", message: "Paid", to: "gw" }, "Paid to Card gateway"],
  [{ do: "fail", probability: 0.02 }, "2 % of attempts"],
  [{ do: "fail", ofMessages: 0.001 }, "0.1 % of messages, always"],
  [{ do: "fail" }, "always"],
])("a step says what it does: %o", (step, words) => {
  expect(stepWords(step, (id) => (id === "gw" ? "Card gateway" : id))).toBe(words);
});
