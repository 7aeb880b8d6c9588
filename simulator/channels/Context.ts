import { type Kernel, whatOf } from "../kernel/Kernel.ts";
import type { Publisher } from "../model/index.ts";
import type { BrokerNodes } from "./BrokerNodes.ts";
import type { Channel } from "./Channel.ts";
import { LOSS_CAUSES, type LossCause, lossNumber } from "./causes.ts";
import { Entries } from "./Entries.ts";
import { Exemplars } from "./Exemplars.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import type { Feed } from "./Feed.ts";
import { Leases } from "./Leases.ts";
import type { Receiver } from "./Member.ts";
import type { Messages } from "./Messages.ts";
import type { MessageTypes } from "./MessageTypes.ts";
import type { Mirror } from "./Mirror.ts";
import type { Port } from "./Port.ts";
import { StreamTransactions } from "./StreamTransactions.ts";
import { Tracer } from "./Tracer.ts";

/** How a node publishes, as far as a broker that loses something has to know. */
export type Publishing = Pick<
  Publisher,
  "confirm" | "retryAfter" | "deliveryTimeout" | "mandatory"
>;

/**
 * What all channels of a run share. A class and no literal: where the second run comes by a literal, V8 makes a pattern of it, forgets of
 * which classes its fields are, and throws away the machine code that the first run has made.
 */
export class Context {
  readonly kernel: Kernel;
  readonly messages: Messages;
  readonly entries: Entries;
  readonly leases: Leases;
  readonly types: MessageTypes;
  readonly losses: Losses;
  readonly exemplars: Exemplars;
  readonly tracer: Tracer;
  /** Who is given what the channels deliver. */
  readonly receiver: Receiver;
  readonly transactions: StreamTransactions;
  /** Who wants to know how the commands of sagas end. */
  onCommandEnded: (root: number, isAcknowledged: boolean) => void = () => undefined;
  readonly ports: Port[] = [];
  /** D12. Whether somebody asks how often messages have been dead-lettered. */
  countsDeaths = false;
  /** Whether a dead letter of a ring of channels is being taken in right now. */
  isLetterInRing = false;
  readonly subscriptions: Feed[] = [];
  readonly channels: Channel[] = [];
  /** Told by source when a publication that waited for a leader has been taken. */
  readonly taken: ((message: number) => void)[] = [];
  /** Told when a handler that waits for room to publish is gone: its publications wait on, for nobody. */
  readonly forgetWaiter: ((waiter: number) => void)[] = [];
  /** How each node of the system publishes, by its index. */
  readonly publishing: Publishing[] = [];
  readonly brokers: BrokerNodes[] = [];
  readonly mirrors: Mirror[] = [];

  /** @param receiverFor makes the part that is given messages; the context that it gets has everything but itself */
  constructor(
    kernel: Kernel,
    types: MessageTypes,
    nodeCount: number,
    receiverFor: (context: Context) => Receiver,
  ) {
    this.kernel = kernel;
    this.messages = types.messages;
    this.entries = new Entries(kernel.events, kernel.slabs);
    this.leases = new Leases(kernel.events, this.entries, (subscription) =>
      whatOf(CHANNEL_EVENT.leaseEnds, subscription),
    );
    this.types = types;
    this.exemplars = new Exemplars(types.messages);
    this.tracer = new Tracer(kernel.events, types.messages, this.entries);
    this.losses = new Losses(kernel, this.exemplars, this.tracer, nodeCount);
    // Receiver and context need each other; nothing runs before both are whole.
    this.receiver = receiverFor(this);
    this.transactions = new StreamTransactions(this);
  }
}

/** Losses of the whole run, by cause and by the node where they happened. */
export class Losses {
  private readonly kernel: Kernel;
  private readonly exemplars: Exemplars;
  private readonly tracer: Tracer;
  private readonly first: number;
  /** A message that is not lost when a node refuses it, and that node: who publishes it keeps it (O2, P14). −1 if none. */
  private kept = -1;
  private keptAt = -1;

  constructor(kernel: Kernel, exemplars: Exemplars, tracer: Tracer, nodeCount: number) {
    this.kernel = kernel;
    this.exemplars = exemplars;
    this.tracer = tracer;
    this.first = kernel.probe.counters.open(nodeCount * LOSS_CAUSES.length);
  }

  /** O2, P14. Who publishes a message keeps it, should this node refuse it: until `keepNone`. */
  keep(message: number, node: number): void {
    this.kept = message;
    this.keptAt = node;
  }
  keepNone(): void {
    this.kept = -1;
  }

  /** A node refuses a message: it is lost, unless who publishes it keeps it. */
  refused(node: number, cause: number, message: number): void {
    if (message !== this.kept || node !== this.keptAt) this.add(node, cause, message);
  }

  /** One more message was lost at a node, out of an entry if it stood there in one. */
  add(node: number, cause: number, message: number, entry = -1): void {
    this.kernel.probe.counters.add(this.first + node * LOSS_CAUSES.length + cause);
    this.exemplars.note("lost", cause, node, message);
    if (this.tracer.isOn)
      this.tracer.message("lost", message, { node, entry, detail: LOSS_CAUSES[cause]! });
  }

  /** Losses at a node since the end of the warm-up, without those that are 0. */
  of(node: number): Partial<Record<LossCause, number>> {
    const result: Partial<Record<LossCause, number>> = {};
    for (const cause of LOSS_CAUSES) {
      const count = this.kernel.probe.counters.value(
        this.first + node * LOSS_CAUSES.length + lossNumber(cause),
      );
      if (count > 0) result[cause] = count;
    }
    return result;
  }

  /** All losses at a node since the start of the run. */
  sinceStart(node: number): number {
    let total = 0;
    for (let cause = 0; cause < LOSS_CAUSES.length; cause++) {
      total += this.kernel.probe.counters.sinceStart(
        this.first + node * LOSS_CAUSES.length + cause,
      );
    }
    return total;
  }
}
