import type { Feed } from "../channels/Feed.ts";
import { NOBODY } from "../channels/Member.ts";
import { OrderWatch } from "../channels/OrderWatch.ts";
import type { Port } from "../channels/Port.ts";
import type { ResponseWatch } from "../channels/ResponseWatch.ts";
import { Backoff } from "../kernel/Backoff.ts";
import type { Kernel } from "../kernel/Kernel.ts";
import { lawOf } from "../kernel/lawOf.ts";
import type { HistogramSummary } from "../kernel/probe/Histograms.ts";
import type { Consumer, Fault } from "../model/index.ts";
import type { ColdStarts } from "./ColdStarts.ts";
import type { Contracts } from "./Contracts.ts";
import type { Inbox } from "./Inbox.ts";
import type { Instance } from "./Instance.ts";
import { LastCrash } from "./LastCrash.ts";
import type { Orchestrator } from "./Orchestrator.ts";
import { FAILURE_KINDS, WORDS } from "./Program.ts";
import type { Publisher } from "./Publisher.ts";
import { Records } from "./Records.ts";
import { RetryBudget } from "./RetryBudget.ts";
import { SelfProtection } from "./SelfProtection.ts";
import { ServiceAtWork, UNLIMITED } from "./ServiceAtWork.ts";
import type { TimesByClass } from "./TimesByClass.ts";
import type { Waits } from "./Waits.ts";
import type { WithdrawnFigures } from "./Withdrawals.ts";

/** A crash that strikes when a handler comes to a step. */
export interface StepCrash {
  readonly atStep: NonNullable<Extract<Fault, { fault: "crash" }>["atStep"]>;
  readonly drawDownTime: () => number;
}

/** A consumer: its instances, its parameters and its handlers. */
export class Service extends ServiceAtWork {
  readonly id: string;
  readonly index: number;
  /** Index of its node in the system. */
  readonly node: number;
  readonly instances: Instance[] = [];
  /** What it reads, whether or not there is an instance. */
  readonly feeds: Feed[] = [];
  /** Who wants to know of the times of its messages one by one. */
  watches: readonly ResponseWatch[] = NOBODY;
  /** The same by attribute, and of those that met a cold start. */
  readonly classes = new Map<string, TimesByClass>();
  coldStarts: ColdStarts | undefined = undefined;
  readonly publisher: Publisher;
  readonly lastCrash = new LastCrash();
  settings!: Consumer;
  /** Delay of its cold start, −1 if it has none. */
  coldStart = -1;
  /** Lane of the time that a handler may take, −1 if any. */
  timeLimitLane = -1;
  /** It acknowledges before its handlers begin. */
  acksEarly = false;
  /** Whether the beginning of an attempt is more than that: an early ack, a record, a budget. */
  beginsSpecially = false;
  /** D30. Leases of what it is given run from the start of its handlers. */
  startsLeases = false;
  /** Time for which a batch is filled before it is worked on, 0 if none. */
  window = 0;
  /** Histogram of how many messages its batches had, −1 where it has none. */
  batchFigure = -1;
  /** Limit of its retries as a share of first attempts. */
  budget: RetryBudget | undefined = undefined;
  maxAttempts = 1;
  backoff!: Backoff;
  /** Times are multiplied by it (faults). Who changes it calls `see`. */
  slowFactor = Number.NaN;
  /** Attempts that fail by a fault: share and kind of failure. Who changes the share calls `see`. */
  errorProbability = Number.NaN;
  errorKind = 0;
  /** Random stream of what faults decide, so that they leave the others alone. */
  readonly faultStream: number;
  /** Where the consumer itself sends dead letters, if a link leads from it. */
  deadLetterPort: Port | undefined = undefined;
  /** Retry channels by the attempt after which they are taken; 0 stands for every other. */
  readonly retryPorts = new Map<number, Port>();
  /** Crashes that strike at steps of its handlers. */
  readonly stepCrashes: StepCrash[] = [];
  /** What comes to it otherwise than through a channel. */
  inbox: Inbox | undefined = undefined;
  /** The saga that it coordinates. */
  coordinates: Orchestrator | undefined = undefined;
  /** What its handlers wait for. */
  waits: Waits | undefined = undefined;
  /** Contract versions that its instances read and write, where that matters. */
  contracts: Contracts | undefined = undefined;
  /** How it protects itself, where it does. */
  protection: SelfProtection | undefined = undefined;
  /** What it did with facts that were withdrawn, where types withdraw others. */
  withdrawn: WithdrawnFigures | undefined = undefined;
  /** Whether its instances may have to look versions up in a registry. */
  looksUp = false;
  /** Whether a handler may have to wait before it begins, though it has a slot: for a cold start, or a look-up. */
  beginsLate = false;
  /** Whether its settings leave it to the steps of its handlers alone how they begin and end (`PlainHandling`). */
  isPlain = false;
  /** It stands for users or an outside service, and is no node of its own. */
  isHidden = false;
  /** Which messages overtook others. */
  readonly order = new OrderWatch();
  /** What it has handled before, where it deduplicates. */
  readonly records: Records;
  /** Address of the end of a handler. */
  endAddress = 0;
  /** Address of the instructions that fail, one for each kind. */
  failAddresses = 0;
  private readonly kernel: Kernel;
  private readonly backoffStream: number;
  private retriedKinds = 0;

  constructor(
    kernel: Kernel,
    id: string,
    index: number,
    node: number,
    settings: Consumer,
    publisher: Publisher,
  ) {
    super(kernel, id);
    this.publisher = publisher;
    this.kernel = kernel;
    this.slowFactor = 1;
    this.errorProbability = 0;
    this.id = id;
    this.index = index;
    this.node = node;
    this.faultStream = kernel.stream(id, "faults");
    this.records = new Records(kernel.events);
    this.backoffStream = kernel.stream(id, "backoff");
    this.configure(settings);
  }

  /** Sets the parameters. */
  configure(settings: Consumer): void {
    this.settings = settings;
    this.publisher.configure(settings.publisher);
    this.records.configure(settings.deduplication);
    this.concurrency = settings.concurrency === "unlimited" ? UNLIMITED : settings.concurrency;
    const { coldStart } = settings;
    if (coldStart === undefined) this.coldStart = -1;
    else if (this.coldStart < 0) this.coldStart = this.kernel.delays.compile(lawOf(coldStart));
    else this.kernel.delays.replace(this.coldStart, lawOf(coldStart));
    const { timeLimit } = settings;
    this.timeLimitLane = timeLimit === undefined ? -1 : this.kernel.events.laneFor(timeLimit);
    this.concurrencyLimit = settings.concurrencyLimit ?? UNLIMITED;
    const isProtected = settings.rateLimit !== undefined || settings.shedding !== undefined;
    this.protection = isProtected ? new SelfProtection(this.kernel.events, settings) : undefined;
    this.acksEarly = settings.ack === "before-handler";
    this.acksOnDelivery = settings.ack === "on-delivery";
    const { budget } = settings.retry;
    this.budget = budget && new RetryBudget(this.kernel.events, budget);
    this.batch = settings.poll?.batch ?? 0;
    this.window = settings.poll?.window ?? 0;
    this.handlesBatches = settings.poll?.outcome === "per-batch";
    if (this.handlesBatches && this.batchFigure < 0)
      this.batchFigure = this.kernel.probe.histograms.open();
    this.gathers = this.window > 0 || this.handlesBatches;
    this.asksAtIntervals = settings.poll?.interval !== undefined;
    this.maxAttempts = settings.retry.attempts === "unlimited" ? Infinity : settings.retry.attempts;
    this.backoff = new Backoff(this.kernel, settings.retry.backoff, this.backoffStream);
    this.retriedKinds = settings.retry.on.reduce(
      (mask, kind) => mask | (1 << FAILURE_KINDS.indexOf(kind)),
      0,
    );
    this.see();
  }

  /** Sees what has a say in its handlers. Call it when the world is built, and after each change. */
  see(): void {
    this.beginsLate = this.coldStart >= 0 || this.looksUp;
    this.startsLeases = this.instances.some(({ members }) =>
      members.some(({ subscription }) => subscription.handlingBegins !== undefined),
    );
    this.beginsSpecially =
      this.acksEarly ||
      this.startsLeases ||
      this.records.moment !== undefined ||
      this.budget !== undefined;
    const isAlone = this.contracts === undefined && this.inbox === undefined;
    const isUnprotected = this.protection === undefined && this.concurrencyLimit === UNLIMITED;
    const isUnwatched =
      this.withdrawn === undefined && this.receives === undefined && this.watches.length === 0;
    this.isPlain =
      isAlone &&
      isUnprotected &&
      isUnwatched &&
      !(this.beginsSpecially || this.beginsLate || this.acksOnDelivery) &&
      !(this.batch > 0 || this.gathers || this.asksAtIntervals) &&
      !this.instances.some(({ isWatched, followers }) => isWatched || followers.length > 0);
    const isDisturbed = this.slowFactor !== 1 || this.errorProbability > 0;
    this.plainSlots = this.isPlain && !isDisturbed ? this.concurrency : 0;
    for (const instance of this.instances) instance.see();
  }

  /** Deliveries that an instance may hold. */
  get prefetch(): number {
    const { prefetch, poll } = this.settings;
    if (this.window > 0) return this.batch;
    if (poll !== undefined && !this.asksBySlot) return 1;
    if (prefetch === "unlimited" || this.acksOnDelivery) return UNLIMITED;
    return prefetch ?? this.concurrency;
  }

  /** Deliveries of a stream that an instance may hold: one for each slot, a batch, or all that is handed on. */
  get slotsForStreams(): number {
    const { poll, prefetch } = this.settings;
    if (poll?.handOff !== undefined) return UNLIMITED;
    if (this.handlesBatches) return this.batch;
    return typeof prefetch === "number" ? Math.min(prefetch, this.concurrency) : this.concurrency;
  }

  get batchSummary(): HistogramSummary {
    return this.kernel.probe.histograms.summaryOf(this.batchFigure);
  }

  /** Tells somebody else of the times of its messages too. */
  watch(watch: ResponseWatch): void {
    this.watches = [...this.watches, watch];
    for (const { members } of this.instances)
      for (const member of members) member.watchedBy(this.watches);
  }

  /** Address of the instruction that fails in this way. */
  failAddress(kind: number): number {
    return this.failAddresses + kind * WORDS;
  }

  /** H10. What one poll takes fits into the slots: each slot that is free waits for a message by itself. */
  private get asksBySlot(): boolean {
    return !this.asksAtIntervals && !this.handlesBatches && this.batch <= this.concurrency;
  }

  /** Whether a failure of this kind is tried again at all. */
  retries(kind: number): boolean {
    return (this.retriedKinds & (1 << kind)) !== 0;
  }
}
