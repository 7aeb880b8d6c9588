import type { Context } from "../channels/Context.ts";
import { whatOf } from "../kernel/Kernel.ts";
import type { Endpoint as EndpointModel } from "../model/index.ts";
import type { Callee } from "./Call.ts";
import type { Calls } from "./Calls.ts";
import type { Deliveries } from "./Deliveries.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import { Inbox, type InboxEnd, type InboxHost } from "./Inbox.ts";
import { ERROR, OK, REFUSED } from "./Requests.ts";
import type { Service } from "./Service.ts";
import { TokenBucket } from "./TokenBucket.ts";

const REQUESTS = 0;
const ANSWERED = 1;
const FAILED = 2;
const TURNED_AWAY = 3;
const ABANDONED = 4;
const SIZE = 5;

/** Counts of one endpoint since the end of the warm-up. */
export interface EndpointCounts {
  readonly requests: number;
  /** Answered with a status under 500. */
  readonly answered: number;
  /** Answered with a status of 500 and more, or by the end of a connection. */
  readonly errors: number;
  /** Turned away before a handler began. */
  readonly refused: number;
  /** Answers for which nobody waited any more. */
  readonly late: number;
}

/** A synchronous entry point (RULES K6 … K9): its requests are handled by the instances of a service, and answered. */
export class Endpoint implements Callee, InboxHost {
  readonly index: number;
  readonly node: number;
  readonly service: Service;
  readonly inbox: Inbox;
  /** From a request's coming to its answer, its waiting included. */
  readonly latencies: number;
  /** Answers by status. */
  readonly statuses = new Map<number, number>();
  private readonly context: Context;
  private readonly calls: Calls;
  private readonly deliveries: Deliveries;
  private readonly counters: number;
  private settings!: EndpointModel;
  private room = Infinity;
  private limiter: TokenBucket | undefined;

  constructor(
    context: Context,
    calls: Calls,
    deliveries: Deliveries,
    service: Service,
    settings: EndpointModel,
  ) {
    this.context = context;
    this.calls = calls;
    this.deliveries = deliveries;
    this.service = service;
    this.index = service.index;
    this.node = service.node;
    this.counters = context.kernel.probe.counters.open(SIZE);
    this.latencies = context.kernel.probe.histograms.open();
    this.inbox = new Inbox(context, `${service.id}/requests`, service.node, this);
    service.inbox = this.inbox;
    this.configure(settings);
  }

  configure(settings: EndpointModel): void {
    this.settings = settings;
    const { queue, shedding, rateLimit } = settings;
    this.room = Math.min(queue === "unlimited" ? Infinity : queue, shedding?.above ?? Infinity);
    this.limiter =
      rateLimit && new TokenBucket(this.context.kernel.events, rateLimit.rate, rateLimit.burst);
  }

  /** K6. A request comes. It is refused when nobody is up, when too many wait, or beyond the rate limit. */
  accept(request: number): number {
    const { inbox } = this;
    this.count(REQUESTS);
    if (!this.service.instances.some(({ isUp, isLeaving }) => isUp && !isLeaving))
      return this.turnAway();
    if (inbox.depth >= this.room && inbox.freeMembers === 0) return this.turnAway();
    const wait = this.limiter === undefined ? 0 : this.waitForToken(this.limiter);
    if (wait < 0) return this.turnAway();
    if (wait === 0) this.begin(request);
    else {
      const { events } = this.context.kernel;
      events.schedule(wait, whatOf(SERVICE_EVENT.requestBegins, this.index), request);
    }
    return OK;
  }

  /** A request may begin: it goes to whoever is free. */
  begin(request: number): void {
    this.inbox.put(this.calls.requests.messageOf(request), request);
  }

  /** K7. A reply step: the answer goes out now, and the handler goes on. */
  reply(delivery: number, status: number): void {
    const request = this.inbox.answered(this.deliveries.entryOf(delivery));
    if (request >= 0) this.answer(request, status);
  }

  /** K7. The handler has ended without a reply step, or its instance has. */
  inboxEnded(request: number, how: InboxEnd): void {
    this.answer(request, how === "completed" ? 200 : how === "failed" ? 500 : 503);
  }

  get counts(): EndpointCounts {
    const value = (counter: number): number =>
      this.context.kernel.probe.counters.value(this.counters + counter);
    return {
      requests: value(REQUESTS),
      answered: value(ANSWERED),
      errors: value(FAILED),
      refused: value(TURNED_AWAY),
      late: value(ABANDONED),
    };
  }

  /** Share of requests that were answered well, of those that have ended; undefined before there is any. */
  get availability(): number | undefined {
    const { answered, errors, refused } = this.counts;
    const ended = answered + errors + refused;
    return ended === 0 ? undefined : answered / ended;
  }

  private answer(request: number, status: number): void {
    const { kernel } = this.context;
    this.count(status < 500 ? ANSWERED : FAILED);
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    if (this.calls.requests.callerOf(request) < 0) this.count(ABANDONED);
    kernel.probe.histograms.add(
      this.latencies,
      kernel.events.now - this.calls.requests.sentAt(request),
    );
    this.calls.answerFrom(request, status >= 500 || status === 429 ? ERROR : OK, status);
  }

  private turnAway(): number {
    this.count(TURNED_AWAY);
    return REFUSED;
  }

  /** Seconds to wait for a token, −1 when there is none and nobody waits. */
  private waitForToken(limiter: TokenBucket): number {
    if (this.settings.rateLimit?.whenExceeded === "wait") return limiter.reserve();
    return limiter.take() ? 0 : -1;
  }

  private count(counter: number): void {
    this.context.kernel.probe.counters.add(this.counters + counter);
  }
}
