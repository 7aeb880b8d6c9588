import { readFileSync } from "node:fs";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { Backoff } from "../kernel/Backoff.ts";
import type { Job } from "./Job.ts";
import { readOracleFile } from "./readOracleFile.ts";
import { runCase } from "./runCase.ts";
import { runReplications, whyNotYet } from "./runReplications.ts";
import { WorkerPool } from "./WorkerPool.ts";

const read = (name: string) =>
  readOracleFile(readFileSync(new URL(`cases/${name}.json`, import.meta.url), "utf8"));
const { cases, rule } = read("queueing");
/** Small systems of constant times for the words that no case of queueing.json uses. */
const words = read("words");
const quick = cases.filter(({ tags }) => tags?.includes("quick"));
const possible = quick.filter((oracleCase) => whyNotYet(oracleCase) === undefined);
/** A loaded machine is slow, not wrong; the cases wait for one another. */
const PATIENCE = 400_000;

describe("the quick cases of the oracle", () => {
  const pool = new WorkerPool();
  afterAll(() => pool.close());
  const running = possible.map((oracleCase) => runCase(oracleCase, rule, "", pool.execute));

  it.each(possible.map(({ id, title }, i) => ({ id, title, i })))(
    "$id: $title",
    async ({ i }) => {
      const { outcomes } = (await running[i]) ?? { outcomes: [] };
      expect(outcomes.length).toBeGreaterThan(0);
      expect(outcomes.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
    },
    PATIENCE,
  );

  it(
    "do not depend on how replications are spread over threads",
    async () => {
      const herd = possible.findIndex(({ id }) => id === "herd-1000");
      const oracleCase = possible[herd];
      if (!oracleCase) throw new Error("the case is gone");
      const here = await runCase(oracleCase, rule, "", async (job: Job) => runReplications(job));
      expect(here).toEqual(await running[herd]);
    },
    PATIENCE,
  );

  for (const oracleCase of quick) {
    const reason = whyNotYet(oracleCase);
    if (reason !== undefined) it.todo(`${oracleCase.id}: ${reason}`);
  }
});

describe("the words of the language", () => {
  it.each(words.cases.map((oracleCase) => ({ oracleCase, title: oracleCase.title })))(
    "$oracleCase.id: $title",
    async ({ oracleCase }) => {
      const here = async (job: Job) => runReplications(job);
      const { outcomes } = await runCase(oracleCase, words.rule, "", here);
      expect(outcomes.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
    },
  );
});

describe("a wrong engine", () => {
  afterEach(() => vi.restoreAllMocks());
  const wrongBackoff = (): void => {
    const right = Backoff.prototype.delayAfter;
    vi.spyOn(Backoff.prototype, "delayAfter").mockImplementation(function (
      this: Backoff,
      ...args: Parameters<typeof right>
    ) {
      return right.apply(this, args) / 2;
    });
  };

  it(
    "is caught: waits between attempts that are half as long fail a case",
    async () => {
      wrongBackoff();
      const retries = cases.find(({ id }) => id === "herd-equal-jitter");
      if (!retries) throw new Error("the case is gone");
      const { outcomes } = await runCase(retries, rule, "", async (job: Job) =>
        runReplications(job),
      );
      const wrong = outcomes.filter(({ verdict }) => verdict === "outside");
      expect(wrong.map(({ metric }) => metric)).toContain("c.retryDelay.mean");
    },
    PATIENCE,
  );
});
