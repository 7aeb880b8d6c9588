import { type Remote, wrap } from "comlink";
import { chains } from "../../simulator/bench/designs.ts";
import { Scenario, System } from "../../simulator/index.ts";
import type { Pulled, SimulationHost } from "../../src/run/SimulationHost.ts";

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
/** Frames of a turn with frames; one without takes as long. */
const TURN = 15;

/** A worker of the app in which copies of `chain-timeouts` stand at their beginning, and when it was asked for. */
async function startWorker(systems: number, messages: number) {
  const { system, scenario } = chains(systems, messages, 1, true);
  const input = { system: System.parse(system), scenario: Scenario.parse(scenario) };
  const asked = performance.now();
  const worker = new Worker(new URL("../../src/run/simulation.worker.ts", import.meta.url), {
    type: "module",
  });
  const host = wrap<SimulationHost>(worker);
  await host.start(input, [], 0);
  return { host, worker, asked };
}

/**
 * Pulls some frames on the way to the end of the run, each asked for before the last one is there, as the app does in a hurry.
 * @param wait milliseconds that each may take
 * @returns the last one, and how many there were
 */
async function pullFrames(
  host: Remote<SimulationHost>,
  wait: number,
  most: number,
): Promise<{ last: Pulled; frames: number }> {
  const ask = () => host.pull(Number.POSITIVE_INFINITY, wait);
  let next = ask();
  for (let frames = 1; ; frames++) {
    const asked = next;
    if (frames < most) next = ask();
    const last = await asked;
    if (frames === most || last.isDone) return { last, frames };
  }
}

/**
 * Runs copies of `chain-timeouts` in the worker of the app, as the page does.
 * @param systems copies, five nodes each
 * @param messages of all copies together
 * @param hasFrames whether a frame is pulled 60 times a second, or only at the end
 */
async function run(systems: number, messages: number, hasFrames: boolean): Promise<Measured> {
  const { host, worker, asked } = await startWorker(systems, messages);
  const begun = performance.now();
  await host.pull(Number.POSITIVE_INFINITY, FRAME_MILLISECONDS);
  const firstFrame = performance.now() - asked;
  const wait = hasFrames ? FRAME_MILLISECONDS : Number.POSITIVE_INFINITY;
  const { frames } = await pullFrames(host, wait, Number.POSITIVE_INFINITY);
  const ended = performance.now();
  const { events } = await host.summary();
  worker.terminate();
  return { firstFrame, finished: ended - asked, running: ended - begun, events, frames };
}

/**
 * What an event takes while frames are pulled 60 times a second, in times of what it takes without. Both go on in turn within one run:
 * two workers differ by more than frames cost, as V8 has compiled them.
 */
async function costOfFrames(systems: number, messages: number): Promise<number> {
  const { host, worker } = await startWorker(systems, messages);
  const spent = [0, 0] as [number, number];
  const events = [0, 0] as [number, number];
  let before = await host.pull(Number.POSITIVE_INFINITY, FRAME_MILLISECONDS);
  for (let turn = 0; ; turn++) {
    const kind = turn % 2 === 0 ? 0 : 1;
    const count = kind === 0 ? TURN : 1;
    const begun = performance.now();
    const { last } = await pullFrames(host, (FRAME_MILLISECONDS * TURN) / count, count);
    if (last.isDone) break;
    // Machine code is made in the first second.
    if (turn >= 4) {
      spent[kind] += performance.now() - begun;
      events[kind] += last.frame.eventCount - before.frame.eventCount;
    }
    before = last;
  }
  worker.terminate();
  return spent[0] / events[0] / (spent[1] / events[1]);
}

Object.assign(globalThis, { run, costOfFrames });
