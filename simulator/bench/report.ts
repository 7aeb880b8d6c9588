import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import type { SideBySide } from "./sideBySide.ts";

/** How fast one program was at one workload. */
export interface Row {
  workload: string;
  program: string;
  /** Events a second, one for each round. */
  rates: number[];
  /** Ratios to the first program in the same round. */
  ratios: number[];
  /** What is wrong with its values: then it has no speed. */
  wrong?: string;
}

/** What a message in flight takes. */
export interface MemoryRow {
  holding: string;
  messages: number;
  bytes: number;
  /** The longest of all slices of 2,000 events, in milliseconds: growing tables must not stop a run. */
  longestSliceMs: number;
}

/** What a process has resident after so many events of `chain-timeouts`. */
export interface FlatRow {
  events: number;
  residentBytes: number;
}

/** What was measured besides speed. */
export interface Besides {
  memories: readonly MemoryRow[];
  flat: readonly FlatRow[];
  side: readonly SideBySide[];
}

/** How the rows came about. */
export interface Circumstances {
  rounds: number;
  absent: readonly string[];
  isPinned: boolean;
  /** Whether the table replaces the one that is kept: all workloads ran, or it was asked for. */
  isKept: boolean;
}

const MARKDOWN = "docs/benchmarks.md";
const JSON_FILE = "docs/benchmarks.json";

/** Sections that people write, or other programs: they stand below and are kept. */
const KEPT_HEADING = "## Where the time goes";
const PAGE_HEADING = "## The page";

/** Prints the table, and keeps it when all workloads ran. */
export function writeReport(rows: readonly Row[], besides: Besides, about: Circumstances): void {
  const table = [
    tableOf(rows),
    leaseSentenceOf(rows),
    memoryTableOf(besides.memories),
    flatTableOf(besides.flat),
    sideTableOf(besides.side),
  ]
    .filter((part) => part !== "")
    .join("\n");
  console.log(table);
  if (!about.isKept) return;
  const machine = `${cpus()[0]?.model ?? "unknown"} (${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB), ${type()} ${release()}, Node ${process.version}`;
  const date = new Date().toISOString().slice(0, 10);
  const how = `${about.rounds} rounds, ${about.isPinned ? "pinned to one core" : "not pinned"}`;
  writeFileSync(
    JSON_FILE,
    `${JSON.stringify({ date, machine, how, rows, ...besides }, null, 1)}\n`,
  );
  const text = [
    "# Benchmarks",
    "",
    "Written by `npm run bench`; what the workloads are and how they are timed stands in",
    "`simulator/bench/README.md`. The ratio to C++ is what counts: the median over the rounds, with the least",
    "and the greatest. Absolute speeds are those of the machine on that day.",
    "",
    `${date}, ${machine}; ${how}.`,
    ...about.absent.map((name) => `Without ${name}.`),
    "",
    table,
  ].join("\n");
  writeFileSync(MARKDOWN, `${text.trimEnd()}\n\n${keptSections()}`);
}

/** What is written by hand, and what `npm run bench:page` measured, stands below and is kept. */
function keptSections(): string {
  const kept = existsSync(MARKDOWN) ? readFileSync(MARKDOWN, "utf8") : "";
  const starts = [kept.indexOf(KEPT_HEADING), kept.indexOf(PAGE_HEADING)].filter((at) => at >= 0);
  return starts.length === 0 ? "" : kept.slice(Math.min(...starts));
}

/** What leases cost: the speed with them as a share of that without, by the ratios to C++ of both. */
function leaseSentenceOf(rows: readonly Row[]): string {
  const of = (workload: string): Row | undefined =>
    rows.find((row) => row.workload === workload && row.program === "Sluice");
  const [without, with_] = [of("chain"), of("chain-timeouts")];
  if (without === undefined || with_ === undefined) return "";
  const share = median(with_.rates) / median(without.rates);
  return `\`chain-timeouts\` runs at ${share.toPrecision(2)} × the speed of \`chain\`.\n`;
}

function flatTableOf(flat: readonly FlatRow[]): string {
  if (flat.length === 0) return "";
  const lines = flat.map(
    ({ events, residentBytes }) =>
      `| ${(events / 1e6).toPrecision(3)} M | ${(residentBytes / 2 ** 20).toFixed(0)} |`,
  );
  return `| events of \`chain-timeouts\` | resident MiB |\n|---|---|\n${lines.join("\n")}\n`;
}

function sideTableOf(side: readonly SideBySide[]): string {
  if (side.length === 0) return "";
  const lines = side.map(({ program, gains }) => `| ${program} | ${medianAndRange(gains, 3)} |`);
  return `| two processes side by side | gain over one |\n|---|---|\n${lines.join("\n")}\n`;
}

function memoryTableOf(memories: readonly MemoryRow[]): string {
  if (memories.length === 0) return "";
  const lines = memories.map(
    ({ holding, messages, bytes, longestSliceMs }) =>
      `| ${holding} | ${messages / 1e6} M | ${bytes.toFixed(0)} | ${longestSliceMs.toFixed(0)} |`,
  );
  const head =
    "| message in flight | messages | bytes each | longest slice (ms) |\n|---|---|---|---|";
  return `${head}\n${lines.join("\n")}\n`;
}

function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ workload, program, rates, ratios, wrong }) => {
    if (wrong !== undefined) return `| ${workload} | ${program} | – | wrong: ${wrong} |`;
    const speed = (median(rates) / 1e6).toPrecision(3);
    return `| ${workload} | ${program} | ${speed} | ${medianAndRange(ratios)} |`;
  });
  const head = "| workload | program | M events/s | ratio to C++ |\n|---|---|---|---|";
  return `${head}\n${lines.join("\n")}\n`;
}

function medianAndRange(values: readonly number[], digits = 2): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toPrecision(3)} (${least.toPrecision(digits)}–${most.toPrecision(digits)})`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
