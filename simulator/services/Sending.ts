import type { Context } from "../channels/Context.ts";
import { REDELIVERY_CAUSES } from "../channels/causes.ts";
import type { TraceEvent } from "../channels/Tracer.ts";
import { whatOf } from "../kernel/Kernel.ts";
import type { Call, Handled } from "./Call.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { Handling } from "./Handling.ts";
import { Requests } from "./Requests.ts";
import type { Service } from "./Service.ts";

const CALL_RETRY = REDELIVERY_CAUSES.indexOf("call-retry");
const CALL_TIMEOUT = whatOf(SERVICE_EVENT.callTimeout, 0);
const ANSWERED = whatOf(SERVICE_EVENT.answered, 0);

const NONE: readonly Handled[] = [];

/** The way of requests and answers over links, and how long their rows live. */
export class Sending {
  readonly requests: Requests;
  readonly calls: Call[] = [];
  private readonly context: Context;
  private readonly handling: Handling;
  private readonly noDelay: number;
  /** By request. */
  private readonly others = new Map<number, readonly Handled[]>();

  constructor(context: Context, handling: Handling) {
    this.context = context;
    this.requests = new Requests(context.kernel.slabs);
    this.handling = handling;
    this.noDelay = context.kernel.delays.compile({ kind: "constant", value: 0 });
  }

  callOf(request: number): Call {
    return this.calls[this.requests.callOf(request)]!;
  }

  /** The service whose handler has a delivery. */
  serviceOf(delivery: number): Service {
    return this.handling.serviceOf(delivery);
  }

  /** Writes down for whoever traces it what becomes of a request. */
  trace(event: TraceEvent, request: number, detail = ""): void {
    const { tracer } = this.context;
    if (!tracer.isOn) return;
    const { requests, handling } = this;
    const caller = requests.callerOf(request);
    tracer.message(event, requests.messageOf(request), {
      node: this.callOf(request).callee.node,
      entry: caller < 0 ? -1 : handling.deliveries.entryOf(caller),
      attempt: requests.attemptOf(request),
      detail,
    });
  }

  /** Tells the breaker of a call how a request of it ended. */
  report(request: number, isOk: boolean): void {
    this.callOf(request).breaker?.report(this.requests.eraOf(request), isOk);
  }

  /** Sends one request. Returns it. */
  send(delivery: number, number: number, attempt: number, timeout: number): number {
    const { kernel, messages, entries } = this.context;
    const { deliveries } = this.handling;
    const call = this.calls[number]!;
    const handled = entries.messageOf(deliveries.entryOf(delivery));
    const cause = attempt > 1 ? CALL_RETRY : this.handling.interpreter.causeOf(delivery);
    const message = call.type < 0 ? handled : this.newRequest(delivery, call.type, handled);
    const caller = call.waits ? delivery : -1;
    const { now } = kernel.events;
    const request = this.requests.create(caller, number, message, attempt, now, cause);
    if (call.type < 0) messages.hold(message);
    if (this.serviceOf(delivery).handlesBatches) this.holdBatch(request, call, delivery);
    if (call.breaker !== undefined) this.requests.setEra(request, call.breaker.era);
    if (call.waits && deliveries.requestOf(delivery) < 0) deliveries.setRequest(delivery, request);
    if (timeout > 0 && call.waits) {
      const lane = kernel.events.laneFor(timeout);
      const event = kernel.events.scheduleInLane(lane, CALL_TIMEOUT, request);
      this.requests.setTimeout(request, event);
    }
    call.store?.prepare(request, delivery, this.othersOf(request));
    this.trace("called", request);
    this.cross(call, request);
    return request;
  }

  /** H10. The other messages of the batch for which a request is made. */
  othersOf(request: number): readonly Handled[] {
    return this.others.get(request) ?? NONE;
  }

  /** All messages for which a request is made. */
  handledBy(request: number): readonly Handled[] {
    const { requests } = this;
    const caller = requests.callerOf(request);
    const own = {
      message: requests.messageOf(request),
      cause: requests.causeOf(request),
      entry: caller < 0 ? -1 : this.handling.deliveries.entryOf(caller),
    };
    return [own, ...this.othersOf(request)];
  }

  private holdBatch(request: number, call: Call, delivery: number): void {
    if (call.effects.length === 0 && call.store === undefined) return;
    const { handling, context } = this;
    const others = handling
      .batchOf(delivery)
      .filter((each) => each !== delivery)
      .map((each) => ({
        message: handling.messageOf(each),
        cause: handling.interpreter.causeOf(each),
        entry: handling.deliveries.entryOf(each),
      }));
    for (const { message } of others) context.messages.hold(message);
    this.others.set(request, others);
  }

  private newRequest(delivery: number, type: number, parent: number): number {
    const { messages, types } = this.context;
    const { node, stream } = this.serviceOf(delivery);
    const message = messages.createChild(parent, node, 0);
    types.describe(message, type, stream);
    return message;
  }

  private cross(call: Call, request: number): void {
    const { kernel, messages } = this.context;
    const { wire } = call;
    if (kernel.probe.departures.isOn)
      kernel.probe.departures.add(
        wire.index,
        this.requests.attemptOf(request) > 1 ? 1 : 0,
        kernel.events.now,
        messages.idOf(this.requests.messageOf(request)),
      );
    // A request that is lost, or meets a cut link, is never answered: the caller's time limit ends it.
    if (wire.isDisturbed && (wire.isCut || wire.loses("request"))) return;
    const transfer = wire.pipe === undefined ? 0 : this.transfer(call, request);
    const added = transfer + (wire.isDisturbed ? wire.drawAddedLatency() : 0);
    const what = whatOf(SERVICE_EVENT.requestArrives, call.callee.index);
    if (added > 0)
      kernel.events.schedule(
        added + (call.crossing < 0 ? 0 : kernel.laws.sample(call.crossing, wire.stream)),
        what,
        request,
      );
    else
      kernel.delays.after(
        call.crossing < 0 ? this.noDelay : call.crossing,
        wire.stream,
        what,
        request,
      );
  }

  /** N2. Seconds until the link has carried what a request sends: what it writes, or itself. */
  private transfer({ wire, store }: Call, request: number): number {
    const own = this.context.messages.sizeOf(this.requests.messageOf(request));
    const bytes = store === undefined ? own : store.bytesSent(request);
    return wire.pipe?.pass(this.context.kernel.events.now, bytes) ?? 0;
  }

  /** An answer sets out. Returns whether it has come back at once. */
  answer(request: number): boolean {
    const { kernel } = this.context;
    const { wire, crossing, server, store } = this.callOf(request);
    if (wire.isDisturbed && (wire.isCut || wire.loses("response"))) {
      if (this.requests.callerOf(request) < 0) this.free(request);
      return false;
    }
    const transfer = wire.pipe?.pass(kernel.events.now, store?.bytesRead ?? 0) ?? 0;
    if (transfer > 0) {
      const way = crossing < 0 ? 0 : kernel.laws.sample(crossing, wire.stream);
      kernel.events.schedule(transfer + way, ANSWERED, request);
      return false;
    }
    if (crossing < 0 && server !== undefined) return true;
    kernel.delays.after(crossing < 0 ? this.noDelay : crossing, wire.stream, ANSWERED, request);
    return false;
  }

  /** Nobody waits for a request any more. */
  abandon(request: number): void {
    this.stopTimeout(request);
    this.requests.abandon(request);
    this.letGo(request);
  }

  /** The time limit of a request counts no longer. */
  stopTimeout(request: number): void {
    const timeout = this.requests.timeoutOf(request);
    if (timeout >= 0) this.context.kernel.events.cancel(timeout);
    this.requests.setTimeout(request, -1);
  }

  /**
   * Nobody waits for a request any more. Its root is not kept open by it, unless it still has effects; its
   * row is kept until the answer is there.
   */
  private letGo(request: number): void {
    if (!this.isLetGo(request)) return;
    const { messages } = this.context;
    const message = this.requests.messageOf(request);
    messages.store(message);
    messages.done(message);
  }

  private isLetGo(request: number): boolean {
    const { waits, effects, store } = this.callOf(request);
    const isWithout = effects.length === 0 && store === undefined;
    return waits && isWithout && this.requests.callerOf(request) < 0;
  }

  /** A request is over. */
  free(request: number): void {
    const { messages } = this.context;
    const message = this.requests.messageOf(request);
    if (this.isLetGo(request)) messages.forget(message);
    else messages.done(message);
    for (const each of this.othersOf(request)) messages.done(each.message);
    this.others.delete(request);
    this.requests.rows.release(request);
  }
}
