import type { Context } from "../channels/Context.ts";
import { lossNumber } from "../channels/causes.ts";
import type { Member, Receiver } from "../channels/Member.ts";
import { whatOf } from "../kernel/Kernel.ts";
import { RUNNING, WAITING } from "./Deliveries.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { Handling } from "./Handling.ts";
import type { InboxEnd, InboxHost } from "./Inbox.ts";
import { BLOCKED, COMPLETED, GO_ON } from "./Interpreter.ts";
import { FAILURE_KINDS } from "./Program.ts";
import type { Service } from "./Service.ts";
import type { AwaitStep, Wait } from "./Wait.ts";
import {
  FORGOTTEN,
  JOINED,
  LATE,
  ORPHANS,
  TIMED_OUT,
  WaitFigures,
  type WaitSummary,
} from "./WaitFigures.ts";

const TIMEOUT = FAILURE_KINDS.indexOf("timeout");

/** The waits of one service for messages of the same key: replies, and joins (RULES, part W). */
export class Waits implements Receiver, InboxHost {
  readonly index: number;
  private readonly context: Context;
  private readonly handling: Handling;
  private readonly service: Service;
  private readonly figures: WaitFigures;
  private readonly waits = new Map<string, Wait>();
  private readonly byId = new Map<number, Wait>();
  private readonly byRoot = new Map<number, string[]>();
  private readonly byWaiter = new Map<number, Wait>();
  private nextId = 0;
  private readonly steps: AwaitStep[] = [];

  constructor(context: Context, handling: Handling, service: Service, index: number) {
    this.context = context;
    this.handling = handling;
    this.service = service;
    this.index = index;
    this.figures = new WaitFigures(context.kernel.probe);
  }

  /** Adds an await step. Returns its number. */
  add(step: AwaitStep): number {
    return this.steps.push(step) - 1;
  }

  setOnTimeout(step: number, address: number): void {
    this.steps[step]!.onTimeout = address;
  }

  /** W1 … W3. A handler comes to an await step. */
  arrive(number: number, delivery: number): number {
    const step = this.steps[number]!;
    const { deliveries } = this.handling;
    const message = this.context.entries.messageOf(deliveries.entryOf(delivery));
    const instance = deliveries.instanceOf(delivery);
    const type = this.context.messages.typeOf(message);
    const wait = this.waitFor(number, step, message, instance);
    if (!step.types.includes(type)) return this.hold(wait, delivery);
    if (wait.state !== "open") return this.comeAfterEnd(wait, message);
    if (!wait.come.has(type)) this.come(wait, message, type);
    if (wait.come.size === step.types.length) return this.complete(wait, message);
    return step.holdsSlot && wait.waiter < 0 ? this.hold(wait, delivery) : COMPLETED;
  }

  /** W4. A reply comes to the service: it needs no slot. */
  deliver(member: Member, entry: number): void {
    const { kernel } = this.context;
    if (member.deliveryDelay < 0) this.replyArrives(member, entry);
    else
      kernel.delays.after(
        member.deliveryDelay,
        member.wire.stream,
        whatOf(SERVICE_EVENT.replyArrives, member.index),
        entry,
      );
  }

  publicationAdmitted(): void {}

  /** W4. A reply has crossed its link: it finds who asked, or comes too late, or finds nobody. */
  replyArrives(member: Member, entry: number): void {
    const { entries, messages } = this.context;
    const message = entries.messageOf(entry);
    const type = messages.typeOf(message);
    const number = entries.deliveriesOf(entry);
    const wait = this.waitOfReply(message, type);
    if (wait === undefined || wait.state === "gone") this.figures.count(ORPHANS);
    else if (wait.state !== "open") this.comeAfterEnd(wait, message);
    else {
      wait.come.add(type);
      if (wait.come.size === wait.step.types.length) this.complete(wait, message);
    }
    const { subscription } = member;
    if (subscription.isCurrent(entry, number)) subscription.ack(member, entry, number);
    subscription.unpin(entry);
    member.giveUp();
    subscription.serve(member);
  }

  /** W2. The time of a handler that waits in its slot is over. */
  slotTimeout(delivery: number): void {
    const { deliveries } = this.handling;
    deliveries.setTimer(delivery, -1);
    const wait = this.byWaiter.get(delivery);
    if (wait === undefined) return;
    this.timeOut(wait);
    const { onTimeout } = wait.step;
    deliveries.setStep(delivery, onTimeout < 0 ? this.service.failAddress(TIMEOUT) : onTimeout);
    deliveries.setPhase(delivery, RUNNING);
    this.handling.proceed(delivery);
  }

  /** W3. The time of a set that waits without a slot is over: its steps for that are handled like a message. */
  setTimeout(id: number): void {
    const wait = this.byId.get(id);
    if (wait === undefined || wait.state !== "open") return;
    wait.timer = -1;
    const kept = wait.kept[0];
    if (wait.step.onTimeout >= 0 && kept !== undefined)
      this.service.inbox?.put(kept, id, wait.step.onTimeout);
    this.timeOut(wait);
  }

  /** What was to be done at the end of a wait has been done, or has to be done again. */
  inboxEnded(id: number, how: InboxEnd): void {
    const wait = this.byId.get(id);
    if (how !== "crashed" || wait === undefined || wait.step.isInMemory) return;
    this.service.inbox?.put(wait.root, id, wait.step.onTimeout);
  }

  /** An instance is gone, and with it who waited in it and what it had in memory. */
  forgetInstance(instance: number): void {
    for (const wait of this.waits.values()) {
      if (wait.instance !== instance || wait.state !== "open") continue;
      if (wait.waiter >= 0) wait.state = "gone";
      else if (!wait.step.isInMemory) continue;
      else {
        this.figures.count(FORGOTTEN);
        for (const message of wait.kept)
          this.context.losses.add(this.service.node, lossNumber("acknowledged-early"), message);
        this.stopTimer(wait);
        wait.state = "gone";
      }
      this.forgetWaiter(wait);
      this.release(wait);
    }
  }

  /** A handler that waited has been stopped. */
  abandon(delivery: number): void {
    const wait = this.byWaiter.get(delivery);
    if (wait !== undefined) this.timeOut(wait);
  }

  /** A root has ended: nothing of it will come any more. */
  rootEnded(root: number): void {
    for (const key of this.byRoot.get(root) ?? []) {
      const wait = this.waits.get(key);
      if (wait === undefined || wait.root !== root) continue;
      this.waits.delete(key);
      this.byId.delete(wait.id);
    }
    this.byRoot.delete(root);
  }

  get summary(): WaitSummary {
    let waiting = 0;
    for (const wait of this.waits.values()) if (wait.state === "open") waiting++;
    return { ...this.figures.counts, waiting };
  }

  private waitFor(number: number, step: AwaitStep, message: number, instance: number): Wait {
    const value = this.context.messages.rootValue(message, step.key);
    const key = `${step.isInMemory ? `${instance}:` : ""}${number}:${value}`;
    const known = this.waits.get(key);
    if (known !== undefined && (known.state !== "gone" || step.isInMemory)) return known;
    const root = this.context.messages.rootOf(message);
    const wait: Wait = {
      id: this.nextId++,
      step,
      key,
      root,
      instance,
      since: this.context.kernel.events.now,
      come: new Set(),
      kept: [],
      state: "open",
      waiter: -1,
      timer: -1,
      completedBy: -1,
    };
    this.waits.set(key, wait);
    this.byId.set(wait.id, wait);
    this.byRoot.set(root, [...(this.byRoot.get(root) ?? []), key]);
    return wait;
  }

  private waitOfReply(message: number, type: number): Wait | undefined {
    for (const [number, step] of this.steps.entries()) {
      if (!step.types.includes(type)) continue;
      const wait = this.waits.get(
        `${number}:${this.context.messages.rootValue(message, step.key)}`,
      );
      if (wait !== undefined) return wait;
    }
    return undefined;
  }

  /** W2. The handler keeps its slot until all have come. */
  private hold(wait: Wait, delivery: number): number {
    const { events } = this.context.kernel;
    wait.waiter = delivery;
    this.byWaiter.set(delivery, wait);
    this.handling.deliveries.setPhase(delivery, WAITING);
    const { timeout } = wait.step;
    if (timeout !== undefined)
      this.handling.deliveries.setTimer(
        delivery,
        events.scheduleInLane(
          events.laneFor(timeout),
          whatOf(SERVICE_EVENT.waitEnds, this.index * 2),
          delivery,
        ),
      );
    return BLOCKED;
  }

  /** W3. One more of a set has come: it is kept, and from the first one on the time runs. */
  private come(wait: Wait, message: number, type: number): void {
    const { messages, kernel } = this.context;
    wait.come.add(type);
    messages.hold(message);
    wait.kept.push(message);
    const { timeout, holdsSlot } = wait.step;
    if (timeout === undefined || holdsSlot || wait.timer >= 0) return;
    wait.timer = kernel.events.scheduleInLane(
      kernel.events.laneFor(timeout),
      whatOf(SERVICE_EVENT.waitEnds, this.index * 2 + 1),
      wait.id,
    );
  }

  private complete(wait: Wait, message: number): number {
    const { kernel, messages } = this.context;
    this.figures.count(JOINED);
    this.figures.took(kernel.events.now - wait.since);
    wait.state = "complete";
    wait.completedBy = messages.idOf(message);
    this.stopTimer(wait);
    const { waiter } = wait;
    this.forgetWaiter(wait);
    let next = GO_ON;
    if (waiter >= 0) {
      const { deliveries } = this.handling;
      const timer = deliveries.timerOf(waiter);
      if (timer >= 0) kernel.events.cancel(timer);
      deliveries.setPhase(waiter, RUNNING);
      this.handling.proceedLater(waiter);
      next = COMPLETED;
    }
    this.release(wait);
    return next;
  }

  /** W3. What comes when its wait has ended is taken note of, and dropped; the one that ended it may come again. */
  private comeAfterEnd(wait: Wait, message: number): number {
    const isCompleter = wait.completedBy === this.context.messages.idOf(message);
    if (wait.state === "complete" && isCompleter && !wait.step.holdsSlot) return GO_ON;
    if (!isCompleter) this.figures.count(LATE);
    return COMPLETED;
  }

  private timeOut(wait: Wait): void {
    this.figures.count(TIMED_OUT);
    wait.state = "timed-out";
    this.forgetWaiter(wait);
    this.release(wait);
  }

  private forgetWaiter(wait: Wait): void {
    if (wait.waiter >= 0) this.byWaiter.delete(wait.waiter);
    wait.waiter = -1;
  }

  private stopTimer(wait: Wait): void {
    if (wait.timer >= 0) this.context.kernel.events.cancel(wait.timer);
    wait.timer = -1;
  }

  private release(wait: Wait): void {
    for (const message of wait.kept.splice(0)) this.context.messages.done(message);
  }
}
