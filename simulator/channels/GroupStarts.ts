import type { Group } from "./Group.ts";
import type { Partition } from "./Partition.ts";
import type { StreamFront } from "./StreamFront.ts";
import type { StreamKeeping } from "./StreamKeeping.ts";
import type { StreamLog } from "./StreamLog.ts";
import { passesOf, type Reader } from "./StreamReaders.ts";
import type { StreamReplicas } from "./StreamReplicas.ts";

/** A stream that groups read. */
interface Readable {
  readonly groups: readonly Reader[];
  readonly ends: readonly number[];
  readonly log: StreamLog | undefined;
  readonly keeping: StreamKeeping;
  readonly front: StreamFront | undefined;
  readonly replicas: StreamReplicas | undefined;
}

/** Where the groups of a stream begin to read, and when they begin anew (RULES S15, S28, F11, B15, D32). */
export class GroupStarts {
  private readonly stream: Readable;
  /** S30. Positions that groups which are still to come have already, by partition. */
  private readonly learned = new Map<Group, Map<number, number>>();

  constructor(stream: Readable) {
    this.stream = stream;
  }

  /** S15. A group begins to read, where its settings say. */
  begin(reader: Reader): void {
    const { group } = reader;
    this.stream.keeping.removeSettled();
    reader.isReading = true;
    const { log, front } = this.stream;
    const cursors = this.stream.replicas?.cursors;
    if (front !== undefined || cursors !== undefined)
      group.onSettled = (partition) => {
        front?.admitSoon();
        cursors?.committed(group, partition);
      };
    for (const partition of group.partitions) {
      partition.end = this.stream.ends[partition.number]!;
      partition.committed = partition.end;
      if (log !== undefined) this.readFrom(reader, partition, log);
    }
    group.membership.begin();
    group.dispatch();
    group.onFound = () => this.beginAnew(reader);
  }

  private readFrom(reader: Reader, partition: Partition, log: StreamLog): void {
    const { group, start } = reader;
    const offset = this.learned.get(group)?.get(partition.number);
    const from = offset === undefined ? start : { offset };
    group.readFrom(partition, log.parts[partition.number]!, from, passesOf(reader));
  }

  /** S30. What a group has handled elsewhere: it begins behind that, or goes on behind it while nobody reads. */
  learn({ group, isReading }: Reader, partition: number, offset: number): void {
    if (isReading) {
      group.skipTo(group.partitions[partition]!, offset);
      return;
    }
    const positions = this.learned.get(group) ?? new Map<number, number>();
    this.learned.set(group, positions.set(partition, offset));
  }

  /** D32. A group that has come in mid-run begins to read. */
  beginLate(group: Group): void {
    for (const reader of this.stream.groups) if (reader.group === group) this.begin(reader);
  }

  /** B15. The new leader knows of an earlier position only. */
  goBack(group: Group, partition: number, offset: number): void {
    const part = this.stream.log?.parts[partition];
    if (part !== undefined)
      group.readAgain(group.partitions[partition]!, part, offset, "channel-outage");
    group.dispatch();
  }

  /** S28. Somebody has come to a group that was forgotten. */
  private beginAnew(reader: Reader): void {
    const { group, start } = reader;
    this.stream.keeping.removeSettled();
    const { log } = this.stream;
    if (log === undefined) return;
    for (const partition of group.partitions)
      group.startOver(partition, log.parts[partition.number]!, start, passesOf(reader));
  }

  /** F11. A group reads again all that is stored. */
  replay(group: Group): void {
    const { log } = this.stream;
    this.stream.keeping.removeSettled();
    if (log === undefined || this.stream.groups.every((reader) => reader.group !== group)) return;
    for (const partition of group.partitions) group.replay(partition, log.parts[partition.number]!);
    group.dispatch();
  }
}
