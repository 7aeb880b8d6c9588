import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RandomStreams } from "../RandomStreams.ts";
import { Region } from "../Region.ts";
import { Gauges } from "./Gauges.ts";
import { Histograms } from "./Histograms.ts";
import { Probe } from "./Probe.ts";

describe("Histograms", () => {
  const streams = new RandomStreams();
  const stream = streams.open(1, "n", "values");
  const values = Array.from({ length: 50_000 }, () => streams.exponential(stream) * 0.01);

  it("give quantiles within 0.8 % and exact moments", () => {
    const store = new Histograms();
    const histogram = store.open();
    for (const value of values) store.add(histogram, value);
    const sorted = [...values].sort((a, b) => a - b);
    for (const q of [0.01, 0.5, 0.95, 0.99, 0.999]) {
      const exact = sorted[Math.ceil(q * sorted.length) - 1]!;
      expect(Math.abs(store.quantileOf(histogram, q) / exact - 1)).toBeLessThan(0.008);
    }
    const mean = values.reduce((a, b) => a + b) / values.length;
    const summary = store.summaryOf(histogram);
    expect(summary.mean).toBeCloseTo(mean, 12);
    expect(summary.variance).toBeCloseTo(
      values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1),
      12,
    );
    expect([summary.min, summary.max]).toEqual([sorted[0], sorted[sorted.length - 1]]);
  });

  it("merge to what one histogram would have seen", () => {
    const [one, two] = [new Histograms(), new Histograms()];
    const [whole, left, right] = [one.open(), one.open(), two.open()];
    values.forEach((value, i) => {
      one.add(whole, value);
      if (i % 3 === 0) one.add(left, value);
      else two.add(right, value);
    });
    one.merge(left, two, right);
    expect({ ...one.summaryOf(left), mean: 0, variance: 0 }).toEqual({
      ...one.summaryOf(whole),
      mean: 0,
      variance: 0,
    });
  });

  it("keep zero, tiny and huge values apart", () => {
    const store = new Histograms();
    const histogram = store.open();
    for (const value of [0, 0, 0, 1e-12, 1e11]) store.add(histogram, value);
    expect(store.quantileOf(histogram, 0.5)).toBe(0);
    expect(store.quantileOf(histogram, 1)).toBe(1e11);
  });
});

describe("Quantiles", () => {
  it("are those of what is there when they are asked for, whatever was asked before", () => {
    const value = fc.oneof(fc.constant(0), fc.double({ min: 1e-12, max: 1e10, noNaN: true }));
    const act = fc.oneof(
      fc.record({ do: fc.constant("add" as const), value }),
      fc.record({ do: fc.constant("clear" as const) }),
      fc.record({ do: fc.constant("merge" as const) }),
      fc.record({ do: fc.constant("ask" as const), q: fc.double({ min: 0, max: 1, noNaN: true }) }),
    );
    const which = fc.integer({ min: 0, max: 1 });
    fc.assert(
      fc.property(fc.array(fc.tuple(which, act), { maxLength: 60, size: "max" }), (acts) => {
        const store = new Histograms();
        const histograms = [store.open(), store.open()];
        const seen: number[][] = [[], []];
        for (const [w, act] of acts) {
          const histogram = histograms[w]!;
          if (act.do === "add") {
            store.add(histogram, act.value);
            seen[w]!.push(act.value);
          } else if (act.do === "clear") {
            store.clear(histogram);
            seen[w] = [];
          } else if (act.do === "merge") {
            store.merge(histogram, store, histograms[1 - w]!);
            seen[w]!.push(...seen[1 - w]!);
          } else {
            const sorted = seen[w]!.toSorted((a, b) => a - b);
            const exact = sorted[Math.max(0, Math.ceil(act.q * sorted.length) - 1)] ?? 0;
            const told = store.quantileOf(histogram, act.q);
            expect(Math.abs(told - exact)).toBeLessThanOrEqual(Math.max(exact / 128, 2 ** -30));
          }
        }
      }),
    );
  });
});

describe("More values than a bucket counts", () => {
  it("still give a quantile", () => {
    const store = new Histograms();
    const [histogram, other] = [store.open(), store.open()];
    for (const value of [1, 1, 1, 2]) store.add(histogram, value);
    // Doubled thirty-two times by way of another one: the bucket of 2 has then begun anew at 0.
    for (let i = 0; i < 32; i++) {
      store.clear(other);
      store.merge(other, store, histogram);
      store.merge(histogram, store, other);
    }
    expect(store.countOf(histogram)).toBe(2 ** 34);
    for (const q of [0.01, 0.5, 0.99])
      expect([1, 2]).toContain(Math.round(store.quantileOf(histogram, q)));
  });
});

describe("Gauges", () => {
  it("integrate levels over time and ignore peaks that last no time", () => {
    const clock = { now: 0 };
    const gauges = new Gauges(clock);
    const depth = gauges.open();
    gauges.add(depth, 5);
    gauges.add(depth, -4);
    clock.now = 2;
    gauges.add(depth, 2);
    clock.now = 3;
    expect([gauges.valueOf(depth), gauges.meanOf(depth), gauges.peakOf(depth)]).toEqual([
      3,
      5 / 3,
      3,
    ]);
  });

  it("begin anew after the warm-up with the level as it is", () => {
    const clock = { now: 0 };
    const probe = new Probe(clock, true, new Region());
    const depth = probe.gauges.open();
    const count = probe.counters.open(1);
    probe.gauges.add(depth, 4);
    probe.counters.add(count);
    clock.now = 10;
    probe.gauges.add(depth, -3);
    probe.restart();
    clock.now = 12;
    probe.counters.add(count);
    expect([probe.gauges.meanOf(depth), probe.gauges.peakOf(depth)]).toEqual([1, 1]);
    expect([probe.counters.value(count), probe.counters.sinceStart(count)]).toEqual([1, 2]);
  });
});
