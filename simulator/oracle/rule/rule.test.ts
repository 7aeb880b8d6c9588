import { describe, expect, it } from "vitest";
import type { Quantity, Rule } from "../OracleFile.ts";
import { judge, needsMore } from "./judge.ts";
import { studentT } from "./studentT.ts";

const rule: Rule = {
  familyWiseError: 0.01,
  perQuantityError: 0.01 / 515,
  quantileResolution: 0.01,
};
const interval = (value: number, precision: number, metric = "c.wait.mean"): Quantity => ({
  metric,
  value,
  decision: "interval",
  precision,
});

describe("studentT", () => {
  // Tables of the t distribution, as in Abramowitz & Stegun, table 26.10.
  it.each([
    [0.025, 1, 12.7062047362],
    [0.025, 10, 2.228138852],
    [0.005, 29, 2.7563859037],
    [0.0005, 120, 3.3734537678],
    [0.025, 1_000_000, 1.9599663569],
  ])("tail %f, %i degrees of freedom: %f", (tail, degrees, t) => {
    expect(studentT(tail, degrees)).toBeCloseTo(t, 8);
  });

  it("is about 5.1 for 30 replications and the error that one of 515 quantities may have", () => {
    expect(studentT(rule.perQuantityError / 2, 29)).toBeCloseTo(5.1, 1);
  });

  it("has no bound without a degree of freedom", () => {
    expect(studentT(0.01, 0)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("judge", () => {
  const around = (mean: number, spread: number): number[] =>
    Array.from({ length: 30 }, (_, i) => mean + (i % 2 === 0 ? spread : -spread));

  it("passes a mean whose interval is narrow and holds the value", () => {
    const judgement = judge(interval(1, 0.02), around(1.005, 0.01), rule);
    expect(judgement).toMatchObject({ verdict: "pass" });
    expect(judgement.measured).toBeCloseTo(1.005, 12);
    expect(judgement.halfWidth).toBeCloseTo(
      studentT(rule.perQuantityError / 2, 29) * (0.01 / Math.sqrt(29)),
      12,
    );
  });

  it("refuses a mean that is off by more than the half-width, however small it is", () => {
    expect(judge(interval(1, 0.02), around(1.015, 0.01), rule).verdict).toBe("outside");
    expect(judge(interval(1, 0.02), around(1 + 1e-6, 0), rule).verdict).toBe("outside");
  });

  it("calls wide what cannot be decided, and asks for more replications", () => {
    const values = around(1, 0.1);
    expect(judge(interval(1, 0.02), values, rule).verdict).toBe("wide");
    expect(needsMore(interval(1, 0.02), values, rule)).toBe(true);
    expect(needsMore(interval(1, 0.2), values, rule)).toBe(false);
    expect(needsMore({ ...interval(1, 0.02), decision: "exact" }, values, rule)).toBe(false);
  });

  it("adds the reference's own error to the width", () => {
    const quantity = { ...interval(1, 0.05), standardError: 0.004 };
    expect(judge(quantity, around(1.02, 0.0001), rule).verdict).toBe("pass");
    expect(judge(interval(1, 0.05), around(1.02, 0.0001), rule).verdict).toBe("outside");
  });

  it("gives quantiles the room of a histogram's resolution, and only them", () => {
    const values = around(1.009, 0.0001);
    expect(judge(interval(1, 0.02, "c.wait.p95"), values, rule).verdict).toBe("pass");
    expect(judge(interval(1, 0.02, "c.wait.mean"), values, rule).verdict).toBe("outside");
  });

  it("wants exact values of every replication, and reports the worst", () => {
    const exact: Quantity = { metric: "q.inSystem.max", value: 3, decision: "exact", absolute: 0 };
    expect(judge(exact, [3, 3, 3], rule)).toEqual({ verdict: "pass", measured: 3, halfWidth: 0 });
    expect(judge(exact, [3, 2, 3], rule)).toEqual({
      verdict: "outside",
      measured: 2,
      halfWidth: 0,
    });
    expect(judge({ ...exact, absolute: 1 }, [3, 2, 3], rule).verdict).toBe("pass");
  });

  it("names what was not measured in one replication", () => {
    expect(judge(interval(1, 1), [1, Number.NaN, 1], rule).verdict).toBe("missing");
  });
});
