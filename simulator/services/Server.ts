import type { Context } from "../channels/Context.ts";
import { whatOf } from "../kernel/Kernel.ts";
import { lawOf } from "../kernel/lawOf.ts";
import type { Database, Dependency } from "../model/index.ts";
import type { Callee } from "./Call.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import { ERROR, OK, REFUSED, type Requests } from "./Requests.ts";
import { TokenBucket } from "./TokenBucket.ts";

const CALLS = 0;
const ERRORS = 1;
const REFUSALS = 2;
const HANGS = 3;
const RECOGNIZED = 4;
const SIZE = 5;

/** Kinds of work that a server does. */
export type ServerWork = "call" | "read" | "write";

/** Counts of one server since the end of the warm-up. */
export interface ServerCounts {
  readonly calls: number;
  readonly errors: number;
  readonly refused: number;
  readonly neverAnswered: number;
  /** Calls whose idempotency key it knew: they had no second effect. */
  readonly recognized: number;
}

/** What answers: a dependency or a database, with its slots, its line, its latency and its errors. */
export class Server implements Callee {
  readonly id: string;
  readonly index: number;
  readonly node: number;
  /** From a request's coming to its answer, its waiting included. */
  readonly latencies: number;
  readonly busyGauge: number;
  readonly waitingGauge: number;
  /** Times are multiplied by it (faults). */
  slowFactor = 1;
  /** Share of requests that fail by a fault. */
  faultErrors = 0;
  /** Answers nothing (outage). */
  outages = 0;
  /** DB5, DB6. Seconds that a request takes longer for what it moves; undefined where none does. */
  extraSecondsOf: ((request: number) => number) | undefined = undefined;
  private readonly context: Context;
  private readonly requests: Requests;
  private readonly stream: number;
  private readonly counters: number;
  private readonly laws: Record<ServerWork | "error", number>;
  private settings!: Dependency | Database;
  private limiter: TokenBucket | undefined = undefined;
  private hasErrorLatency = false;
  private concurrency = 1;
  private room = Infinity;
  private busy = 0;
  private head = -1;
  private tail = -1;
  private waiting = 0;

  constructor(
    context: Context,
    requests: Requests,
    id: string,
    index: number,
    node: number,
    settings: Dependency | Database,
  ) {
    this.context = context;
    this.requests = requests;
    this.id = id;
    this.index = index;
    this.node = node;
    const { kernel } = context;
    this.stream = kernel.stream(id, "answers");
    this.counters = kernel.probe.counters.open(SIZE);
    this.latencies = kernel.probe.histograms.open();
    this.busyGauge = kernel.probe.gauges.open();
    this.waitingGauge = kernel.probe.gauges.open();
    const zero = (): number => kernel.delays.compile({ kind: "constant", value: 0 });
    this.laws = { call: zero(), read: zero(), write: zero(), error: zero() };
    this.configure(settings);
  }

  configure(settings: Dependency | Database): void {
    const { delays, events } = this.context.kernel;
    this.settings = settings;
    this.concurrency = settings.concurrency === "unlimited" ? Infinity : settings.concurrency;
    if (settings.kind === "dependency") {
      this.room = settings.queue === "unlimited" ? Infinity : settings.queue;
      this.limiter =
        settings.rateLimit &&
        new TokenBucket(events, settings.rateLimit.rate, settings.rateLimit.burst);
      this.hasErrorLatency = settings.errorLatency !== undefined;
      delays.replace(this.laws.call, lawOf(settings.latency));
      delays.replace(this.laws.error, lawOf(settings.errorLatency ?? 0));
    } else {
      delays.replace(this.laws.read, lawOf(settings.readLatency));
      delays.replace(this.laws.write, lawOf(settings.writeLatency));
    }
  }

  get counts(): ServerCounts {
    const value = (counter: number): number =>
      this.context.kernel.probe.counters.value(this.counters + counter);
    return {
      calls: value(CALLS),
      errors: value(ERRORS),
      refused: value(REFUSALS),
      neverAnswered: value(HANGS),
      recognized: value(RECOGNIZED),
    };
  }

  /** It knew the key of a call that it was asked again. */
  recognized(): void {
    this.context.kernel.probe.counters.add(this.counters + RECOGNIZED);
  }

  /** Requests that wait for a slot. */
  get waitingCount(): number {
    return this.waiting;
  }
  get busyCount(): number {
    return this.busy;
  }
  /** Share of the slots that are busy now, 0 when they are unlimited. */
  get load(): number {
    return this.concurrency === Infinity ? 0 : this.busy / this.concurrency;
  }

  /** Busy slots as a share of all, 0 when they are unlimited. */
  get utilization(): number {
    return this.concurrency === Infinity
      ? 0
      : this.context.kernel.probe.gauges.meanOf(this.busyGauge) / this.concurrency;
  }

  /** A request comes. Returns `REFUSED` when it is refused at once, else `OK`: the answer comes later, if ever. */
  accept(request: number, work: ServerWork): number {
    const { kernel } = this.context;
    kernel.probe.counters.add(this.counters + CALLS);
    const wait = this.limiter === undefined ? 0 : this.waitForToken(this.limiter);
    if (wait < 0) return this.refuse();
    if (wait === 0) return this.admit(request, work);
    kernel.events.schedule(wait, whatOf(SERVICE_EVENT.serverTokenComes, this.index), request);
    return OK;
  }

  /** K13. Beyond the rate a request is refused, or waits for the next token. */
  private waitForToken(limiter: TokenBucket): number {
    const { settings } = this;
    const waits = settings.kind === "dependency" && settings.rateLimit?.whenExceeded === "wait";
    if (waits) return limiter.reserve();
    return limiter.take() ? 0 : -1;
  }

  /** A request that is within the rate: it is served, waits for a slot, or is refused. */
  admit(request: number, work: ServerWork): number {
    const { kernel } = this.context;
    const hangs = this.settings.kind === "dependency" ? this.settings.hangs : 0;
    if (hangs > 0 && kernel.streams.chance(this.stream, hangs)) {
      kernel.probe.counters.add(this.counters + HANGS);
      return OK;
    }
    if (this.busy < this.concurrency && this.outages === 0) this.serve(request, work);
    else if (this.waiting < this.room) this.queue(request);
    else return this.refuse();
    return OK;
  }

  /** An answer is ready: the slot is free for the next in line. */
  served(request: number, workOf: (request: number) => ServerWork): void {
    const { kernel } = this.context;
    this.busy--;
    kernel.probe.gauges.add(this.busyGauge, -1);
    kernel.probe.histograms.add(this.latencies, kernel.events.now - this.requests.sentAt(request));
    this.serveWaiting(workOf);
  }

  /** Serves who waits, for as long as there are slots. */
  serveWaiting(workOf: (request: number) => ServerWork): void {
    while (this.head >= 0 && this.busy < this.concurrency && this.outages === 0) {
      const request = this.head;
      this.head = this.requests.nextOf(request);
      if (this.head < 0) this.tail = -1;
      this.waiting--;
      this.context.kernel.probe.gauges.add(this.waitingGauge, -1);
      this.serve(request, workOf(request));
    }
  }

  private serve(request: number, work: ServerWork): void {
    const { kernel } = this.context;
    this.busy++;
    kernel.probe.gauges.add(this.busyGauge, 1);
    const isError = this.drawError();
    this.requests.setOutcome(request, isError ? ERROR : OK);
    if (isError) kernel.probe.counters.add(this.counters + ERRORS);
    const law = isError && this.hasErrorLatency ? this.laws.error : this.laws[work];
    const what = whatOf(SERVICE_EVENT.served, this.index);
    const extra = isError || this.extraSecondsOf === undefined ? 0 : this.extraSecondsOf(request);
    if (extra > 0) {
      const time = kernel.laws.sample(law, this.stream) + extra;
      kernel.events.schedule(time * this.slowFactor, what, request);
    } else kernel.delays.afterStretched(law, this.slowFactor, this.stream, what, request);
  }

  private drawError(): boolean {
    const { streams } = this.context.kernel;
    const { errorRate } = this.settings;
    if (errorRate > 0 && streams.chance(this.stream, errorRate)) return true;
    return this.faultErrors > 0 && streams.chance(this.stream, this.faultErrors);
  }

  private queue(request: number): void {
    this.requests.setNext(request, -1);
    if (this.tail >= 0) this.requests.setNext(this.tail, request);
    else this.head = request;
    this.tail = request;
    this.waiting++;
    this.context.kernel.probe.gauges.add(this.waitingGauge, 1);
  }

  private refuse(): number {
    this.context.kernel.probe.counters.add(this.counters + REFUSALS);
    return REFUSED;
  }
}
