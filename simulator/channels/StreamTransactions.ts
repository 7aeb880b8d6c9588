import { whatOf } from "../kernel/Kernel.ts";
import type { Context } from "./Context.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import { IN_TRANSACTION } from "./Messages.ts";
import type { StreamVisibility } from "./StreamVisibility.ts";

/** A record of a transaction, where it stands. */
interface Stretch {
  readonly message: number;
  readonly visibility: StreamVisibility;
  readonly partition: number;
  readonly offset: number;
}

interface Transaction {
  readonly number: number;
  state: "open" | "committed" | "aborted";
  readonly records: Stretch[];
  readonly messages: Set<number>;
  timer: number;
}

/**
 * Transactions of publishers whose records stand in streams (RULES T5): they are appended at once, and readers of
 * committed messages wait before the first one that is open.
 *
 * Source: Apache Kafka, KIP-98; the last stable offset.
 */
export class StreamTransactions {
  private readonly context: Context;
  private readonly known = new Map<number, Transaction>();
  private readonly ofMessage = new Map<number, Transaction>();
  private count = 0;

  constructor(context: Context) {
    this.context = context;
  }

  /** Begins a transaction that the broker aborts after a time. Returns its number. */
  begin(timeout: number): number {
    const number = this.count++;
    const what = whatOf(CHANNEL_EVENT.transactionTimeout, 0);
    const timer = this.context.kernel.events.schedule(timeout, what, number);
    this.known.set(number, { number, state: "open", records: [], messages: new Set(), timer });
    return number;
  }

  /** A message is part of a transaction. */
  mark(message: number, transaction: number): void {
    const known = this.known.get(transaction);
    if (known === undefined) return;
    const { messages } = this.context;
    messages.mark(message, IN_TRANSACTION);
    messages.store(message);
    known.messages.add(message);
    this.ofMessage.set(message, known);
  }

  /** A record of a transaction was appended. Returns whether readers of committed messages have to wait for it. */
  appended(
    message: number,
    visibility: StreamVisibility,
    partition: number,
    offset: number,
  ): "open" | "committed" | "aborted" {
    const transaction = this.ofMessage.get(message);
    if (transaction === undefined) return "committed";
    if (transaction.state === "open")
      transaction.records.push({ message, visibility, partition, offset });
    else this.forget(message);
    return transaction.state;
  }

  isOpen(transaction: number): boolean {
    return this.known.get(transaction)?.state === "open";
  }

  /** A transaction ends. What it has published is there for all, or never for those who read what is committed. */
  end(number: number, state: "committed" | "aborted"): void {
    const transaction = this.known.get(number);
    if (transaction === undefined || transaction.state !== "open") return;
    const { kernel } = this.context;
    transaction.state = state;
    if (transaction.timer >= 0) kernel.events.cancel(transaction.timer);
    for (const { message, visibility, partition, offset } of transaction.records.splice(0)) {
      visibility.ended(partition, offset, state);
      transaction.messages.delete(message);
      this.forget(message);
    }
    // What is still on its way arrives in a transaction that has ended.
    if (state === "committed") for (const message of transaction.messages) this.forget(message);
    this.known.delete(number);
  }

  private forget(message: number): void {
    if (this.ofMessage.delete(message)) this.context.messages.forget(message);
  }

  /** The broker has waited long enough. */
  timeout(number: number): void {
    const transaction = this.known.get(number);
    if (transaction === undefined) return;
    transaction.timer = -1;
    this.end(number, "aborted");
  }
}
