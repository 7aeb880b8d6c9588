import type { Context } from "../channels/Context.ts";
import type { RedeliveryCause } from "../channels/causes.ts";
import type { Feed } from "../channels/Feed.ts";
import type { Line } from "../channels/Line.ts";
import type { Member } from "../channels/Member.ts";
import { whatOf } from "../kernel/Kernel.ts";
import { SETTLED } from "./Deliveries.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { Handling } from "./Handling.ts";
import { expose, unwatch } from "./hazards.ts";
import type { Instance } from "./Instance.ts";
import { stopWaitingForRoom } from "./publications.ts";

/** Work of a paused handler: what its step still needs, in seconds, and what the event was for. */
interface Suspended {
  readonly delivery: number;
  readonly remaining: number;
  readonly what: number;
}

/** Life and death of instances (RULES, part L): crash, restart, pause. */
export class Lifecycle {
  private readonly context: Context;
  private readonly handling: Handling;
  private readonly suspended = new Map<Instance, Suspended[]>();

  constructor(context: Context, handling: Handling) {
    this.context = context;
    this.handling = handling;
    handling.sessionEnds = (feed, entry) => this.endSession(feed, entry);
    handling.memberEnds = (member, cause) => this.dropMember(member, cause);
    handling.isAtWork = (feed, entry) => this.isAtWork(feed, entry);
    handling.onHold = (instance, delivery, what) =>
      this.suspended.get(instance)?.push({ delivery, remaining: 0, what });
    handling.onCrash = (instance, downFor) => this.crash([instance], downFor);
  }

  /**
   * L1. Processes are gone, all of them at once: their handlers stop where they are, and what they held and
   * had not acknowledged goes back as its channel says (D6). None of them is given what another one held.
   * @param downFor seconds until they are up again, ∞ when somebody else sees to that
   */
  crash(instances: readonly Instance[], downFor: number): void {
    const struck = instances.filter((instance) => instance.isUp);
    for (const instance of struck) {
      instance.isUp = false;
      instance.refreshMembers();
    }
    for (const instance of struck) this.bringDown(instance, downFor);
  }

  private bringDown(instance: Instance, downFor: number): void {
    const { kernel } = this.context;
    const { service } = instance;
    service.figures.crashed();
    this.noteCaught(instance);
    service.contracts?.forget(instance.index);
    this.suspended.delete(instance);
    this.handling.polling.stop(instance);
    service.records.forgetInstance(instance.index);
    service.waits?.forgetInstance(instance.index);
    service.coordinates?.forgetInstance(instance.index);
    const running = instance.running.length;
    service.busySlots -= running;
    if (instance.pauses === 0) kernel.probe.gauges.add(instance.busyGauge, -running);
    for (const line of [instance.running, instance.followers, instance.buffer, instance.inTransit])
      this.abortAll(instance, line);
    for (const member of instance.members) {
      member.subscription.memberLost(member);
      member.subscription.dispatch();
    }
    instance.backAt = downFor < Infinity ? kernel.events.now + downFor : Number.NaN;
    if (!service.instances.some(({ isUp }) => isUp)) service.inbox?.turnAway();
    if (downFor < Infinity)
      instance.restartEvent = kernel.events.schedule(
        downFor,
        whatOf(SERVICE_EVENT.restart, instance.index),
        0,
      );
  }

  /** Where its messages are when it goes down. */
  private noteCaught({ service: { lastCrash }, running, buffer, inTransit }: Instance): void {
    const { handling, context } = this;
    lastCrash.strike(context.kernel.events.now);
    const note = (line: Line, addressOf: (delivery: number) => number) => {
      for (let delivery = line.head; delivery >= 0; delivery = line.nextOf(delivery))
        lastCrash.had(context.messages.typeOf(handling.messageOf(delivery)), addressOf(delivery));
    };
    note(running, (delivery) => handling.deliveries.stepOf(delivery));
    note(buffer, () => -1);
    note(inTransit, () => -1);
  }

  /** L2. The process is up again, empty. */
  restart(instance: Instance): void {
    if (instance.isUp) return;
    if (instance.restartEvent >= 0) this.context.kernel.events.cancel(instance.restartEvent);
    instance.restartEvent = -1;
    instance.backAt = Number.NaN;
    instance.isUp = true;
    instance.begin(this.context.kernel.events.now);
    this.serve(instance);
  }

  /** The event that was to bring an instance up has come. */
  restartDue(instance: Instance): void {
    instance.restartEvent = -1;
    this.restart(instance);
  }

  /** L3. The process stands still: nothing is lost or taken back, it gets nothing new, leases run on. */
  pause(instance: Instance): void {
    instance.pauses++;
    if (instance.pauses > 1) return;
    const { deliveries } = this.handling;
    const { events, probe } = this.context.kernel;
    // A handler that stands still is not at work.
    probe.gauges.add(instance.busyGauge, -instance.running.length);
    instance.refreshMembers();
    const list: Suspended[] = [];
    for (
      let delivery = instance.running.head;
      delivery >= 0;
      delivery = instance.running.nextOf(delivery)
    ) {
      const timer = deliveries.timerOf(delivery);
      if (timer < 0) continue;
      list.push({
        delivery,
        remaining: events.timeOf(timer) - events.now,
        what: events.whatOf(timer),
      });
      events.cancel(timer);
      deliveries.setTimer(delivery, -1);
    }
    this.suspended.set(instance, list);
  }

  /** L3. The process goes on where it stood. */
  resume(instance: Instance): void {
    if (instance.pauses === 0) return;
    instance.pauses--;
    if (instance.pauses > 0) return;
    this.context.kernel.probe.gauges.add(instance.busyGauge, instance.running.length);
    for (const { delivery, remaining, what } of this.suspended.get(instance) ?? []) {
      this.handling.deliveries.setTimer(
        delivery,
        this.context.kernel.events.schedule(remaining, what, delivery),
      );
    }
    this.suspended.delete(instance);
    if (instance.hazard !== undefined) this.exposeAll(instance);
    this.serve(instance);
  }

  /** Mended: handlers that go on can fail again. */
  private exposeAll(instance: Instance): void {
    const { running } = instance;
    for (let delivery = running.head; delivery >= 0; delivery = running.nextOf(delivery))
      expose(this.context.kernel, instance, delivery);
  }

  private serve(instance: Instance): void {
    instance.refreshMembers();
    this.handling.fillSlots(instance);
    for (const member of instance.members) member.subscription.serve(member);
    this.handling.polling.ask(instance);
  }

  private abortAll(instance: Instance, line: Line): void {
    while (line.length > 0) {
      const delivery = line.head;
      line.remove(delivery);
      this.abort(instance, delivery);
    }
  }

  /** L1. A delivery is gone with its instance. */
  private abort(instance: Instance, delivery: number): void {
    this.handling.onUnfinished(delivery, true);
    const { deliveries, settling } = this.handling;
    this.stopTimer(delivery);
    stopWaitingForRoom(this.handling, this.context, delivery);
    settling.crashed(instance.service, delivery);
    unwatch(this.context.kernel, instance, delivery);
    this.handling.pendingCalls.delete(delivery);
    if (deliveries.requestOf(delivery) >= 0)
      this.handling.onAbandon(deliveries.requestOf(delivery));
    const member = this.handling.memberOf(delivery);
    if (deliveries.hasFlag(delivery, SETTLED)) settling.loseEarly(instance.service, delivery);
    else
      member.subscription.disconnect(deliveries.entryOf(delivery), deliveries.numberOf(delivery));
    member.giveUp();
    this.handling.forget(member, delivery);
  }

  /** F4. Channels are gone: what was delivered is taken back, what is buffered is dropped, what runs goes on in vain. */
  dropAll(feeds: readonly Feed[]): void {
    for (const feed of feeds) {
      for (const member of feed.members) this.dropMember(member, "channel-outage");
      feed.channelLost();
    }
  }

  /** D24. Whether an instance that is up and does not stand still handles the latest delivery of an entry. */
  private isAtWork(feed: Feed, entry: number): boolean {
    const { deliveries, instances } = this.handling;
    return feed.members.some((member) => {
      const { running, isUp, pauses } = instances[member.instance]!;
      if (!isUp || pauses > 0) return false;
      for (let each = running.head; each >= 0; each = running.nextOf(each)) {
        const isIts = deliveries.entryOf(each) === entry;
        if (isIts && feed.isCurrent(entry, deliveries.numberOf(each))) return true;
      }
      return false;
    });
  }

  /** D19. The session of the member that holds a delivery of an entry ends. */
  private endSession(feed: Feed, entry: number): void {
    const { deliveries } = this.handling;
    for (const member of feed.members) {
      const { running, buffer, inTransit } = this.handling.instances[member.instance]!;
      for (const line of [running, buffer, inTransit])
        for (let each = line.head; each >= 0; each = line.nextOf(each)) {
          const isIts =
            deliveries.entryOf(each) === entry && deliveries.memberOf(each) === member.index;
          if (!isIts || !feed.isCurrent(entry, deliveries.numberOf(each))) continue;
          this.dropMember(member, "lease-expired");
          return;
        }
    }
  }

  /** What a member holds is taken back: what is buffered is dropped, what runs goes on in vain. */
  private dropMember(member: Member, cause: RedeliveryCause): void {
    const instance = this.handling.instances[member.instance]!;
    for (const line of [instance.running, instance.followers, instance.buffer, instance.inTransit])
      this.dropFrom(instance, line, member, cause);
  }

  private stopTimer(delivery: number): void {
    const timer = this.handling.deliveries.timerOf(delivery);
    if (timer >= 0) this.context.kernel.events.cancel(timer);
  }

  private dropFrom(instance: Instance, line: Line, member: Member, cause: RedeliveryCause): void {
    for (let delivery = line.head, next = -1; delivery >= 0; delivery = next) {
      next = line.nextOf(delivery);
      if (this.handling.deliveries.memberOf(delivery) !== member.index) continue;
      member.subscription.takeBack(
        this.handling.deliveries.entryOf(delivery),
        this.handling.deliveries.numberOf(delivery),
        cause,
      );
      if (line === instance.running) continue;
      line.remove(delivery);
      this.stopTimer(delivery);
      member.giveUp();
      this.handling.forget(member, delivery);
    }
  }
}
