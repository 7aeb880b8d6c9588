/**
 * One workload in this process, printed as one JSON line like those of the reference programs:
 *
 *   program.ts WORKLOAD N [seed] [SYSTEMS] [--lean]
 *
 * A tenth of the work is done once before, so that the compiler has seen it.
 */
import { parseArgs } from "node:util";
import { hold } from "./hold.ts";
import type { Measured } from "./Measured.ts";

const { positionals } = parseArgs({
  allowPositionals: true,
  options: { lean: { type: "boolean", default: false } },
});
const [workload = "", size = "", seedText = "1"] = positionals;
const n = Number(size);
const seed = Number(seedText);

function run(scale: number): Measured {
  switch (workload) {
    case "hold":
      return hold(n, seed, 3_000_000 * scale);
    default:
      throw new Error(`unknown workload "${workload}"`);
  }
}

run(0.1);
const { events, seconds, values } = run(1);
const events_per_s = Math.round(events / seconds);
console.log(
  JSON.stringify({
    program: "sluice",
    workload,
    n,
    seed,
    events,
    seconds,
    events_per_s,
    ...values,
  }),
);
