import type { Context } from "../channels/Context.ts";
import { whatOf } from "../kernel/Kernel.ts";
import type { Call, PendingCall } from "./Call.ts";
import { CallEnds } from "./CallEnds.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { Handling } from "./Handling.ts";
import { Hedges } from "./Hedges.ts";
import { happenAtServer } from "./happenAtServer.ts";
import { FAILURE_KINDS } from "./Program.ts";
import { ERROR, OK, REFUSED, type Requests } from "./Requests.ts";
import { Sending } from "./Sending.ts";
import type { Server, ServerWork } from "./Server.ts";

const TRANSIENT = FAILURE_KINDS.indexOf("transient");
const PERMANENT = FAILURE_KINDS.indexOf("permanent");
const TIMEOUT = FAILURE_KINDS.indexOf("timeout");
const CALL_AGAIN = whatOf(SERVICE_EVENT.callAgain, 0);

/**
 * Synchronous calls (RULES, part K): the caller's slot is held until the answer comes or its patience ends;
 * the callee does not know that nobody waits any more, and what it does has its effect all the same.
 */
export class Calls {
  readonly requests: Requests;
  private readonly context: Context;
  private readonly handling: Handling;
  private readonly sending: Sending;
  private readonly hedges: Hedges;
  readonly ends: CallEnds;
  private readonly workOf = (request: number): ServerWork => this.sending.callOf(request).work;

  constructor(context: Context, handling: Handling) {
    this.context = context;
    this.handling = handling;
    this.sending = new Sending(context, handling);
    this.requests = this.sending.requests;
    this.ends = new CallEnds(context, handling, this.sending);
    this.hedges = new Hedges(context.kernel);
    handling.onCall = (delivery, call) => this.begin(delivery, call);
    handling.onAbandon = (request) => this.abandonCall(request);
  }

  /** Adds a call step and returns its number. */
  add(call: Call): number {
    if (call.server !== undefined && call.store !== undefined)
      call.server.extraSecondsOf = (request) =>
        this.sending.callOf(request).store?.extraSeconds(request) ?? 0;
    return this.sending.calls.push(call) - 1;
  }

  /** The caller may crash when the callee has done what it was asked for. */
  setCrashPoint(call: number, crashPoint: number): void {
    this.sending.calls[call]!.crashPoint = crashPoint;
  }

  /** K1. A handler comes to a call step. */
  begin(delivery: number, call: number): void {
    const { budget, waits } = this.sending.calls[call]!;
    budget?.earn();
    this.attempt(delivery, { call, attempt: 1, asked: 0, hasToken: false });
    if (!waits) this.handling.proceedLater(delivery);
  }

  /** K4. The wait before the next call is over. */
  again(delivery: number): void {
    if (this.handling.holds(delivery, CALL_AGAIN)) return;
    const pending = this.handling.pendingCalls.get(delivery)!;
    this.handling.pendingCalls.delete(delivery);
    this.handling.deliveries.setTimer(delivery, -1);
    this.attempt(delivery, pending);
  }

  /** K11. The first request has had no answer: another one is sent. */
  hedge(delivery: number): void {
    const number = this.hedges.due(delivery);
    this.sending.serviceOf(delivery).figures.called();
    this.hedges.add(delivery, this.sending.send(delivery, number, 2, 0));
  }

  /** A request has come to its callee. */
  arrive(request: number): void {
    const call = this.sending.callOf(request);
    if (call.callee.accept(request, call.work) === REFUSED) this.turnAway(request);
  }

  /** K13. A server that limits its rate comes to a request. */
  tokenComes(request: number): void {
    const { server, work } = this.sending.callOf(request);
    if (server?.admit(request, work) === REFUSED) this.turnAway(request);
  }

  private turnAway(request: number): void {
    const caller = this.requests.callerOf(request);
    if (caller >= 0) this.sending.serviceOf(caller).figures.callRefused();
    this.requests.setOutcome(request, REFUSED);
    this.answer(request);
  }

  /** A server has an answer ready: what it did has happened (K5). */
  served(request: number): void {
    const call = this.sending.callOf(request);
    if (this.requests.outcomeOf(request) === OK) this.act(call, request);
    call.server!.served(request, this.workOf);
    this.answer(request);
  }

  /** K7. An endpoint answers: the answer crosses the link in an event of its own. */
  answerFrom(request: number, outcome: number, status: number): void {
    const call = this.sending.callOf(request);
    this.requests.setOutcome(request, outcome);
    this.requests.setStatus(request, status);
    if (outcome === OK && status < 400) this.act(call, request);
    this.answer(request);
  }

  private answer(request: number): void {
    if (this.sending.answer(request)) this.answered(request);
  }

  /** An outage is over. */
  resume(server: Server): void {
    server.serveWaiting(this.workOf);
  }

  /** K2. The answer has come back to the caller. */
  answered(request: number): void {
    const delivery = this.requests.callerOf(request);
    if (delivery < 0) {
      this.sending.free(request);
      return;
    }
    const call = this.sending.callOf(request);
    const outcome = this.requests.outcomeOf(request);
    const status = this.requests.statusOf(request);
    this.sending.report(request, outcome === OK);
    this.sending.trace("answered", request, outcome === OK ? "" : "failed");
    const pending = {
      call: this.requests.callOf(request),
      attempt: this.requests.attemptOf(request),
      asked: this.asked.get(request) ?? 0,
      hasToken: false,
    };
    if (outcome !== OK && this.hedges.settle(delivery, request)) {
      this.release(request);
      return;
    }
    this.endCall(delivery, call, request);
    if (outcome === OK && (status < 400 || call.poll !== undefined))
      this.ends.succeeded(delivery, call, pending, status);
    else if (status === 409) this.ends.conflicted(delivery, call, pending);
    else if (status >= 400 && status < 500 && status !== 404 && status !== 429)
      this.ends.over(delivery, call, PERMANENT, "failed");
    else this.ends.failed(delivery, pending, TRANSIENT, outcome === REFUSED ? "refused" : "failed");
  }

  /** K3. The caller's patience is at an end. */
  timedOut(request: number): void {
    const delivery = this.requests.callerOf(request);
    this.sending.report(request, false);
    this.sending.trace("answered", request, "timeout");
    this.requests.setTimeout(request, -1);
    const pending = {
      call: this.requests.callOf(request),
      attempt: this.requests.attemptOf(request),
      asked: 0,
      hasToken: false,
    };
    this.abandonCall(request);
    if (delivery < 0) return;
    this.handling.deliveries.setRequest(delivery, -1);
    this.ends.failed(delivery, pending, TIMEOUT, "timeout");
  }

  /** Questions asked before a request, of calls that ask until the answer is there. */
  private readonly asked = new Map<number, number>();

  /** The caller is gone, or has what it wanted: all requests of its call are let go. */
  private abandonCall(request: number): void {
    const delivery = this.requests.callerOf(request);
    const call = this.sending.callOf(request);
    const others = delivery < 0 ? [] : this.hedges.end(delivery);
    for (const each of others) if (each !== request) this.sending.abandon(each);
    if (delivery >= 0) this.leaveBulkhead(call, delivery);
    this.sending.abandon(request);
  }

  /** A call has its answer: the slot among the calls is free, and other requests of it are let go. */
  private endCall(delivery: number, call: Call, request: number): void {
    for (const other of this.hedges.end(delivery))
      if (other !== request) this.sending.abandon(other);
    this.release(request);
    this.handling.deliveries.setRequest(delivery, -1);
    this.leaveBulkhead(call, delivery);
  }

  private release(request: number): void {
    this.sending.stopTimeout(request);
    this.asked.delete(request);
    this.sending.free(request);
  }

  private leaveBulkhead({ bulkhead }: Call, delivery: number): void {
    if (bulkhead === undefined) return;
    const { pendingCalls } = this.handling;
    const next = bulkhead.leave(
      this.handling.deliveries.instanceOf(delivery),
      (waiting, pending) => pendingCalls.get(waiting) === pending,
    );
    if (next === undefined) return;
    const pending = pendingCalls.get(next)!;
    pendingCalls.delete(next);
    this.depart(next, pending);
  }

  /** K9. An attempt passes the caller's own limits before it sets out. */
  private attempt(delivery: number, pending: PendingCall): void {
    const call = this.sending.calls[pending.call]!;
    const { figures } = this.sending.serviceOf(delivery);
    if (!pending.hasToken) figures.called();
    if (call.limiter !== undefined && !pending.hasToken) {
      const wait =
        call.waitsForToken && call.waits ? call.limiter.reserve() : call.limiter.take() ? 0 : -1;
      if (wait > 0) {
        this.wait(delivery, { ...pending, hasToken: true }, wait);
        return;
      }
      if (wait < 0) {
        this.refused(delivery, pending);
        return;
      }
    }
    if (call.breaker?.admits() === false) {
      this.refused(delivery, pending);
      return;
    }
    if (!call.waits) {
      this.depart(delivery, pending);
      return;
    }
    const instance = this.handling.deliveries.instanceOf(delivery);
    if (call.bulkhead?.enter(instance, delivery, pending) === false)
      this.handling.pendingCalls.set(delivery, pending);
    else this.depart(delivery, pending);
  }

  private refused(delivery: number, pending: PendingCall): void {
    this.sending.serviceOf(delivery).figures.callRefused();
    this.ends.failed(delivery, pending, TRANSIENT, "refused");
  }

  private depart(delivery: number, { call: number, attempt, asked }: PendingCall): void {
    const call = this.sending.calls[number]!;
    const request = this.sending.send(delivery, number, attempt, call.policy?.timeout ?? 0);
    if (asked > 0) this.asked.set(request, asked);
    if (!call.waits) return;
    if (call.policy?.hedge !== undefined)
      this.hedges.begin(delivery, number, request, call.policy.hedge);
  }

  private wait(delivery: number, pending: PendingCall, seconds: number): void {
    const { handling, context } = this;
    handling.pendingCalls.set(delivery, pending);
    handling.deliveries.setTimer(
      delivery,
      context.kernel.events.schedule(seconds, CALL_AGAIN, delivery),
    );
  }

  /** K5. What was asked for is done: effects happen, a database writes; and the caller may crash before it knows. */
  private act(call: Call, request: number): void {
    const { interpreter, deliveries, instances } = this.handling;
    if (call.store !== undefined) {
      const status = call.store.perform(request);
      if (status >= 400) {
        this.requests.setOutcome(request, ERROR);
        this.requests.setStatus(request, status);
        return;
      }
    }
    if (call.store === undefined)
      happenAtServer(this.context, interpreter.effects, this.sending, request);
    const caller = this.requests.callerOf(request);
    if (call.crashPoint < 0 || caller < 0 || !interpreter.strikesAt(call.crashPoint)) return;
    const instance = instances[deliveries.instanceOf(caller)]!;
    this.handling.onCrash(instance, interpreter.crashPoints[call.crashPoint]!.drawDownTime());
  }
}
