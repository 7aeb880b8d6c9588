import type { Context } from "../channels/Context.ts";
import type { Entries } from "../channels/Entries.ts";
import { type Messages, POISON } from "../channels/Messages.ts";
import type { Tracer } from "../channels/Tracer.ts";
import type { FutureEventList } from "../kernel/FutureEventList.ts";
import type { Histograms } from "../kernel/probe/Histograms.ts";
import { type Deliveries, SKIPPED } from "./Deliveries.ts";
import { GO_ON } from "./Interpreter.ts";
import { FAILURE_KINDS, type Program } from "./Program.ts";
import type { Service } from "./Service.ts";
import type { Settling } from "./Settling.ts";

const PERMANENT = FAILURE_KINDS.indexOf("permanent");
const SCHEMA = FAILURE_KINDS.indexOf("schema");

/** How an attempt begins: it is counted, and finds its first step. */
export class Attempts {
  private readonly context: Context;
  private readonly entries: Entries;
  private readonly messages: Messages;
  private readonly events: FutureEventList;
  private readonly tracer: Tracer;
  private readonly histograms: Histograms;
  private readonly deliveries: Deliveries;
  private readonly program: Program;
  private readonly settling: Settling;

  constructor(context: Context, deliveries: Deliveries, program: Program, settling: Settling) {
    this.context = context;
    this.entries = context.entries;
    this.messages = context.messages;
    this.events = context.kernel.events;
    this.tracer = context.tracer;
    this.histograms = context.kernel.probe.histograms;
    this.deliveries = deliveries;
    this.program = program;
    this.settling = settling;
  }

  /** H3. One more attempt: counts it, takes the waiting time of the first, and sets the handler to its first step. */
  begin(service: Service, delivery: number): void {
    const { entries, messages } = this;
    const entry = this.deliveries.entryOf(delivery);
    const message = entries.messageOf(entry);
    const before = this.deliveries.attemptOf(delivery);
    const isAlone = before > 0 && !this.isCurrent(delivery, entry);
    const started = isAlone ? entries.attemptsOf(entry) : entries.startAttempt(entry);
    const attempt = before > 0 ? before + 1 : started + messages.carriedAttemptsOf(message);
    const step = this.firstStep(service, message, entry, this.deliveries.instanceOf(delivery));
    this.deliveries.begin(delivery, attempt, step);
    if (this.tracer.isOn)
      this.tracer.entry("started", entry, {
        node: service.node,
        instance: this.deliveries.instanceOf(delivery),
        attempt,
      });
    service.figures.started();
    if (started === 1 && entries.isFirstStart(entry)) {
      const waited = this.events.now - entries.enteredAt(entry);
      this.histograms.add(service.figures.waitingTimes, waited);
      if (waited > 0) service.figures.waited();
      for (const watch of service.watches) watch.waited(message, waited);
    }
    if (service.beginsSpecially) this.beginSpecially(service, delivery, message);
  }

  /** H6. Whether others may count what a delivery does: it has not been taken back. */
  private isCurrent(delivery: number, entry: number): boolean {
    const feed = this.context.subscriptions[this.entries.subscriptionOf(entry)]!;
    return feed.isCurrent(entry, this.deliveries.numberOf(delivery));
  }

  private beginSpecially(service: Service, delivery: number, message: number): void {
    if (this.entries.attemptsOf(this.deliveries.entryOf(delivery)) === 1) service.budget?.earn();
    if (service.startsLeases) this.startLease(delivery);
    if (service.acksEarly) this.settling.acknowledge(delivery);
    if (service.records.moment !== undefined && !service.records.isInDatabase)
      this.recognize(service, delivery, message);
  }

  /** D30. The time begins in which the message has to be settled. */
  private startLease(delivery: number): void {
    const entry = this.deliveries.entryOf(delivery);
    const { handlingBegins } = this.context.subscriptions[this.entries.subscriptionOf(entry)]!;
    handlingBegins?.(entry, this.deliveries.numberOf(delivery));
  }

  /** H8. A message that was handled before is acknowledged and not handled again. */
  private recognize(service: Service, delivery: number, message: number): void {
    const { records } = service;
    const instance = this.deliveries.instanceOf(delivery);
    if (records.has(this.context.types, message, instance)) {
      this.deliveries.setFlag(delivery, SKIPPED);
      this.deliveries.setStep(delivery, service.endAddress);
    } else if (records.moment === "before") records.write(this.context.types, message, instance);
  }

  /** H8. A handler that asks its dedup table finds a record: its steps are skipped. */
  ask(service: Service, delivery: number): number {
    const message = this.entries.messageOf(this.deliveries.entryOf(delivery));
    const { records, endAddress } = service;
    if (records.has(this.context.types, message, this.deliveries.instanceOf(delivery))) {
      this.deliveries.setFlag(delivery, SKIPPED);
      this.deliveries.setStep(delivery, endAddress);
    }
    return GO_ON;
  }

  private firstStep(service: Service, message: number, entry: number, instance: number): number {
    const { messages } = this;
    if (messages.hasMark(message, POISON)) return service.failAddress(SCHEMA);
    if (service.contracts?.canRead(instance, message) === false) return service.failAddress(SCHEMA);
    if (
      service.errorProbability > 0 &&
      this.context.kernel.streams.chance(service.faultStream, service.errorProbability)
    )
      return service.failAddress(service.errorKind);
    if (service.protection !== undefined) {
      const { depth } = this.context.subscriptions[this.entries.subscriptionOf(entry)]!;
      if (service.protection.refuses(depth)) return service.failAddress(PERMANENT);
    }
    if (service.inbox !== undefined) {
      const start = service.inbox.startOf(entry);
      if (start >= 0) return start;
    }
    return this.program.wordAt(service.handlers + messages.typeOf(message));
  }
}
