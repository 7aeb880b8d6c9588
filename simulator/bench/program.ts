/**
 * One workload in this process, printed as one JSON line like those of the reference programs:
 *
 *   program.ts [--lean] WORKLOAD N [seed] [SYSTEMS]
 *
 * `--lean` measures the essentials only. A tenth of the work is done once before, so that the compiler has seen it.
 */
import { chains, mm1 } from "./designs.ts";
import { hold } from "./hold.ts";
import type { Measured } from "./Measured.ts";
import { memory } from "./memory.ts";
import { simulate } from "./simulate.ts";

const options = process.argv.slice(2);
const isLean = options[0] === "--lean";
const [workload = "", size = "", seedText = "1", systemsText = "200"] = isLean
  ? options.slice(1)
  : options;
const observation = isLean ? "essentials" : "everything";
const n = Number(size);
const seed = Number(seedText);
const systems = Number(systemsText);

function run(share: number): Measured {
  const messages = n * share;
  switch (workload) {
    case "hold":
      return hold(n, seed, 3_000_000 * share);
    case "mm1":
      return simulate(mm1(messages, seed), messages, observation);
    case "chain":
      return simulate(chains(1, messages, seed, false), messages, observation);
    case "chain-timeouts":
      return simulate(chains(1, messages, seed, true), messages, observation);
    case "fleet":
      return simulate(chains(systems, messages, seed, true), messages, observation);
    case "memory-waiting":
      return memory("waiting", messages, seed);
    case "memory-event":
      return memory("event", messages, seed);
    case "memory-lease":
      return memory("lease", messages, seed);
    default:
      throw new Error(`unknown workload "${workload}"`);
  }
}

if (!workload.startsWith("memory")) run(0.1);
const { events, seconds, cpuSeconds, values } = run(1);
const events_per_s = Math.round(events / seconds);
const rss = process.memoryUsage().rss;
const line = {
  program: "sluice",
  workload,
  rss,
  n,
  seed,
  events,
  seconds,
  cpu_seconds: cpuSeconds,
  events_per_s,
  ...values,
};
console.log(JSON.stringify(line));
