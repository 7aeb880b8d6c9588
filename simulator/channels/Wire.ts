import type { Kernel } from "../kernel/Kernel.ts";
import { lawOf } from "../kernel/lawOf.ts";
import type { TimeDistribution } from "../model/index.ts";
import { Pipe } from "./Pipe.ts";

/** What a link can lose, as shares of what crosses it. */
export interface WireLoss {
  publish: number;
  confirm: number;
  delivery: number;
  ack: number;
  request: number;
  response: number;
}

/**
 * The network under one link: what faults do to it. A link that nothing has happened to costs one look
 * at `isDisturbed`.
 */
export class Wire {
  /** Whether anything below is not at rest. */
  isDisturbed: boolean;
  /** How many cuts are in force. */
  cuts: number;
  readonly stream: number;
  readonly index: number;
  readonly id: string;
  readonly loss: WireLoss;
  duplicateProbability: number;
  /** N2. What crosses each second, undefined without a limit. */
  pipe: Pipe | undefined;
  /** Law of further latency, −1 if none. */
  addedLatency: number;
  /** Who gives what crosses it, and who is given that. */
  readonly members: { isDisturbed: boolean }[];
  private readonly kernel: Kernel;

  constructor(kernel: Kernel, index: number, id: string) {
    // What each message asks for is written first, and so lies in the object's first line of cache.
    this.isDisturbed = false;
    this.cuts = 0;
    this.stream = kernel.stream(id, "network");
    this.kernel = kernel;
    this.index = index;
    this.id = id;
    this.loss = { publish: 0, confirm: 0, delivery: 0, ack: 0, request: 0, response: 0 };
    this.duplicateProbability = 0;
    this.pipe = undefined;
    this.addedLatency = -1;
    this.members = [];
  }

  /** N2. Sets how many bytes cross each second, undefined without a limit. */
  carry(bytesPerSecond: number | undefined): void {
    this.pipe = bytesPerSecond === undefined ? undefined : new Pipe(bytesPerSecond);
  }

  get isCut(): boolean {
    return this.cuts > 0;
  }

  /** One more cut is in force. */
  cut(): void {
    this.cuts++;
    this.refresh();
  }

  /** Adds these latencies to each crossing, instead of those before. */
  addLatencies(latencies: readonly TimeDistribution[]): void {
    const law = { kind: "sum", of: latencies.map(lawOf) } as const;
    this.addedLatency = latencies.length === 0 ? -1 : this.kernel.delays.compile(law);
    this.refresh();
  }

  /** Sees whether the link is disturbed. Call it after each change. */
  refresh(): void {
    const { publish, confirm, delivery, ack, request, response } = this.loss;
    this.isDisturbed =
      this.cuts > 0 ||
      this.addedLatency >= 0 ||
      publish + confirm + delivery + ack + request + response + this.duplicateProbability > 0;
    for (const member of this.members) member.isDisturbed = this.isDisturbed;
  }

  /** Draws whether something is lost. */
  loses(what: keyof WireLoss): boolean {
    const probability = this.loss[what];
    return probability > 0 && this.kernel.streams.chance(this.stream, probability);
  }

  /** Draws whether what crosses comes twice. */
  duplicates(): boolean {
    return (
      this.duplicateProbability > 0 &&
      this.kernel.streams.chance(this.stream, this.duplicateProbability)
    );
  }

  /** Seconds that faults add to a crossing. */
  drawAddedLatency(): number {
    return this.addedLatency < 0 ? 0 : this.kernel.laws.sample(this.addedLatency, this.stream);
  }
}
