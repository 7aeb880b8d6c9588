import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import type { RunReport } from "./RunReport.ts";
import { run } from "./run.ts";

const exam = new URL("../design/exam/", import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "sluice-exam-"));

interface DesignText {
  system: { nodes: Record<string, Record<string, unknown>> };
  scenarios: Record<string, Record<string, unknown>>;
}

/** What `sluice run --json` answers about a design of the exam, some of whose parameters are others. */
function answersOf(id: string, change: (design: DesignText) => void = () => {}): RunReport {
  const name = readdirSync(exam).find((each) => each.startsWith(`${id}-`))!;
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
function lasting(duration: string, more: object = {}): (design: DesignText) => void {
  return ({ scenarios }) => Object.assign(Object.values(scenarios)[0]!, { duration }, more);
}

type NodeReport = RunReport["nodes"][string];
type OfKind<N, K> = N extends { kind: infer Kinds } ? (K extends Kinds ? N : never) : never;

function nodeOf<K extends NodeReport["kind"]>(report: RunReport, id: string, kind: K) {
  const node = report.nodes[id];
  if (node?.kind !== kind) throw new Error(`"${id}" is no ${kind}.`);
  return node as OfKind<NodeReport, K>;
}

/**
 * A share of n independent cases with probability p lies within five standard deviations of p in all but one of
 * 1.7 million runs; what is wrong by a tenth is seen from n = 2,500 (1 − p)/p on.
 */
function expectShare(count: number, of: number, p: number): void {
  expect(of).toBeGreaterThan(0);
  expect(Math.abs(count / of - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / of));
}

describe("the systems of the exam answer their questions", () => {
  test("E1: how often a message went round, and why it is parked", () => {
    // Of what comes to eu.q one in a hundred cannot be handled, whoever tries: it is rejected three times, waits
    // 30 s after each, and the fourth delivery parks it. 60 messages/s × 11/12 × 0.6 come; 2 min leave 30 s for the
    // last ones. With nothing produced after 3 min, all rounds are over when the run is empty.
    const report = answersOf("e01", lasting("3 min", { drain: true }));
    const { published } = nodeOf(report, "eu.q", "queue");
    const waited = nodeOf(report, "eu.wait", "queue");
    const parked = nodeOf(report, "eu.parked", "queue").published;
    expect(waited.published).toBe(3 * parked);
    expect(waited.subscriptions["eu.wait"]!.deadLettered).toEqual({ expired: 3 * parked });
    expect(nodeOf(report, "fulfilment", "consumer").failed.permanent).toBe(3 * parked);
    // What no binding took waits seven days in a queue that nobody reads.
    expect(report.lost).toEqual({ expired: nodeOf(report, "unrouted.q", "queue").published });
    expectShare(parked, published - 3 * parked, 0.01);
    expectShare(
      published - 3 * parked,
      nodeOf(report, "shop", "producer").produced,
      (11 / 12) * 0.6,
    );
  });
});
