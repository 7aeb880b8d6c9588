import { wrap } from "comlink";
import { chains } from "../../simulator/bench/designs.ts";
import { Scenario, System } from "../../simulator/index.ts";
import type { SimulationHost } from "../../src/run/SimulationHost.ts";

/** What is measured in a worker. All times in milliseconds. */
export interface Measured {
  /** From asking for the worker to its first frame. */
  firstFrame: number;
  /** From asking for the worker to the end of the run. */
  finished: number;
  /** Of it the run alone, without the start of the worker. */
  running: number;
  events: number;
  frames: number;
}

/** Longest wait of one pull when frames are wanted 60 times a second. */
const FRAME_MILLISECONDS = 1000 / 60;

/**
 * Runs copies of `chain-timeouts` in the worker of the app, as the page does.
 * @param systems copies, five nodes each
 * @param messages of all copies together
 * @param hasFrames whether a frame is pulled 60 times a second, or only at the end
 */
async function run(systems: number, messages: number, hasFrames: boolean): Promise<Measured> {
  const { system, scenario } = chains(systems, messages, 1, true);
  const input = { system: System.parse(system), scenario: Scenario.parse(scenario) };
  const asked = performance.now();
  const worker = new Worker(new URL("../../src/run/simulation.worker.ts", import.meta.url), {
    type: "module",
  });
  const host = wrap<SimulationHost>(worker);
  await host.start(input, [], 0);
  const begun = performance.now();
  const wait = hasFrames ? FRAME_MILLISECONDS : Number.POSITIVE_INFINITY;
  let pulled = await host.pull(Number.POSITIVE_INFINITY, FRAME_MILLISECONDS);
  const firstFrame = performance.now() - asked;
  let frames = 1;
  for (; !pulled.isDone; frames++) pulled = await host.pull(Number.POSITIVE_INFINITY, wait);
  const ended = performance.now();
  const { events } = await host.summary();
  worker.terminate();
  return { firstFrame, finished: ended - asked, running: ended - begun, events, frames };
}

Object.assign(globalThis, { run });
