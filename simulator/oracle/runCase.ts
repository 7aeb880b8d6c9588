import type { Executor, Job } from "./Job.ts";
import type { OracleCase, Rule } from "./OracleFile.ts";
import { type Judgement, judge, needsMore } from "./rule/judge.ts";

/** At most so many times the stated replications are taken together. */
const MOST_ROUNDS = 4;
/** Events of one job: enough that handing it out costs nothing, few enough that all workers end together. */
const EVENTS_OF_A_JOB = 400_000;

/** How one quantity of a case came out. */
export interface Outcome extends Judgement {
  metric: string;
  expected: number;
  replications: number;
  /** Why it was not measured. */
  problem?: string;
}

/** How a case came out. */
export interface CaseOutcome {
  id: string;
  outcomes: Outcome[];
  events: number;
}

/**
 * Runs a case as often as the rule wants and judges its quantities. The result does not depend on how
 * the replications are spread over workers.
 */
export async function runCase(
  oracleCase: OracleCase,
  rule: Rule,
  seed: string,
  execute: Executor,
): Promise<CaseOutcome> {
  const { id, quantities, run } = oracleCase;
  const values: number[][] = quantities.map(() => []);
  let events = 0;
  let problem: string | undefined;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const jobs = jobsOf(oracleCase, seed, round * run.replications);
    for (const result of await Promise.all(jobs.map(execute))) {
      if ("problem" in result) {
        problem ??= result.problem;
        continue;
      }
      events += result.events;
      for (const replication of result.values)
        for (const [q, value] of replication.entries()) values[q]?.push(value);
    }
    if (problem !== undefined) break;
    if (!quantities.some((quantity, q) => needsMore(quantity, values[q] ?? [], rule))) break;
  }
  const outcomes = quantities.map((quantity, q): Outcome => {
    const of = { metric: quantity.metric, expected: quantity.value };
    if (problem !== undefined)
      return {
        ...of,
        verdict: "missing",
        measured: Number.NaN,
        halfWidth: 0,
        replications: 0,
        problem,
      };
    const measured = values[q] ?? [];
    return { ...of, ...judge(quantity, measured, rule), replications: measured.length };
  });
  return { id, outcomes, events };
}

function jobsOf(oracleCase: OracleCase, seed: string, from: number): Job[] {
  const { replications } = oracleCase.run;
  const eventsOfOne = (oracleCase.approximateEvents ?? 0) / replications;
  const size = Math.max(1, Math.floor(EVENTS_OF_A_JOB / Math.max(1, eventsOfOne)));
  const jobs: Job[] = [];
  for (let first = 0; first < replications; first += size)
    jobs.push({
      oracleCase,
      first: from + first,
      count: Math.min(size, replications - first),
      seed,
    });
  return jobs;
}
