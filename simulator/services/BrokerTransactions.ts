import type { Context } from "../channels/Context.ts";
import type { Member } from "../channels/Member.ts";
import { StreamChannel } from "../channels/StreamChannel.ts";
import type { Handling } from "./Handling.ts";
import { FAILED, GO_ON } from "./Interpreter.ts";
import { FAILURE_KINDS } from "./Program.ts";
import type { Publication } from "./Publication.ts";
import type { Publishing } from "./Publishing.ts";
import type { Service } from "./Service.ts";

const TRANSIENT = FAILURE_KINDS.indexOf("transient");
/** Seconds after which a broker aborts a transaction of a publisher that says nothing. */
const TIMEOUT = 60;

/** What a handler has published in its transaction: in streams at once, elsewhere when it commits. */
interface Open {
  readonly service: Service;
  readonly instance: number;
  transaction: number;
  readonly later: Publication[];
}

/**
 * Broker transactions of handlers (RULES T4, T5): what is published in one is seen by readers of committed messages
 * when the handler has got to its end, together with the ack of what was read, or not at all.
 */
export class BrokerTransactions {
  private readonly context: Context;
  private readonly handling: Handling;
  private readonly publishing: Publishing;
  private readonly open = new Map<number, Open>();
  /** Transactions of processes that are gone. */
  private orphans: Open[] = [];

  constructor(context: Context, handling: Handling, publishing: Publishing) {
    this.context = context;
    this.handling = handling;
    this.publishing = publishing;
    handling.onUnfinished = (delivery, hasCrashed) =>
      hasCrashed ? this.orphan(delivery) : this.abort(delivery);
  }

  /** A handler begins: what an earlier one left open in its place was aborted, and what the process before this one left too. */
  begin(delivery: number, service: Service): number {
    this.abort(delivery);
    const instance = this.handling.deliveries.instanceOf(delivery);
    for (const orphan of this.orphans.filter((each) => each.instance === instance))
      this.end(orphan);
    this.orphans = this.orphans.filter((each) => each.instance !== instance);
    this.open.set(delivery, { service, instance, transaction: -1, later: [] });
    return GO_ON;
  }

  /** A publication is part of the transaction. */
  add(delivery: number, publication: Publication): number {
    const open = this.open.get(delivery);
    if (open === undefined) return GO_ON;
    if (!(publication.port.channel instanceof StreamChannel)) {
      open.later.push(publication);
      return GO_ON;
    }
    const { timeout } = open.service.settings.publisher.transaction ?? { timeout: TIMEOUT };
    if (open.transaction < 0) open.transaction = this.context.transactions.begin(timeout);
    this.publish(delivery, open, publication);
    return GO_ON;
  }

  /** The transaction commits: all of it is visible, and the ack goes with it where it is covered. One that was aborted, or whose handler was shut out, fails. */
  commit(delivery: number, service: Service): number {
    const open = this.open.get(delivery);
    if (open === undefined) return GO_ON;
    const { transactions } = this.context;
    const isOver = open.transaction >= 0 && !transactions.isOpen(open.transaction);
    if (isOver || this.isShutOut(delivery, service)) {
      this.abort(delivery);
      return FAILED + TRANSIENT;
    }
    this.open.delete(delivery);
    for (const publication of open.later) this.publish(delivery, open, publication);
    if (open.transaction >= 0) transactions.end(open.transaction, "committed");
    const covers = service.settings.publisher.transaction?.covers ?? "publishes-and-acks";
    if (covers === "publishes-and-acks") this.acknowledge(delivery);
    return GO_ON;
  }

  private acknowledge(delivery: number): void {
    const { subscription } = this.handling.memberOf(delivery);
    const entry = this.handling.deliveries.entryOf(delivery);
    this.handling.acknowledge(delivery);
    subscription.ackedInTransaction?.(entry);
  }

  /** A handler has failed: nothing of its transaction is to be seen. */
  abort(delivery: number): void {
    const open = this.open.get(delivery);
    if (open === undefined) return;
    this.open.delete(delivery);
    this.end(open);
  }

  /** The process of a handler is gone: its transaction stays open until its successor begins one, or the broker has waited long enough. */
  orphan(delivery: number): void {
    const open = this.open.get(delivery);
    if (open === undefined) return;
    this.open.delete(delivery);
    if (open.transaction >= 0) this.orphans.push(open);
  }

  private end({ transaction }: Open): void {
    if (transaction >= 0) this.context.transactions.end(transaction, "aborted");
  }

  /** A successor has what this handler works on: what it would commit is refused. */
  private isShutOut(delivery: number, { settings }: Service): boolean {
    const { fenced } = settings.publisher.transaction ?? { fenced: true };
    const { deliveries } = this.handling;
    const member: Member = this.handling.memberOf(delivery);
    const entry = deliveries.entryOf(delivery);
    return fenced && !member.subscription.isCurrent(entry, deliveries.numberOf(delivery));
  }

  private publish(delivery: number, open: Open, publication: Publication): void {
    const { messages, transactions } = this.context;
    const parent = this.context.entries.messageOf(this.handling.deliveries.entryOf(delivery));
    const made = this.publishing.make(open.service, open.instance, parent, publication);
    for (const message of made) {
      if (open.transaction >= 0 && publication.port.channel instanceof StreamChannel)
        transactions.mark(message, open.transaction);
      open.service.publisher.publish(message, publication.port, -1);
      messages.done(message);
    }
  }
}
