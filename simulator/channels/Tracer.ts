import type { Clock } from "../kernel/probe/Clock.ts";
import type { Entries } from "./Entries.ts";
import type { Messages } from "./Messages.ts";

/** What can happen to a message on its way, as traces say it. */
export type TraceEvent =
  /** A producer, a handler or a coordinator makes it; `detail` is the number of the message that caused it. */
  | "created"
  /** It sets out along a link. */
  | "sent"
  /** It waits at a cut link. */
  | "held"
  /** A channel turns it away, or it is lost there; `detail` is the cause. */
  | "lost"
  /** A channel has it twice and drops this one. */
  | "deduplicated"
  /** It stands in a subscription or group; `detail` is the cause where the group reads it again. */
  | "entered"
  | "delivered"
  /** A delivery was lost or doubled on its link. */
  | "delivery-lost"
  | "started"
  /** It is handled together with others; `detail` says how many they are, and whose handler it is. */
  | "batched"
  | "completed"
  | "skipped"
  | "failed"
  | "crashed"
  | "acknowledged"
  | "ack-lost"
  /** Its ack counted no more. */
  | "late-ack"
  /** A delivery is taken back; `detail` is the cause. */
  | "taken-back"
  /** It waits for a retry. */
  | "delayed"
  | "ready"
  /** `detail` is the reason. */
  | "dead-lettered"
  | "parked"
  /** A group does not read it any more; `detail` says why. */
  | "removed"
  /** An inbox tells who put it there that it has failed, or crashed: nobody tries it again. */
  | "given-up"
  /** A business effect; `detail` is its name, `isAgain` when the root had it. */
  | "effect"
  | "effect-undone"
  | "called"
  | "answered"
  | "call-failed";

/** One line of a trace. */
export interface TraceNote {
  readonly time: number;
  readonly event: TraceEvent;
  /** Number of the message. */
  readonly message: number;
  /** Number of the message that began everything. */
  readonly root: number;
  readonly type: number;
  /** Index of the node where it happened. */
  readonly node: number;
  /** Index of the link along which it goes, −1 if none. */
  readonly link: number;
  /** Place in the order of entering of its entry in a subscription while it has one, −1 otherwise. */
  readonly entry: number;
  /** Index of the instance, −1 if none. */
  readonly instance: number;
  /** Number of the attempt or delivery, from 1; 0 if none. */
  readonly attempt: number;
  readonly detail: string;
}

/** Where something happened, and what more there is to say; the entry by its row. */
export type TracePlace = Partial<
  Pick<TraceNote, "node" | "link" | "entry" | "instance" | "attempt" | "detail">
>;

/**
 * Writes down what happens to the messages of some roots. Off in an ordinary run, which costs a look at `isOn`:
 * since the same run can be had again, a trace is taken by letting its part of the run happen once more.
 */
export class Tracer {
  isOn = false;
  private readonly clock: Clock;
  private readonly messages: Messages;
  private readonly entries: Entries;
  private roots: ReadonlySet<number> = new Set();
  private notes: TraceNote[] = [];
  private limit = 0;
  /** Numbers of messages whose roots are looked for and have not been seen yet. */
  private sought = new Set<number>();
  private found = new Map<number, number>();

  constructor(clock: Clock, messages: Messages, entries: Entries) {
    this.clock = clock;
    this.messages = messages;
    this.entries = entries;
  }

  /**
   * From now on what happens to everything of these roots is written down.
   * @param roots numbers of root messages
   * @param limit lines at the most; what comes later is left out
   */
  start(roots: ReadonlySet<number>, limit: number): void {
    this.isOn = true;
    this.roots = roots;
    this.notes = [];
    this.limit = limit;
  }

  /**
   * From now on the roots of some messages are looked for.
   * @returns where they are written down: number of the message → number of its root
   */
  seek(messages: readonly number[]): ReadonlyMap<number, number> {
    this.start(new Set(), 0);
    this.sought = new Set(messages);
    this.found = new Map();
    return this.found;
  }

  /** Stops and gives what was written down, in order of time. */
  stop(): TraceNote[] {
    const { notes } = this;
    this.isOn = false;
    this.roots = new Set();
    this.notes = [];
    this.sought = new Set();
    return notes;
  }

  /** Something happens to a message. */
  message(event: TraceEvent, message: number, place: TracePlace): void {
    const { messages } = this;
    const root = messages.idOf(messages.rootOf(message));
    if (this.sought.size > 0 && this.sought.delete(messages.idOf(message)))
      this.found.set(messages.idOf(message), root);
    if (!this.roots.has(root) || this.notes.length >= this.limit) return;
    this.notes.push({
      time: this.clock.now,
      event,
      message: messages.idOf(message),
      root,
      type: messages.typeOf(message),
      node: -1,
      link: -1,
      instance: -1,
      attempt: 0,
      detail: "",
      ...place,
      entry: place.entry === undefined ? -1 : this.orderOf(place.entry),
    });
  }

  private orderOf(entry: number): number {
    return entry < 0 ? -1 : this.entries.sequenceOf(entry) >>> 0;
  }

  /** Something happens to an entry at the node of its channel. */
  stored(event: TraceEvent, entry: number, node: number, detail = ""): void {
    if (this.isOn) this.entry(event, entry, { node, detail });
  }

  /** Something happens to a message where it stands in a subscription. */
  entry(event: TraceEvent, entry: number, place: TracePlace): void {
    this.message(event, this.entries.messageOf(entry), { entry, ...place });
  }
}
