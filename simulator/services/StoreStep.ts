import type { Context } from "../channels/Context.ts";
import type { Handled, StoreWork } from "./Call.ts";
import type { EffectFigures } from "./EffectFigures.ts";
import type { Handling } from "./Handling.ts";
import type { Outbox } from "./Outbox.ts";
import type { Publication } from "./Publication.ts";
import type { Publishing } from "./Publishing.ts";
import type { Service } from "./Service.ts";
import type { Store } from "./Store.ts";
import { type Change, commit, type Transactions } from "./Transactions.ts";

/** The parts of a run that database steps work with. */
export interface StoreParts {
  readonly context: Context;
  readonly handling: Handling;
  readonly transactions: Transactions;
  readonly publishing: Publishing;
}

/** What a read, write or outbox step asks of its database. */
export interface StoreRequest {
  readonly work: "read" | "write" | "outbox" | "record";
  readonly service: Service;
  readonly store: Store | undefined;
  /** Index of its key among the values of a root, −1 if none is named. */
  readonly key: number;
  readonly expects: "anything" | "present" | "own-write";
  readonly isOptimistic: boolean;
  readonly rows: number;
  /** Law of the size of what is stored, −1 if none is named. */
  readonly size: number;
  /** Transaction that it is part of, and whether it commits it. */
  readonly transaction: string | undefined;
  readonly isLast: boolean;
  /** Whether the record of a deduplicating consumer is written with the commit. */
  readonly records: boolean;
  readonly effects: readonly number[];
  readonly outbox: { readonly outbox: Outbox; readonly publication: Publication } | undefined;
}

/** What a request carries with it. */
interface Ticket extends Handled {
  readonly key: number;
  readonly rows: number;
  readonly size: number;
  readonly expected: number;
  readonly delivery: number;
  readonly instance: number;
  /** The other messages of its batch. */
  readonly others: readonly Handled[];
  readonly changes: readonly Change[];
}

/** A step that reads, writes or commits: what it does at the database, and when (RULES, parts DB and T). */
export class StoreStep implements StoreWork {
  private readonly parts: StoreParts;
  private readonly request: StoreRequest;
  private readonly tickets = new Map<number, Ticket>();
  bytesRead = 0;

  constructor(parts: StoreParts, request: StoreRequest) {
    this.parts = parts;
    this.request = request;
  }

  prepare(request: number, delivery: number, others: readonly Handled[]): void {
    const { context, handling, transactions } = this.parts;
    const { key, rows, size, service, store, isOptimistic, transaction, isLast } = this.request;
    const { deliveries } = handling;
    const entry = deliveries.entryOf(delivery);
    const message = context.entries.messageOf(entry);
    const instance = deliveries.instanceOf(delivery);
    const value = key < 0 ? -1 : context.messages.rootValue(message, key);
    this.tickets.set(request, {
      key: value,
      rows: rows * (1 + others.length),
      size: size < 0 ? 0 : context.kernel.laws.sample(size, service.stream),
      expected: isOptimistic ? (store?.versionFor(delivery, value) ?? -1) : -1,
      delivery,
      instance,
      cause: handling.interpreter.causeOf(delivery),
      entry,
      message,
      others,
      changes: transaction !== undefined && isLast ? transactions.take(delivery, transaction) : [],
    });
  }

  bytesSent(request: number): number {
    return this.tickets.get(request)?.size ?? 0;
  }

  extraSeconds(request: number): number {
    const ticket = this.tickets.get(request);
    if (ticket === undefined || this.request.store === undefined) return 0;
    const { key, rows, size } = ticket;
    return this.request.store.extraSeconds(key, rows, size, this.request.work === "read");
  }

  perform(request: number): number {
    const { context, handling, transactions } = this.parts;
    const { work, store, transaction, isLast, expects } = this.request;
    const ticket = this.tickets.get(request)!;
    this.tickets.delete(request);
    this.bytesRead = work === "read" ? (store?.bytesOf(ticket.key) ?? 0) : 0;
    if (work === "read") {
      const isWaiting = handling.deliveries.requestOf(ticket.delivery) === request;
      const root = context.messages.rootOf(ticket.message);
      const status =
        store?.read(ticket.key, root, isWaiting ? ticket.delivery : -1, expects) ?? 200;
      if (status >= 400) return status;
    }
    const change = this.changeOf(ticket);
    if (transaction === undefined || isLast) return commit([...ticket.changes, change]);
    if (handling.deliveries.requestOf(ticket.delivery) === request)
      transactions.add(ticket.delivery, transaction, change);
    return 200;
  }

  private changeOf(ticket: Ticket): Change {
    return {
      check: () => {
        if (this.isRecordedMeanwhile(ticket)) return 409;
        return this.request.work === "write" && ticket.key >= 0
          ? (this.request.store?.check(ticket.key, ticket.expected, ticket.size) ?? 200)
          : 200;
      },
      apply: () => this.apply(ticket),
    };
  }

  /** H8. The record is a unique row: a transaction that would write it a second time fails as a whole. */
  private isRecordedMeanwhile({ message, instance }: Ticket): boolean {
    const { records, service } = this.request;
    return (
      records &&
      service.records.moment === "transaction" &&
      service.records.has(this.parts.context.types, message, instance)
    );
  }

  private apply(ticket: Ticket): void {
    const { context, handling, publishing } = this.parts;
    const { work, store, outbox, service, records, effects } = this.request;
    const { messages } = context;
    if (work === "write" && ticket.key >= 0) {
      store?.write(ticket.key, messages.rootOf(ticket.message), this.request.rows, ticket.size);
      for (const { message } of ticket.others)
        store?.write(
          messages.rootValue(message, this.request.key),
          messages.rootOf(message),
          this.request.rows,
          0,
        );
    }
    if (outbox !== undefined)
      for (const message of publishing.make(
        service,
        ticket.instance,
        ticket.message,
        outbox.publication,
      ))
        outbox.outbox.commit(message, outbox.publication.port);
    for (const each of [ticket, ...ticket.others]) {
      if (records) service.records.write(context.types, each.message, ticket.instance);
      happen(handling.interpreter.effects, service, effects, each);
    }
  }
}

/** Effects of a step happen, for the message that is handled. */
function happen(
  figures: EffectFigures,
  service: Service,
  effects: readonly number[],
  { message, cause, entry }: Handled,
): void {
  for (const effect of effects) {
    if (effect < 0) figures.undo(message, -1 - effect, service);
    else if (figures.happen(message, effect, cause, service.node, entry))
      service.figures.repeatedEffect();
  }
}
