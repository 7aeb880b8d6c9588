import { describe, expect, it } from "vitest";
import {
  cosTurns,
  exp,
  gammaFunction,
  ln,
  normalCdf,
  normalQuantile,
  pow,
  sinTurns,
} from "./elementary.ts";

const relative = (a: number, b: number): number => Math.abs(a - b) / Math.max(Math.abs(b), 1e-300);

describe("elementary functions", () => {
  it("agree with the platform's logarithm and exponential to the last bits", () => {
    let worstLn = 0;
    let worstExp = 0;
    for (let i = -7000; i <= 7000; i++) {
      const x = i / 10.3;
      worstExp = Math.max(worstExp, relative(exp(x), Math.exp(x)));
      const y = Math.exp(x / 1.01);
      worstLn = Math.max(
        worstLn,
        Math.abs(ln(y) - Math.log(y)) / Math.max(Math.abs(Math.log(y)), 1e-3),
      );
    }
    expect(worstExp).toBeLessThan(3e-16);
    expect(worstLn).toBeLessThan(3e-16);
  });

  it("keep their limits", () => {
    expect([ln(0), ln(1), ln(Infinity), ln(-1), ln(5e-324)]).toEqual([
      -Infinity,
      0,
      Infinity,
      NaN,
      Math.log(5e-324),
    ]);
    expect([exp(0), exp(-800), exp(800)]).toEqual([1, 0, Infinity]);
    expect(relative(exp(-740), Math.exp(-740))).toBeLessThan(1e-3);
    expect([pow(0, 2), pow(2, 10), pow(7, 0)]).toEqual([0, 1024, 1]);
    expect(relative(pow(3.7, 2.9), 3.7 ** 2.9)).toBeLessThan(1e-14);
  });

  it("turn angles without losing accuracy", () => {
    for (let i = -50; i < 50; i++) {
      expect(sinTurns(i / 16)).toBeCloseTo(Math.sin((i / 16) * 2 * Math.PI), 13);
      expect(cosTurns(i / 16)).toBeCloseTo(Math.cos((i / 16) * 2 * Math.PI), 13);
    }
    expect(sinTurns(1e9 + 0.25)).toBe(1);
  });

  it("know the normal law and the gamma function", () => {
    expect(normalQuantile(0.95)).toBeCloseTo(1.6448536269514722, 14);
    expect(normalQuantile(0.99)).toBeCloseTo(2.3263478740408408, 14);
    expect(normalQuantile(1e-9)).toBeCloseTo(-5.9978070150076865, 13);
    for (const z of [-6, -3.5, -1, 0.3, 2, 5])
      expect(relative(normalQuantile(normalCdf(z)), z)).toBeLessThan(z > 3 ? 1e-9 : 1e-12);
    expect(gammaFunction(5)).toBeCloseTo(24, 11);
    expect(gammaFunction(0.5)).toBeCloseTo(Math.sqrt(Math.PI), 13);
  });
});
