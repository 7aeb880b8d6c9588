import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "oracle-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The file of words, one piece of whose text is replaced. */
function changed(piece: string, by: string): string {
  const text = readFileSync(here("cases/words.json"), "utf8");
  expect(text).toContain(piece);
  const path = join(folder, "cases.json");
  writeFileSync(path, text.replace(piece, by));
  return path;
}

function run(...args: string[]) {
  const all = ["--import", "tsx", here("run.ts"), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: "utf8" });
  const lines = stdout.split("\n").filter((line) => line !== "");
  return { status, stderr, lines: lines.map((line) => JSON.parse(line)) };
}

describe("run.ts", () => {
  it("prints a line for each quantity and one for the file, and ends with 0 when all pass", () => {
    const { status, lines } = run(here("cases/words.json"), "--only", "pause,batching");
    expect(status).toBe(0);
    expect(lines).toHaveLength(9);
    expect(lines[0]).toEqual({
      id: "batching",
      metric: "p.batchSize.mean",
      expected: 2,
      measured: 2,
      halfWidth: 0,
      replications: 1,
      verdict: "pass",
      pass: true,
    });
    expect(lines[8]).toMatchObject({ cases: 2, quantities: 8, passed: 8, failed: 0 });
    expect(lines[8].events).toBeGreaterThan(0);
  });

  it("ends with 1 when a quantity does not pass", () => {
    const path = changed(
      '"metric": "p.batchSize.mean",\n     "value": 2',
      '"metric": "p.batchSize.mean",\n     "value": 3',
    );
    const { status, lines } = run(path, "--only", "batching");
    expect(status).toBe(1);
    expect(lines[0]).toMatchObject({ verdict: "outside", measured: 2, pass: false });
  });

  it("ends with 2, and says why, at a word that it does not know", () => {
    const { status, stderr, lines } = run(changed('"linger"', '"lingers"'));
    expect([status, lines]).toEqual([2, []]);
    expect(stderr).toContain("lingers");
  });
});
