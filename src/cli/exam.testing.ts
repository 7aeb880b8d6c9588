import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, vi } from "vitest";
import type { RunReport } from "./RunReport.ts";
import { run } from "./run.ts";

const exam = new URL("../design/exam/", import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "sluice-exam-"));

interface DesignText {
  system: {
    keys: Record<string, Record<string, unknown>>;
    nodes: Record<string, Record<string, unknown>>;
    links: Record<string, Record<string, unknown>>;
    attributes?: Record<string, Record<string, unknown>>;
  };
  objectives: Record<string, Record<string, unknown>>;
  scenarios: Record<string, Record<string, unknown>>;
}

/** What `sluice run --json` answers about a design of the exam, some of whose parameters are others. */
export function answersOf(id: string, change: (design: DesignText) => void = () => {}): RunReport {
  const name = readdirSync(exam).find((each) => each.startsWith(`${id}-`));
  if (name === undefined) throw new Error(`The exam has no system "${id}".`);
  const design: DesignText = JSON.parse(readFileSync(new URL(name, exam), "utf8"));
  change(design);
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(design));
  const written: string[] = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  try {
    run(file, { json: true });
  } finally {
    write.mockRestore();
    process.exitCode = undefined;
  }
  return JSON.parse(written.join(""));
}

/** Lets the first scenario last so long, with what else is said of it. */
export function lasting(duration: string, more: object = {}): (design: DesignText) => void {
  return ({ scenarios }) => Object.assign(Object.values(scenarios)[0] ?? {}, { duration }, more);
}

/** A Poisson number of this mean lies within five standard deviations of it in all but one of 1.7 million runs. */
export function expectPoisson(count: number, mean: number): void {
  expect(Math.abs(count - mean)).toBeLessThan(5 * Math.sqrt(mean));
}

type NodeReport = RunReport["nodes"][string];
type OfKind<N, K> = N extends { kind: infer Kinds } ? (K extends Kinds ? N : never) : never;

/** A node of a report, which is to be of that kind. */
export function nodeOf<K extends NodeReport["kind"]>(report: RunReport, id: string, kind: K) {
  const node = report.nodes[id];
  if (node?.kind !== kind) throw new Error(`"${id}" is no ${kind}.`);
  return node as OfKind<NodeReport, K>;
}

/**
 * A share of n independent cases with probability p lies within five standard deviations of p in all but one of
 * 1.7 million runs; what is wrong by a tenth is seen from n = 2,500 (1 − p)/p on.
 */
export function expectShare(count: number, of: number, p: number): void {
  expect(of).toBeGreaterThan(0);
  expect(Math.abs(count / of - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / of));
}
