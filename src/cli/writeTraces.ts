import { writeFileSync } from "node:fs";
import type { RewindableRun } from "../../simulator/index.ts";
import { BadInput } from "./BadInput.ts";

/** Messages whose traces are written whether anything went wrong with them or not. */
const SAMPLE = 50;

/**
 * Writes the traces of the first roots of each sort of trouble, and of a sample spread evenly over all
 * messages of the run. Says in the file why each of them is there.
 * @throws BadInput when the file cannot be written
 */
export function writeTraces(run: RewindableRun, file: string): void {
  const { exemplars, seed, digest } = run.simulation.summary();
  const roots = new Set(exemplars.flatMap((exemplar) => exemplar.roots));
  const sample = run.rootsOf(spreadOver(run.simulation.messageCount));
  for (const root of sample.values()) roots.add(root);
  const traces = roots.size === 0 ? [] : run.trace([...roots]);
  const because = traces.map(({ root }) =>
    exemplars
      .filter((exemplar) => exemplar.roots.includes(root))
      .map(({ trouble, cause, effect, node }) => ({ trouble, cause, effect, node })),
  );
  const report = {
    seed,
    digest,
    traces: traces.map((trace, i) => ({ because: because[i], ...trace })),
  };
  try {
    writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  } catch (error) {
    throw new BadInput(`--trace: ${file} cannot be written: ${(error as Error).message}.`);
  }
}

function spreadOver(messageCount: number): number[] {
  const count = Math.min(SAMPLE, messageCount);
  return Array.from({ length: count }, (_, i) => Math.floor((i * messageCount) / count));
}
