/**
 * Times the engine beside a C++ program that does the same and nothing else, and beside other libraries
 * where they can be had.
 *
 *   npm run bench -- [--only mm1,fleet-1000] [--keep] [--rounds 5] [--core 1]
 *
 * Programs run interleaved, each in a process of its own, pinned to one core where the system can. The
 * figure is the median over the rounds of the ratio to the first program in the same round: on a shared
 * machine only runs that lie next to each other can be compared. A program whose values are wrong has no
 * speed. Prints a table, and keeps it in docs/benchmarks.md and docs/benchmarks.json.
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { type Line, wrongIn } from "./expected.ts";
import { findPrograms, type Program } from "./programs.ts";
import { type FlatRow, type MemoryRow, type Row, writeReport } from "./report.ts";
import { measureSideBySide } from "./sideBySide.ts";

interface Workload {
  name: string;
  workload: string;
  n: number;
  /** Copies of the system (fleet). */
  systems: number;
}

const FLEETS = [10, 100, 1000, 10_000];
const WORKLOADS: readonly Workload[] = [
  ...["mm1", "chain", "chain-timeouts"].map((workload) => ({
    name: workload,
    workload,
    n: 1e6,
    systems: 1,
  })),
  ...FLEETS.map((nodes) => ({
    name: `fleet-${nodes}`,
    workload: "fleet",
    n: 1e6,
    systems: nodes / 5,
  })),
  ...[10, 1e3, 1e5, 1e6].map((n) => ({ name: `hold-${n}`, workload: "hold", n, systems: 1 })),
];

const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    keep: { type: "boolean", default: false },
    rounds: { type: "string", default: "5" },
    core: { type: "string", default: "1" },
  },
});
const rounds = Number(options.rounds);
const only = options.only?.split(",");
for (const name of only ?? [])
  if (!WORKLOADS.some((workload) => workload.name === name))
    throw new Error(`no workload "${name}"; there are ${WORKLOADS.map((w) => w.name).join(", ")}`);
const canPin = spawnSync("taskset", ["-c", options.core, "true"]).status === 0;

function time(program: Program, { workload, n, systems }: Workload, seed: number): Line {
  const size = workload === "hold" ? n : n * program.share;
  const args = [...program.command, workload, String(size), String(seed), String(systems)];
  const all = canPin ? ["taskset", "-c", options.core, ...args] : args;
  const { stdout, stderr, status } = spawnSync(all[0] ?? "", all.slice(1), { encoding: "utf8" });
  const line = stdout.split("\n").find((text) => text.startsWith("{"));
  if (status !== 0 || line === undefined)
    throw new Error(`${all.join(" ")}: exit ${status}\n${stderr}`);
  return JSON.parse(line);
}

/** All rounds of one workload: a row for each program. */
function compare(workload: Workload, programs: readonly Program[]): Row[] {
  const taking = programs.filter(({ workloads }) => workloads.includes(workload.workload));
  const lines: Line[][] = taking.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [p, program] of taking.entries()) lines[p]?.push(time(program, workload, 1 + round));
  const first = (lines[0] ?? []).map((line) => Number(line.events_per_s));
  return taking.map(({ name }, p): Row => {
    const own = lines[p] ?? [];
    const rates = own.map((line) => Number(line.events_per_s));
    const ratios = rates.map((rate, i) => rate / (first[i] ?? Number.NaN));
    const wrong = own
      .map((line) => wrongIn(workload.workload, line, workload.systems))
      .find((problem) => problem !== undefined);
    return { workload: workload.name, program: name, rates, ratios, ...(wrong ? { wrong } : {}) };
  });
}

/** Bytes of a message that waits, that has an event of its own, and that has a lease as well. */
function measureMemory(programs: readonly Program[]): MemoryRow[] {
  const own = programs.find(({ name }) => name === "Sluice");
  const [node = "", script = ""] = own?.command ?? [];
  return ["waiting", "event", "lease"].flatMap((holding) =>
    [1e6, 1e7].map((messages): MemoryRow => {
      const args = ["--expose-gc", script, `memory-${holding}`, String(messages)];
      const { stdout, stderr, status } = spawnSync(node, args, { encoding: "utf8" });
      if (status !== 0) throw new Error(stderr);
      const { bytes, longestSliceMs } = JSON.parse(stdout);
      return { holding, messages, bytes, longestSliceMs };
    }),
  );
}

/** Resident bytes after a million events, and after a hundred times as many with as much in flight. */
function measureFlat(programs: readonly Program[]): FlatRow[] {
  const own = programs.find(({ name }) => name === "Sluice");
  const workload = "chain-timeouts";
  return own === undefined
    ? []
    : [1.25e5, 1.25e7].map((n): FlatRow => {
        const line = time(own, { name: workload, workload, n, systems: 1 }, 1);
        return { events: Number(line.events), residentBytes: Number(line.rss) };
      });
}

const { programs, absent } = await findPrograms();
for (const name of absent) console.log(`without ${name}`);
const rows: Row[] = [];
for (const workload of WORKLOADS) {
  if (only && !only.includes(workload.name)) continue;
  rows.push(...compare(workload, programs));
  console.log(`${workload.name} done`);
}
const memories = only ? [] : measureMemory(programs);
const flat = only ? [] : measureFlat(programs);
const side = only ? [] : await measureSideBySide(programs.slice(0, 2), rounds);
writeReport(
  rows,
  { memories, flat, side },
  { rounds, absent, isPinned: canPin, isKept: only === undefined || options.keep },
);
