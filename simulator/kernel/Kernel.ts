import { Delays } from "./Delays.ts";
import { Distributions } from "./Distributions.ts";
import { FutureEventList } from "./FutureEventList.ts";
import { MOST_BUDGET } from "./memory.ts";
import { Probe } from "./probe/Probe.ts";
import { RandomStreams } from "./RandomStreams.ts";
import { Region } from "./Region.ts";
import { Slabs } from "./Slabs.ts";

/** Bits of an event's `what` that say its kind; the rest is its target. */
export const KIND_BITS = 6;
/** Mask of an event's kind. */
export const KIND_MASK = (1 << KIND_BITS) - 1;

/** What an event is for: its kind and the node, service or channel that handles it. */
export function whatOf(kind: number, target: number): number {
  return kind | (target << KIND_BITS);
}

/** Time, chance and figures of one run: what every part of the engine stands on. */
export class Kernel {
  readonly seed: number | string;
  /** What the run has of the thread's memory. */
  readonly slabs = new Slabs();
  /** The part of it that does not grow while it runs. */
  readonly region = new Region(this.slabs);
  readonly streams = new RandomStreams(this.region);
  /** What was drawn last is how long the next event waits. */
  readonly events = new FutureEventList(this.slabs, this.region, this.streams.drawn);
  readonly laws: Distributions;
  readonly delays: Delays;
  readonly probe: Probe;

  /**
   * @param isWhole whether all times are taken, or only the essential ones
   * @param memoryBytes what it may take of the thread's memory; after the event in which it takes more no other happens
   */
  constructor(seed: number | string, isWhole = true, memoryBytes = Infinity) {
    this.seed = seed;
    this.slabs.budgetBytes = Math.min(memoryBytes, MOST_BUDGET);
    this.slabs.whenSpent = () => this.events.halt();
    this.laws = new Distributions(this.streams, this.region);
    this.delays = new Delays(this.events, this.laws);
    this.probe = new Probe(this.events, isWhole, this.region);
  }

  /** Opens the random stream of one purpose of one node. */
  stream(nodeId: string, purpose: string): number {
    return this.streams.open(this.seed, nodeId, purpose);
  }

  /** The same in words that are taken. */
  streamAt(address: number, nodeId: string, purpose: string): number {
    return this.streams.openAt(address, this.seed, nodeId, purpose);
  }
}
