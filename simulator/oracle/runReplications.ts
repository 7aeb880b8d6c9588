import { createSimulation, notSimulated, Scenario, type Simulation, System } from "../index.ts";
import { Inexpressible } from "./adapter/Inexpressible.ts";
import { translate } from "./adapter/translate.ts";
import type { Job, JobResult } from "./Job.ts";
import type { Metric } from "./Metric.ts";
import type { OracleCase } from "./OracleFile.ts";
import { Readings } from "./Readings.ts";
import { metricsOf } from "./readOracleFile.ts";
import { seedOf } from "./seedOf.ts";
import { type Watch, watchFor } from "./Watch.ts";

/** Why a case cannot be run yet, with the words that are missing; undefined when it can. */
export function whyNotYet(oracleCase: OracleCase): string | undefined {
  try {
    const { system, scenario } = translate(oracleCase, 0);
    const missing = notSimulated(system, scenario);
    return missing.length > 0 ? `not simulated yet: ${missing.join(", ")}` : undefined;
  } catch (error) {
    if (error instanceof Inexpressible) return `not expressible yet: ${error.message}`;
    throw error;
  }
}

/** Runs some replications of a case, each from an empty system with a seed of its own. */
export function runReplications({ oracleCase, first, count, seed }: Job): JobResult {
  try {
    const problem = whyNotYet(oracleCase);
    if (problem !== undefined) return { problem };
    const metrics = metricsOf(oracleCase);
    const texts = translate(oracleCase, 0);
    const [system, scenario] = [System.parse(texts.system), Scenario.parse(texts.scenario)];
    const values: number[][] = [];
    let events = 0;
    for (let i = first; i < first + count; i++) {
      const ownSeed = seedOf(seed, oracleCase.id, i);
      const simulation = createSimulation({ system, scenario: { ...scenario, seed: ownSeed } });
      values.push(measure(simulation, metrics));
      events += simulation.eventCount;
      simulation.dispose();
    }
    return { values, events };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Runs a simulation to its end and takes the value of each metric, at its instant or at the end. */
function measure(simulation: Simulation, metrics: readonly Metric[]): number[] {
  const readings = new Readings(simulation);
  const watches = metrics.map((metric) => watchFor(metric, readings, simulation.scenario.warmUp));
  const atInstants = new Map<Metric, number>();
  const advance = advanceWith(
    simulation,
    watches.filter((watch) => watch !== undefined),
  );
  for (const [instant, asked] of byInstant(metrics)) {
    if (instant > 0) advance(justBefore(instant));
    for (const metric of asked) atInstants.set(metric, readings.levelNow(metric));
  }
  advance(Number.POSITIVE_INFINITY);
  return metrics.map(
    (metric, i) => atInstants.get(metric) ?? watches[i]?.value ?? readings.read(metric),
  );
}

/** How to go on to a time: at one go, or event by event where something is watched. */
function advanceWith(simulation: Simulation, watches: readonly Watch[]): (time: number) => void {
  if (watches.length === 0) return (time) => simulation.advanceTo(time);
  const { events } = simulation.world.context.kernel;
  let before = 0;
  const look = (now: number): void => {
    for (const watch of watches) watch.look(now, before);
    before = now;
  };
  return (time) => {
    const limit = Math.min(time, simulation.horizon);
    for (let next = events.peekTime(); next <= limit; next = events.peekTime()) {
      if (!simulation.step()) break;
      look(next);
    }
    simulation.advanceTo(time);
    if (Number.isFinite(limit)) look(limit);
  };
}

function byInstant(metrics: readonly Metric[]): [number, Metric[]][] {
  const instants = new Map<number, Metric[]>();
  for (const metric of metrics) {
    const { statistic } = metric;
    if (statistic.take !== "at") continue;
    instants.set(statistic.time, [...(instants.get(statistic.time) ?? []), metric]);
  }
  return [...instants].sort(([a], [b]) => a - b);
}

/** The greatest time before another: what happens at that instant has not happened yet. */
function justBefore(time: number): number {
  const value = new Float64Array([time]);
  const bits = new BigInt64Array(value.buffer);
  bits[0] = (bits[0] ?? 0n) - 1n;
  return value[0] ?? time;
}
