import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { build } from "vite";
import { beforeAll, describe, expect, it } from "vitest";
import { numbers } from "./random/numbers.testing.ts";

/** Systems that are tried: `npm run test:long` tries many more. */
const IS_LONG = import.meta.env.MODE === "long";
const CONSERVED = IS_LONG ? 100_000 : 3_000;
const CUT = IS_LONG ? 100_000 : 3_000;
const ACCOMPANIED = IS_LONG ? 20_000 : 1_000;
/** How many of those that are tried have faults, at least. */
const FAULTY = IS_LONG ? 65_000 : 2_000;
/** More than the longest of these checks takes on one slow core. */
const PATIENCE = IS_LONG ? 4 * 3600_000 : 600_000;

const FOLDER = fileURLToPath(new URL("../../.cache/random-checks", import.meta.url));

/**
 * The checks with the engine in one file, as it is shipped. As modules of a test each name that one has from another is looked up anew
 * whenever it is used, and the engine takes eight times as long.
 */
let checks: typeof import("./random/checks.ts");
beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: fileURLToPath(new URL("random/checks.ts", import.meta.url)),
      outDir: FOLDER,
      emptyOutDir: true,
      target: "node20",
      rolldownOptions: {
        output: { topLevelVar: false },
        optimization: { inlineConst: { mode: "all" } },
      },
    },
  });
  checks = await import(/* @vite-ignore */ `${FOLDER}/checks.js`);
}, 60_000);

describe("random systems with random faults", () => {
  it(
    `D11: ${CONSERVED} of them conserve messages per channel, group and producer, keep clock, limits and the order of keys, and end`,
    () => {
      const seen = new Set<string>();
      let faulty = 0;
      fc.assert(
        fc.property(numbers, (list) => {
          const run = checks.conserved(list);
          expect(run.problems).toEqual([]);
          for (const what of run.seen) seen.add(what);
          if (run.faultCount > 0) faulty++;
        }),
        { numRuns: CONSERVED, seed: 20_261_129, endOnFailure: true },
      );
      // The runs went where the errors live; else the generator is at fault.
      expect(SITUATIONS.filter((each) => !seen.has(each))).toEqual([]);
      expect(faulty).toBeGreaterThanOrEqual(FAULTY);
    },
    PATIENCE,
  );

  it.each([
    ["somebody listens in", "listener"],
    ["something else goes on beside them", "neighbour"],
  ] as const)(
    `go on all the same when %s: ${ACCOMPANIED} of them`,
    (_, company) => {
      let tried = 0;
      fc.assert(
        fc.property(numbers, (list) => {
          const figures = checks.accompanied(list, company);
          if (figures === undefined) return;
          tried++;
          expect(figures.inCompany).toEqual(figures.alone);
        }),
        { numRuns: ACCOMPANIED, seed: 11, endOnFailure: true },
      );
      expect(tried).toBeGreaterThan(ACCOMPANIED / 10);
    },
    PATIENCE,
  );

  it(
    `have one history, however a run is cut and whoever looks on: ${CUT} of them`,
    () => {
      const plans = fc.array(
        fc.record({
          seconds: fc.double({ min: 0, max: 4, noNaN: true }),
          events: fc.integer({ min: 1, max: 400 }),
          looks: fc.constantFrom("frame", "summary", "series", "nobody"),
        }),
        { minLength: 1, maxLength: 12 },
      );
      // With so little memory some stop on the way, and that at the same event.
      const budgets = fc.option(fc.integer({ min: 16 * 1024, max: 96 * 1024 }), { nil: undefined });
      let faulty = 0;
      let stopped = 0;
      fc.assert(
        fc.property(numbers, plans, budgets, (list, plan, memoryBytes) => {
          const run = checks.cut(list, plan, memoryBytes);
          expect(run.stepped).toBe(true);
          expect(run.inPieces).toEqual(run.whole);
          if (run.faultCount > 0) faulty++;
          if (run.hasStopped) stopped++;
        }),
        { numRuns: CUT, seed: 7, endOnFailure: true },
      );
      expect(faulty).toBeGreaterThanOrEqual(FAULTY);
      expect(stopped).toBeGreaterThanOrEqual(CUT / 20);
    },
    PATIENCE,
  );
});

const SITUATIONS = [
  "kept: last attempt",
  "kept: key alone",
  "kept: order of a queue",
  "kept: order of a stream",
  "again: consumer-crashed",
  "again: handler-failed",
  "again: lease-expired",
  "again: channel-outage",
  "again: rebalance",
  "again: replay",
  "again: slow-consumer",
  "twice: rebalance",
  "twice: consumer-crashed",
  "lost: acknowledged-early",
  "lost: channel-outage",
  "lost: dead-lettered-without-target",
  "lost: dropped-when-full",
  "lost: expired",
  "lost: no-subscriber",
  "lost: not-enough-replicas",
  "lost: offset-reset",
  "lost: publication-lost",
  "lost: rejected-when-full",
  "lost: retention",
  "lost: throttled",
  "lost: unroutable",
];
