import type { Context } from "../channels/Context.ts";
import { whatOf } from "../kernel/Kernel.ts";
import type { Saga as SagaModel } from "../model/index.ts";
import { ArrivalProcess } from "./ArrivalProcess.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";

/** How instances of a saga begin by themselves, without a message. */
export class SagaArrivals {
  private readonly context: Context;
  private readonly index: number;
  private readonly node: number;
  private readonly horizon: number;
  private readonly process: ArrivalProcess | undefined;
  private readonly valueStreams: Int32Array;
  private readonly typeStream: number;

  constructor(
    context: Context,
    saga: { readonly id: string; readonly index: number; readonly node: number },
    { begins }: SagaModel,
    horizon: number,
  ) {
    const { kernel, types } = context;
    this.context = context;
    this.index = saga.index;
    this.node = saga.node;
    this.horizon = horizon;
    this.valueStreams = types.streamsFor(saga.id);
    this.typeStream = kernel.stream(saga.id, "message type");
    this.process =
      typeof begins === "string"
        ? undefined
        : new ArrivalProcess(kernel, begins.arrivals, kernel.stream(saga.id, "arrivals"));
  }

  /** Instances that begin now. */
  drawSize(): number {
    return this.process?.accepts() ? this.process.drawSize() : 0;
  }

  /** A root for an instance, described by a message type. */
  createRoot(type: number): number {
    const { messages, types } = this.context;
    const root = messages.createRoot(this.node, 0);
    if (this.valueStreams.length > 0) types.drawValues(root, this.valueStreams);
    types.describe(root, type, this.typeStream);
    return root;
  }

  /** Begins to wait for the next one. */
  schedule(first: boolean): void {
    const { events } = this.context.kernel;
    const delay = this.process?.secondsToNext(first, this.horizon) ?? Infinity;
    if (events.now + delay <= this.horizon)
      events.schedule(delay, whatOf(SERVICE_EVENT.sagaBegins, this.index), 0);
  }
}
