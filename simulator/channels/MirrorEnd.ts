import type { Stream } from "../model/index.ts";
import type { Context } from "./Context.ts";
import type { LossCause } from "./causes.ts";
import { COME_IN, type Entrance } from "./Entrance.ts";
import type { GroupStarts } from "./GroupStarts.ts";
import type { StreamFront } from "./StreamFront.ts";
import type { StreamLog } from "./StreamLog.ts";
import type { Reader } from "./StreamReaders.ts";
import type { StreamReplicas } from "./StreamReplicas.ts";

/** Answers to a copy: it cannot be taken now; it has been turned away for good. */
export const NOT_NOW = -1;
const TURNED_AWAY = -2;

/** What mirrors see of a stream. */
interface Mirrored {
  readonly id: string;
  readonly node: number;
  readonly isOpen: boolean;
  /** Offset that the next message of each partition gets. */
  readonly ends: readonly number[];
  readonly settings: Stream;
  readonly entrance: Entrance;
  readonly groups: readonly Reader[];
  readonly starts: GroupStarts;
  readonly log: StreamLog | undefined;
  readonly front: StreamFront | undefined;
  readonly replicas: StreamReplicas | undefined;
  append(message: number, partition: number, trail?: ReadonlySet<string>): void;
}

/** A mirror that leads away from a stream. */
interface Leading {
  /** Of its link. */
  readonly id: string;
  readonly summary: MirrorSummary;
  appended(partition: number, offset: number, message: number, trail?: ReadonlySet<string>): void;
  cutFrom(partition: number, offset: number): void;
  settledTo(partition: number): number;
}

/** What a mirror has done, and how far it is behind. */
export interface MirrorSummary {
  /** Records that it has copied since the end of the warm-up. */
  readonly copied: number;
  /** Records that it has not copied yet. */
  readonly behind: number;
  /** Age in seconds of the oldest of these. */
  readonly behindSeconds: number;
}

/** A stream as the end of mirrors: what is copied from it, and what is copied into it (RULES S29, S30). */
export class MirrorEnd {
  /** Mirrors that lead away from it. */
  readonly leading: Leading[] = [];
  private readonly context: Context;
  private readonly stream: Mirrored;

  constructor(context: Context, stream: Mirrored) {
    this.context = context;
    this.stream = stream;
  }

  get id(): string {
    return this.stream.id;
  }

  /** Index of its node in the system. */
  get node(): number {
    return this.stream.node;
  }

  get isOpen(): boolean {
    return this.stream.isOpen;
  }

  /** How many partitions it has. */
  get width(): number {
    return this.stream.ends.length;
  }

  appended(partition: number, offset: number, message: number, trail?: ReadonlySet<string>): void {
    for (const mirror of this.leading) mirror.appended(partition, offset, message, trail);
  }

  /** B4. Records from an offset on are gone. */
  cutFrom(partition: number, offset: number): void {
    for (const mirror of this.leading) mirror.cutFrom(partition, offset);
  }

  /** S27. The offset before which all mirrors have copied everything; ∞ where nothing is to be copied. */
  settledTo(partition: number): number {
    return Math.min(Infinity, ...this.leading.map((mirror) => mirror.settledTo(partition)));
  }

  /** Whether a record can be read now: the stream answers, and all who are in step have it (B1). */
  isReadable(partition: number, offset: number): boolean {
    const { isOpen, replicas } = this.stream;
    return isOpen && offset < (replicas?.sets[partition]?.readableEnd ?? Infinity);
  }

  /** Why a record is not there any more; undefined while it is. */
  goneBecause(partition: number, offset: number): LossCause | "replaced" | undefined {
    const { log, settings } = this.stream;
    const part = log!.parts[partition]!;
    const place = part.placeOf(offset);
    if (place < part.length && part.offsetAt(place) === offset) {
      const age = this.context.kernel.events.now - part.timeAt(place);
      return age > this.oldest ? "retention" : undefined;
    }
    if (place > 0 || settings.compaction !== undefined) return "replaced";
    return settings.capacity.overflow === "drop-head" ? "dropped-when-full" : "retention";
  }

  /**
   * A copy comes into a partition.
   * @returns its offset, or below 0 when it has none: `NOT_NOW`, or what turns publications away has turned it away
   */
  takeCopy(message: number, partition: number, trail: ReadonlySet<string>): number {
    const { stream } = this;
    const { entrance, front, replicas } = stream;
    if (!stream.isOpen || replicas?.refusal(partition, message) !== undefined) return NOT_NOW;
    if (front?.blocks(message)) return NOT_NOW;
    if (entrance.answer(message) !== COME_IN || entrance.refusesIn(partition, message))
      return TURNED_AWAY;
    if (front !== undefined && front.answer(message, partition, -1) !== COME_IN) return TURNED_AWAY;
    const offset = stream.ends[partition]!;
    stream.append(message, partition, trail);
    return offset;
  }

  /** Committed positions of the groups that read a partition. */
  positions(partition: number): { readonly name: string; readonly committed: number }[] {
    const { id, groups } = this.stream;
    return groups
      .filter(({ isReading }) => isReading)
      .map(({ group }) => ({
        name: group.id.slice(id.length),
        committed: group.partitions[partition]!.committed,
      }));
  }

  /** S30. Somebody else knows what the group of a name has handled. */
  learnPosition(name: string, partition: number, position: number): void {
    const { id, groups, starts } = this.stream;
    const reader = groups.find(({ group }) => group.id === id + name);
    if (reader !== undefined) starts.learn(reader, partition, position);
  }

  /** Age in seconds beyond which retention gives nothing out; ∞ where it goes by whole segments, or by looks. */
  private get oldest(): number {
    const { age, granularity, checkEvery } = this.stream.settings.retention;
    return granularity === "segment" || checkEvery !== undefined ? Infinity : (age ?? Infinity);
  }
}
