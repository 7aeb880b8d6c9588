import type { Context } from "../channels/Context.ts";
import { REDELIVERY_CAUSES } from "../channels/causes.ts";
import type { TraceEvent } from "../channels/Tracer.ts";
import { Backoff } from "../kernel/Backoff.ts";
import { whatOf } from "../kernel/Kernel.ts";
import { Breaker } from "./Breaker.ts";
import type { Call } from "./Call.ts";
import type { CallStep } from "./compileHandlers.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { Handling } from "./Handling.ts";
import { FAILURE_KINDS } from "./Program.ts";
import { OK, REFUSED, Requests } from "./Requests.ts";
import { RetryBudget } from "./RetryBudget.ts";
import type { Server, ServerWork } from "./Server.ts";
import type { Service } from "./Service.ts";
import { TokenBucket } from "./TokenBucket.ts";

const TRANSIENT = FAILURE_KINDS.indexOf("transient");
const TIMEOUT = FAILURE_KINDS.indexOf("timeout");
const CALL_RETRY = REDELIVERY_CAUSES.indexOf("call-retry");

/**
 * Synchronous calls (RULES, part K): the caller's slot is held until the answer comes or its patience ends;
 * the callee does not know that nobody waits any more, and what it does has its effect all the same.
 */
export class Calls {
  readonly requests = new Requests();
  private readonly context: Context;
  private readonly handling: Handling;
  private readonly noDelay: number;
  private readonly calls: Call[] = [];
  private readonly eras: number[] = [];
  private readonly workOf = (request: number): ServerWork => this.callOf(request).work;

  constructor(context: Context, handling: Handling) {
    this.context = context;
    this.handling = handling;
    this.noDelay = context.kernel.delays.compile({ kind: "constant", value: 0 });
    handling.onCall = (delivery, call) => this.begin(delivery, call);
    handling.onAbandon = (request) => this.abandon(request);
  }

  /** Adds a call step and returns its number. */
  compile(
    step: CallStep,
    way: Pick<Call, "server" | "wire" | "crossing" | "effects" | "isIdempotent"> & {
      readonly stream: number;
    },
  ): number {
    const { kernel } = this.context;
    const { stream, ...rest } = way;
    const policy = step.do === "call" ? step : undefined;
    return (
      this.calls.push({
        ...rest,
        work: step.do,
        policy,
        waits: step.do !== "call" || step.wait,
        continues: step.do === "call" && step.onFailure === "continue",
        backoff: new Backoff(kernel, policy?.backoff ?? { kind: "none" }, stream),
        breaker: policy?.breaker && new Breaker(kernel.events, policy.breaker),
        budget: policy?.budget && new RetryBudget(kernel.events, policy.budget),
        limiter:
          policy?.rateLimit &&
          new TokenBucket(kernel.events, policy.rateLimit.rate, policy.rateLimit.burst),
      }) - 1
    );
  }

  /** K1. A handler comes to a call step. */
  begin(delivery: number, call: number): void {
    this.attempt(delivery, call, 1);
    if (!this.calls[call]!.waits) this.handling.proceedLater(delivery);
  }

  /** K4. The wait before the next call is over. */
  again(delivery: number): void {
    const { call, attempt } = this.handling.pendingCalls.get(delivery)!;
    this.handling.pendingCalls.delete(delivery);
    this.handling.deliveries.setTimer(delivery, -1);
    this.attempt(delivery, call, attempt);
  }

  /** A request has come to its server. */
  arrive(request: number): void {
    const call = this.callOf(request);
    if (call.server.accept(request, call.work) !== REFUSED) return;
    const caller = this.requests.callerOf(request);
    if (caller >= 0) this.serviceOf(caller).figures.callRefused();
    this.requests.setOutcome(request, REFUSED);
    this.answer(request);
  }

  /** A server has an answer ready: what it did has happened (K5). */
  served(request: number): void {
    const call = this.callOf(request);
    if (this.requests.outcomeOf(request) === OK) this.act(call, request);
    call.server.served(request, this.workOf);
    this.answer(request);
  }

  /** An outage is over. */
  resume(server: Server): void {
    server.serveWaiting(this.workOf);
  }

  /** K2. The answer has come back to the caller. */
  answered(request: number): void {
    const delivery = this.requests.callerOf(request);
    const call = this.callOf(request);
    const outcome = this.requests.outcomeOf(request);
    const attempt = this.requests.attemptOf(request);
    if (delivery < 0) {
      this.free(request);
      return;
    }
    const timeout = this.requests.timeoutOf(request);
    if (timeout >= 0) this.context.kernel.events.cancel(timeout);
    call.breaker?.report(this.eras[request] ?? 0, outcome === OK);
    const number = this.requests.callOf(request);
    this.trace("answered", request, outcome === OK ? "" : "failed");
    this.free(request);
    this.handling.deliveries.setRequest(delivery, -1);
    if (outcome === OK) this.handling.proceed(delivery);
    else this.failed(delivery, number, attempt, TRANSIENT);
  }

  /** K3. The caller's patience is at an end. */
  timedOut(request: number): void {
    const delivery = this.requests.callerOf(request);
    const call = this.callOf(request);
    call.breaker?.report(this.eras[request] ?? 0, false);
    this.requests.setTimeout(request, -1);
    this.trace("answered", request, "timeout");
    this.requests.abandon(request);
    this.letGo(request);
    if (delivery < 0) return;
    this.handling.deliveries.setRequest(delivery, -1);
    this.failed(delivery, this.requests.callOf(request), this.requests.attemptOf(request), TIMEOUT);
  }

  /** The caller is gone. */
  abandon(request: number): void {
    const timeout = this.requests.timeoutOf(request);
    if (timeout >= 0) this.context.kernel.events.cancel(timeout);
    this.requests.setTimeout(request, -1);
    this.requests.abandon(request);
    this.letGo(request);
  }

  private serviceOf(delivery: number): Service {
    return this.handling.instances[this.handling.deliveries.instanceOf(delivery)]!.service;
  }

  private callOf(request: number): Call {
    return this.calls[this.requests.callOf(request)]!;
  }

  private attempt(delivery: number, number: number, attempt: number): void {
    const { kernel, messages, entries } = this.context;
    const { deliveries } = this.handling;
    const call = this.calls[number]!;
    const { figures } = this.serviceOf(delivery);
    figures.called();
    if (call.limiter?.take() === false || call.breaker?.admits() === false) {
      figures.callRefused();
      this.failed(delivery, number, attempt, TRANSIENT);
      return;
    }
    const message = entries.messageOf(deliveries.entryOf(delivery));
    const cause = attempt > 1 ? CALL_RETRY : this.handling.interpreter.causeOf(delivery);
    const request = this.requests.create(
      call.waits ? delivery : -1,
      number,
      message,
      attempt,
      kernel.events.now,
      cause,
    );
    messages.hold(message);
    this.trace("called", request);
    if (call.breaker !== undefined) this.eras[request] = call.breaker.era;
    if (call.waits) deliveries.setRequest(delivery, request);
    const timeout = call.policy?.timeout;
    if (timeout !== undefined && call.waits) {
      this.requests.setTimeout(
        request,
        kernel.events.scheduleInLane(
          kernel.events.laneFor(timeout),
          whatOf(SERVICE_EVENT.callTimeout, 0),
          request,
        ),
      );
    }
    this.send(call, request);
  }

  private send(call: Call, request: number): void {
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
    const added = wire.isDisturbed ? wire.drawAddedLatency() : 0;
    const what = whatOf(SERVICE_EVENT.requestArrives, call.server.index);
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

  private answer(request: number): void {
    const { kernel } = this.context;
    const { wire, crossing } = this.callOf(request);
    if (wire.isDisturbed && (wire.isCut || wire.loses("response"))) {
      if (this.requests.callerOf(request) < 0) this.free(request);
      return;
    }
    if (crossing < 0) this.answered(request);
    else kernel.delays.after(crossing, wire.stream, whatOf(SERVICE_EVENT.answered, 0), request);
  }

  private act(call: Call, request: number): void {
    const { effects: figures } = this.handling.interpreter;
    const message = this.requests.messageOf(request);
    for (const effect of call.effects) {
      if (effect < 0) {
        this.trace("effect-undone", request, figures.names[-1 - effect]);
        figures.undo(message, -1 - effect);
      } else if (
        !call.isIdempotent ||
        this.context.messages.effectsOf(this.context.messages.rootOf(message), effect) === 0
      ) {
        this.trace("effect", request, figures.names[effect]);
        figures.happen(message, effect, this.requests.causeOf(request), call.server.node);
      }
    }
  }

  private trace(event: TraceEvent, request: number, detail = ""): void {
    if (!this.context.tracer.isOn) return;
    const caller = this.requests.callerOf(request);
    this.context.tracer.message(event, this.requests.messageOf(request), {
      node: this.callOf(request).server.node,
      entry: caller < 0 ? -1 : this.handling.deliveries.entryOf(caller),
      attempt: this.requests.attemptOf(request),
      detail,
    });
  }

  private failed(delivery: number, number: number, attempt: number, kind: number): void {
    const call = this.calls[number]!;
    const { handling } = this;
    if (!call.waits) return;
    const limit = call.policy?.attempts ?? 1;
    const isLeft = limit === "unlimited" || attempt < limit;
    if (isLeft && call.budget?.spend() !== false) {
      const wait = call.backoff.delayAfter(attempt, 0);
      handling.pendingCalls.set(delivery, { call: number, attempt: attempt + 1 });
      handling.deliveries.setTimer(
        delivery,
        call.backoff.schedule(wait, whatOf(SERVICE_EVENT.callAgain, 0), delivery),
      );
    } else if (call.continues) handling.proceedLater(delivery);
    else handling.failLater(delivery, kind);
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
    const { waits, effects } = this.callOf(request);
    return waits && effects.length === 0 && this.requests.callerOf(request) < 0;
  }

  private free(request: number): void {
    const message = this.requests.messageOf(request);
    if (this.isLetGo(request)) this.context.messages.forget(message);
    else this.context.messages.done(message);
    this.requests.release(request);
  }
}
