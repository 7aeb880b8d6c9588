import type { OracleCase } from "./OracleFile.ts";

/** Some replications of one case. */
export interface Job {
  oracleCase: OracleCase;
  /** Number of the first replication, from 0. */
  first: number;
  count: number;
  /** Text that all seeds of the run share. */
  seed: string;
}

/** What came out of a job. */
export type JobResult =
  | {
      /** For each replication a value of each quantity of the case; NaN where it was not measured. */
      values: number[][];
      events: number;
    }
  /** Why nothing was measured. */
  | { problem: string };

/** Does jobs, here or in a worker. */
export type Executor = (job: Job) => Promise<JobResult>;
