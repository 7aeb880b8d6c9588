import fc from "fast-check";
import { expect, it } from "vitest";
import { nextOnGrid } from "./grid.ts";

it("goes from each multiple of an interval to the next one, whatever is lost by rounding on the way there", () => {
  const every = fc.double({ min: 1e-3, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(every, fc.nat({ max: 1e7 }), (every, n) => {
      // As an event is scheduled: by its delay from now.
      let now = n * every;
      for (let i = 1; i <= 20; i++) {
        now += nextOnGrid(now, every) - now;
        expect(Math.round(now / every)).toBe(n + i);
      }
    }),
  );
});

it("is after any time, and by no more than the interval", () => {
  const time = fc.double({ min: 0, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(time, fc.double({ min: 1e-3, max: 1e4, noNaN: true }), (now, every) => {
      const next = nextOnGrid(now, every);
      expect(next).toBeGreaterThan(now);
      expect(next - now).toBeLessThanOrEqual(every * (1 + 1e-6));
    }),
  );
});
