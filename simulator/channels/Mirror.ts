import { whatOf } from "../kernel/Kernel.ts";
import { lawOf } from "../kernel/lawOf.ts";
import { STATE_FIRST } from "../kernel/probe/Departures.ts";
import type { Link, TimeDistribution } from "../model/index.ts";
import type { Context } from "./Context.ts";
import { lossNumber } from "./causes.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import { COPY_OF_NETWORK } from "./Messages.ts";
import { type MirrorEnd, type MirrorSummary, NOT_NOW } from "./MirrorEnd.ts";
import { MirroredOffsets } from "./MirroredOffsets.ts";
import type { Wire } from "./Wire.ts";

/** Seconds until a mirror tries again what it could not do: what its clients wait (Kafka, retry.backoff.ms). */
const TRIES_AGAIN_AFTER = 0.1;
/** Subject of a look at positions; that of a partition is one more than its number. */
const POSITIONS = 0;
/** Seconds that are no time: what sums of times are off by. */
const INSTANT = 1e-9;

type Settings = Extract<Link, { kind: "mirror" }>;

/** A record that is to be copied. */
interface Record {
  readonly offset: number;
  readonly message: number;
  readonly due: number;
  /** Streams that it has come through by mirrors. */
  readonly trail: ReadonlySet<string>;
}

/** Copies the records of a stream into another one, and positions of groups too where it is told to (RULES S29, S30). */
export class Mirror {
  readonly id: string;
  private readonly source: MirrorEnd;
  private readonly target: MirrorEnd;
  private readonly context: Context;
  private readonly wire: Wire;
  private readonly index: number;
  private readonly syncOffsets: number | undefined;
  private readonly stream: number;
  private readonly counter: number;
  private law = -1;
  /** Pending looks at what it could not copy, and at positions. */
  lookCount = 0;
  /** By partition of the source: the event that goes on with its line. */
  private readonly pending: ({ readonly event: number; readonly kind: number } | undefined)[] = [];
  /** By partition of the source: what is to be copied, oldest first, and where the copies stand. */
  private readonly lines: Record[][] = [];
  private readonly offsets: MirroredOffsets[] = [];

  constructor(
    context: Context,
    ends: { readonly source: MirrorEnd; readonly target: MirrorEnd; readonly wire: Wire },
    settings: Settings,
  ) {
    this.context = context;
    this.id = ends.wire.id;
    this.source = ends.source;
    this.target = ends.target;
    this.wire = ends.wire;
    this.syncOffsets = settings.syncOffsets;
    this.index = context.mirrors.push(this) - 1;
    this.stream = context.kernel.stream(this.id, "mirror");
    this.counter = context.kernel.probe.counters.open(1);
    this.source.leading.push(this);
    if (this.syncOffsets !== undefined) this.lookAtPositionsLater(this.syncOffsets);
  }

  /** Sets the times of which a copy is behind: the mirror's own, and those of the way. */
  configure(lags: readonly (TimeDistribution | undefined)[]): void {
    const law = { kind: "sum", of: lags.map((lag) => lawOf(lag ?? 0)) } as const;
    const { laws } = this.context.kernel;
    if (this.law < 0) this.law = laws.compile(law);
    else laws.replace(this.law, law);
  }

  /** A record has been appended to the source. One that comes back to where it has been is not copied again. */
  appended(partition: number, offset: number, message: number, trail?: ReadonlySet<string>): void {
    if (trail?.has(this.target.id)) return;
    const { kernel, messages } = this.context;
    const { now } = kernel.events;
    messages.hold(message);
    const line = this.lineOf(partition);
    const transfer = this.wire.pipe?.pass(now, messages.sizeOf(message)) ?? 0;
    const lag = kernel.laws.sample(this.law, this.stream) + this.wire.drawAddedLatency() + transfer;
    const due = Math.max(line.at(-1)?.due ?? 0, now + lag);
    line.push({ offset, message, due, trail: new Set([...(trail ?? []), this.source.id]) });
    if (line.length === 1) this.goOnIn(partition, due - now, CHANNEL_EVENT.mirrorCopies);
  }

  /** Something that was to happen at this time. */
  timer(kind: number, subject: number): void {
    if (kind === CHANNEL_EVENT.mirrorLooks) this.lookCount--;
    if (subject === POSITIONS) this.copyPositions();
    else {
      this.pending[subject - 1] = undefined;
      this.copyDue(subject - 1);
    }
  }

  /** B4. Records from an offset on are gone from the source before they were copied. */
  cutFrom(partition: number, offset: number): void {
    const line = this.lineOf(partition);
    while (line.length > 0 && line.at(-1)!.offset >= offset)
      this.context.messages.done(line.pop()!.message);
  }

  /** S27. The offset before which it has copied everything. */
  settledTo(partition: number): number {
    return this.lineOf(partition)[0]?.offset ?? Infinity;
  }

  get summary(): MirrorSummary {
    const { kernel, messages } = this.context;
    const oldest = this.lines.flatMap(([first]) => first ?? []);
    const ages = oldest.map(({ message }) => kernel.events.now - messages.bornAt(message));
    return {
      copied: kernel.probe.counters.value(this.counter),
      behind: this.lines.reduce((sum, { length }) => sum + length, 0),
      behindSeconds: Math.max(0, ...ages),
    };
  }

  private copyDue(partition: number): void {
    const line = this.lineOf(partition);
    const { now } = this.context.kernel.events;
    for (let first = line[0]; first !== undefined && first.due <= now + INSTANT; first = line[0]) {
      if (!this.copy(partition, first)) {
        this.goOnIn(partition, TRIES_AGAIN_AFTER, CHANNEL_EVENT.mirrorLooks);
        return;
      }
      line.shift();
      this.context.messages.done(first.message);
    }
    if (line[0] !== undefined)
      this.goOnIn(partition, line[0].due - now, CHANNEL_EVENT.mirrorCopies);
  }

  /** Returns false where that has to wait. */
  private copy(partition: number, record: Record): boolean {
    const { source, wire } = this;
    if (!source.isReadable(partition, record.offset)) return false;
    const gone = source.goneBecause(partition, record.offset);
    if (gone !== undefined) {
      if (gone !== "replaced")
        this.context.losses.add(this.target.node, lossNumber(gone), record.message);
      return true;
    }
    // What is lost on the way is sent again.
    if (wire.isCut || wire.loses("publish")) return false;
    const { messages } = this.context;
    const answer = this.send(partition, record, record.message);
    if (answer === NOT_NOW) return false;
    if (wire.duplicates()) {
      const copy = messages.copy(record.message, COPY_OF_NETWORK);
      this.send(partition, record, copy);
      messages.done(copy);
    }
    return true;
  }

  private send(partition: number, { offset, trail }: Record, message: number): number {
    const { target, wire } = this;
    const { kernel, tracer, messages } = this.context;
    const at = target.takeCopy(message, partition % target.width, trail);
    if (at === NOT_NOW) return at;
    const { departures, counters } = kernel.probe;
    if (departures.isOn)
      departures.add(wire.index, STATE_FIRST, kernel.events.now, messages.idOf(message));
    if (tracer.isOn) tracer.message("sent", message, { node: this.source.node, link: wire.index });
    if (at >= 0) {
      counters.add(this.counter);
      if (this.syncOffsets !== undefined) this.offsetsOf(partition).note(offset, at);
    }
    return at;
  }

  /** S30. Positions of the source's groups become those of idle groups of the same names. */
  private copyPositions(): void {
    const { source, target } = this;
    this.lookAtPositionsLater(this.syncOffsets!);
    // Where partitions are joined a position has no counterpart.
    if (this.wire.isCut || !source.isOpen || !target.isOpen || source.width > target.width) return;
    for (const [partition, offsets] of this.offsets.entries()) {
      let least = Infinity;
      for (const { name, committed } of source.positions(partition)) {
        least = Math.min(least, committed);
        const position = offsets.positionOf(committed);
        if (position !== undefined) target.learnPosition(name, partition, position);
      }
      offsets.forgetBefore(least);
    }
  }

  private lookAtPositionsLater(delay: number): void {
    this.schedule(delay, CHANNEL_EVENT.mirrorLooks, POSITIONS);
  }

  private lineOf(partition: number): Record[] {
    while (this.lines.length <= partition) this.lines.push([]);
    return this.lines[partition]!;
  }

  private offsetsOf(partition: number): MirroredOffsets {
    while (this.offsets.length <= partition) this.offsets.push(new MirroredOffsets());
    return this.offsets[partition]!;
  }

  /** Instead of what was to go on with the line before: what that waited for may have been cut off. */
  private goOnIn(partition: number, delay: number, kind: number): void {
    const before = this.pending[partition];
    if (before !== undefined) {
      this.context.kernel.events.cancel(before.event);
      if (before.kind === CHANNEL_EVENT.mirrorLooks) this.lookCount--;
    }
    const event = this.schedule(Math.max(0, delay), kind, partition + 1);
    this.pending[partition] = { event, kind };
  }

  private schedule(delay: number, kind: number, subject: number): number {
    if (kind === CHANNEL_EVENT.mirrorLooks) this.lookCount++;
    return this.context.kernel.events.schedule(delay, whatOf(kind, this.index), subject);
  }
}
