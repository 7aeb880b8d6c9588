import type { TraceEvent, TraceNote } from "../channels/Tracer.ts";

/** What a stretch of a message's life was: on a link, in line, before a retry, in an instance's buffer, in a handler, in a call. */
export type SpanKind = "link" | "wait" | "delay" | "buffer" | "handling" | "call";

/** Something that happened at one instant within a span. */
export interface SpanMark {
  readonly time: number;
  readonly event: TraceEvent;
  /** Cause, reason, or name of an effect. */
  readonly detail: string;
}

/** One stretch of a message's life. Times in simulated seconds. */
export interface Span {
  readonly kind: SpanKind;
  /** Number of the message. */
  readonly message: number;
  readonly messageType: string;
  /** Where it is: the channel, consumer or server; of a link its source. */
  readonly node: string;
  readonly link?: string;
  /** Instance of the consumer, from 0. */
  readonly instance?: number;
  /** Number of the attempt (of a handling or call) or delivery, from 1. */
  readonly attempt?: number;
  /** Index in the trace of the handling that made this message or call; −1 for what nobody's handling made. */
  readonly parent: number;
  readonly start: number;
  /** Undefined while it lasts. */
  end: number | undefined;
  /** How it ended, and why. */
  outcome: TraceEvent | undefined;
  cause: string;
  readonly marks: SpanMark[];
}

/** The tree of everything that one root message caused. */
export interface Trace {
  /** Number of the root message. */
  readonly root: number;
  readonly messageType: string;
  readonly start: number;
  /** Time of the last thing that happened. */
  readonly end: number;
  readonly spans: readonly Span[];
}

/** What a trace needs of the system to call things by their names. */
export interface TraceNames {
  readonly types: readonly string[];
  readonly nodes: readonly string[];
  readonly links: readonly string[];
  /** Index of the node at the end of each link. */
  readonly targets: readonly number[];
}

/** Puts the notes of one run together to the traces of their roots, in the order of the roots' numbers. */
export function tracesOf(notes: readonly TraceNote[], names: TraceNames): Trace[] {
  const byRoot = new Map<number, TraceNote[]>();
  for (const note of notes) {
    const list = byRoot.get(note.root);
    if (list === undefined) byRoot.set(note.root, [note]);
    else list.push(note);
  }
  return [...byRoot.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, list]) => new TraceBuilder(names).build(list));
}

/** A span that lasts, and what tells whether a note is about it. */
interface Open {
  readonly index: number;
  readonly kind: SpanKind;
  readonly message: number;
  readonly entry: number;
  /** Index of the node where it will end: the target of a link, else where it is. */
  readonly node: number;
  readonly attempt: number;
}

/** Spans that something ends in the subscription where it happens. */
const IN_LINE: readonly SpanKind[] = ["wait", "delay", "buffer", "handling"];

class TraceBuilder {
  private readonly names: TraceNames;
  private readonly spans: Span[] = [];
  private open: Open[] = [];
  /** The handling that made a message. */
  private readonly makers = new Map<number, number>();

  constructor(names: TraceNames) {
    this.names = names;
  }

  build(notes: readonly TraceNote[]): Trace {
    for (const note of notes) this.take(note);
    const [first] = notes;
    return {
      root: first!.root,
      messageType: this.names.types[first!.type]!,
      start: first!.time,
      end: notes[notes.length - 1]!.time,
      spans: this.spans,
    };
  }

  private take(note: TraceNote): void {
    switch (note.event) {
      case "created":
        this.makers.set(note.message, this.handlingOf(note.entry));
        break;
      case "sent":
        this.endLinks(note);
        this.begin("link", note, this.names.targets[note.link]!);
        break;
      case "entered":
        this.endLinks(note);
        this.begin("wait", note, note.node);
        break;
      case "delivered":
        this.end(note, ["wait"]);
        this.begin("buffer", note, -1);
        break;
      case "started":
        this.end(note, ["buffer"]);
        this.begin("handling", note, note.node);
        break;
      case "taken-back":
      case "delayed":
      case "ready":
        this.comeBack(note);
        break;
      case "called":
        this.begin("call", note, note.node);
        break;
      default:
        this.takeEnd(note);
    }
  }

  private takeEnd(note: TraceNote): void {
    switch (note.event) {
      case "completed":
      case "skipped":
      case "failed":
        this.end(note, ["handling"]);
        break;
      case "crashed":
        this.end(note, ["handling", "buffer"]);
        break;
      case "answered":
        this.end(note, ["call"]);
        break;
      case "lost":
      case "deduplicated":
        this.endLinks(note);
        this.endAt(note);
        break;
      case "dead-lettered":
      case "parked":
      case "removed":
      case "given-up":
      case "acknowledged":
        this.end(note, ["wait", "delay"]);
        this.mark(note);
        break;
      default:
        this.mark(note);
    }
  }

  /** A delivery is over for its channel; the consumer may go on with it and not know. */
  private comeBack(note: TraceNote): void {
    if (note.event === "taken-back") {
      this.mark(note);
      this.end(note, ["buffer"]);
      this.begin("wait", note, note.node);
    } else if (note.event === "delayed") {
      this.end(note, ["wait"]);
      this.begin("delay", note, note.node);
    } else {
      this.end(note, ["delay", "wait"]);
      this.begin("wait", note, note.node);
    }
  }

  private begin(kind: SpanKind, note: TraceNote, endsAt: number): void {
    const { names } = this;
    const isCall = kind === "call";
    this.open.push({
      index: this.spans.length,
      kind,
      message: note.message,
      entry: note.entry,
      node: endsAt,
      attempt: note.attempt,
    });
    this.spans.push({
      kind,
      message: note.message,
      messageType: names.types[note.type]!,
      node: names.nodes[note.node] ?? names.nodes[names.targets[note.link] ?? -1] ?? "",
      ...(note.link >= 0 && { link: names.links[note.link]! }),
      ...(note.instance >= 0 && { instance: note.instance }),
      ...(note.attempt > 0 && { attempt: note.attempt }),
      parent: isCall ? this.handlingOf(note.entry) : (this.makers.get(note.message) ?? -1),
      start: note.time,
      end: undefined,
      outcome: undefined,
      cause: "",
      marks: note.detail === "" ? [] : [markOf(note)],
    });
  }

  /** Ends the oldest span of one of these kinds that the note is about. */
  private end(note: TraceNote, kinds: readonly SpanKind[]): void {
    const fits = (open: Open) =>
      kinds.includes(open.kind) &&
      (open.kind === "call"
        ? open.message === note.message && open.node === note.node && open.attempt === note.attempt
        : open.entry === note.entry);
    const found = this.open.find(fits);
    if (found !== undefined) this.close(found, note);
  }

  /** The message has come to the end of a link. */
  private endLinks(note: TraceNote): void {
    const found = this.open.find(
      (open) => open.kind === "link" && open.message === note.message && open.node === note.node,
    );
    if (found !== undefined) this.close(found, note);
  }

  /** The message is gone where it stood. */
  private endAt(note: TraceNote): void {
    const found = this.open.find(
      (open) =>
        IN_LINE.includes(open.kind) && open.message === note.message && open.node === note.node,
    );
    if (found !== undefined) this.close(found, note);
    else this.mark(note);
  }

  private close(open: Open, note: TraceNote): void {
    const span = this.spans[open.index]!;
    span.end = note.time;
    span.outcome = note.event;
    span.cause = note.detail;
    this.open = this.open.filter((other) => other !== open);
  }

  /** Something that ends nothing is written beside what it happened in: the call or handling, else the latest span of the message. */
  private mark(note: TraceNote): void {
    const isInside = (open: Open) =>
      open.message === note.message &&
      (open.node === note.node || (note.entry >= 0 && open.entry === note.entry));
    const exactly = lastIndexOf(
      this.open,
      (open) => isInside(open) && note.attempt > 0 && open.attempt === note.attempt,
    );
    const inside = exactly >= 0 ? exactly : lastIndexOf(this.open, isInside);
    const index =
      this.open[inside]?.index ?? lastIndexOf(this.spans, (span) => span.message === note.message);
    this.spans[index]?.marks.push(markOf(note));
  }

  private handlingOf(entry: number): number {
    return this.open.find((open) => open.kind === "handling" && open.entry === entry)?.index ?? -1;
  }
}

function markOf({ time, event, detail }: TraceNote): SpanMark {
  return { time, event, detail };
}

function lastIndexOf<T>(list: readonly T[], fits: (value: T) => boolean): number {
  for (let i = list.length - 1; i >= 0; i--) if (fits(list[i]!)) return i;
  return -1;
}
