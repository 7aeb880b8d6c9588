import type { Stream } from "../model/index.ts";
import type { Context } from "./Context.ts";
import { PartitionLog, type RetentionLimits } from "./PartitionLog.ts";
import { StreamRoom } from "./StreamRoom.ts";

/** What has become of the records of a stream that nobody reads. */
export interface UnreadSummary {
  /** Records that are still there for whoever comes. */
  readonly kept: number;
  /** Records that retention or compaction has removed. */
  readonly removed: number;
}

/** What a stream stores, where somebody may want it again or where there is a limit to it. */
export class StreamLog {
  readonly parts: PartitionLog[];
  /** What retention keeps; undefined where it keeps everything. */
  limits: RetentionLimits | undefined = undefined;
  /** S25. How much may be kept; undefined where that has no limit. */
  room: StreamRoom | undefined = undefined;
  private readonly context: Context;
  /** Whether what is too old goes at once, and not only when something is appended, or is looked at. */
  private agesAtOnce = false;

  constructor(context: Context, settings: Stream) {
    this.context = context;
    this.parts = Array.from({ length: settings.partitions }, () => this.newPart());
    this.configure(settings);
  }

  /**
   * S22. What is kept now and what is gone, of all partitions together. It removes nothing: to look at a run changes nothing in it.
   * @param settledTo offset of a partition before which nothing need be kept, whether or not it has been removed yet
   */
  unread(settledTo: (partition: number) => number): UnreadSummary {
    const { now } = this.context.kernel.events;
    const oldest = this.agesAtOnce ? now - (this.limits?.age ?? Infinity) : -Infinity;
    let [kept, removed] = [0, 0];
    for (const [number, part] of this.parts.entries()) {
      const gone = Math.max(part.placeSince(oldest), part.placeOf(settledTo(number)));
      kept += part.length - gone;
      removed += part.removedCount + gone;
    }
    return { kept, removed };
  }

  /** Whether the settings remove anything in a run of this length (seconds), besides what readers see to by themselves (S6). */
  static isUsed(settings: Stream, horizon: number): boolean {
    const { age, size, messages } = settings.retention;
    const isShort = (age ?? Infinity) < horizon || size !== undefined || messages !== undefined;
    if (StreamRoom.isBounded(settings)) return true;
    return settings.compaction !== undefined || (isShort && StreamLog.isNeeded(settings));
  }

  /** Whether the settings ask for more than a limit of age, which readers see to by themselves (S6). */
  static isNeeded({ retention, compaction }: Stream): boolean {
    const { size, messages, granularity, checkEvery } = retention;
    return (
      size !== undefined ||
      messages !== undefined ||
      granularity === "segment" ||
      checkEvery !== undefined ||
      compaction !== undefined
    );
  }

  configure(settings: Stream): void {
    this.limits = limitsOf(settings);
    const { messages } = this.context;
    this.room = StreamRoom.isBounded(settings)
      ? new StreamRoom(messages, this.parts, settings)
      : undefined;
    const { granularity, checkEvery } = settings.retention;
    this.agesAtOnce = granularity !== "segment" && checkEvery === undefined;
  }

  addPart(): void {
    this.parts.push(this.newPart());
  }

  private newPart(): PartitionLog {
    return new PartitionLog(this.context.messages);
  }
}

function limitsOf({ retention }: Stream): RetentionLimits | undefined {
  const { age, size, messages, granularity, segment } = retention;
  if (age === undefined && size === undefined && messages === undefined) return undefined;
  return {
    age: age ?? Infinity,
    size: size ?? Infinity,
    messages: messages ?? Infinity,
    segment:
      granularity === "segment"
        ? { size: segment?.size ?? Infinity, age: segment?.age ?? Infinity }
        : undefined,
  };
}
