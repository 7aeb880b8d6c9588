/**
 * Runs a file of oracle cases through the engine and judges what comes out.
 *
 *   npx tsx simulator/oracle/run.ts CASES.json [--quick] [--only ID,ID] [--seed TEXT]
 *
 * One JSON object a line for each quantity, and one for the file at the end. Exit code 0 when all
 * quantities pass, 1 when one does not, 2 for a file or a word that cannot be read.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { OracleFile } from "./OracleFile.ts";
import { readOracleFile } from "./readOracleFile.ts";
import { type CaseOutcome, runCase } from "./runCase.ts";
import { WorkerPool } from "./WorkerPool.ts";

interface Request {
  file: OracleFile;
  seed: string;
}

function readRequest(): Request {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string" },
      seed: { type: "string", default: "" },
    },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0)
    throw new Error("usage: run.ts CASES.json [--quick] [--only ID,ID] [--seed TEXT]");
  const file = readOracleFile(readFileSync(path, "utf8"));
  const only = values.only?.split(",");
  for (const id of only ?? [])
    if (!file.cases.some((oracleCase) => oracleCase.id === id))
      throw new Error(`there is no case "${id}"`);
  const cases = file.cases.filter(
    ({ id, tags }) => (!values.quick || tags?.includes("quick")) && (!only || only.includes(id)),
  );
  return { file: { ...file, cases }, seed: values.seed };
}

function print({ id, outcomes }: CaseOutcome): void {
  for (const outcome of outcomes) {
    const { metric, expected, measured, halfWidth, replications, verdict, problem } = outcome;
    const pass = verdict === "pass";
    const line = { id, metric, expected, measured, halfWidth, replications, verdict, pass };
    console.log(JSON.stringify(problem === undefined ? line : { ...line, problem }));
  }
}

async function run({ file, seed }: Request): Promise<boolean> {
  const begun = performance.now();
  const pool = new WorkerPool();
  const all = file.cases.map((oracleCase) => runCase(oracleCase, file.rule, seed, pool.execute));
  let [quantities, passed, events] = [0, 0, 0];
  for (const outcome of all) {
    const done = await outcome;
    print(done);
    quantities += done.outcomes.length;
    passed += done.outcomes.filter(({ verdict }) => verdict === "pass").length;
    events += done.events;
  }
  await pool.close();
  const seconds = Number(((performance.now() - begun) / 1000).toFixed(1));
  const failed = quantities - passed;
  const cases = file.cases.length;
  console.log(JSON.stringify({ cases, quantities, passed, failed, events, seconds }));
  return failed === 0;
}

let request: Request | undefined;
try {
  request = readRequest();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
if (request) process.exitCode = (await run(request)) ? 0 : 1;
