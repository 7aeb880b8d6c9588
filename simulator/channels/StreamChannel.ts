import type { Stream } from "../model/index.ts";
import { ACCEPTED, type Channel, REFUSED } from "./Channel.ts";
import type { Context } from "./Context.ts";
import { COME_IN, Entrance } from "./Entrance.ts";
import type { Filter } from "./Filter.ts";
import type { Group } from "./Group.ts";

/** A stream: a partitioned log that each group reads at its own position (RULES, part S). */
export class StreamChannel implements Channel {
  readonly id: string;
  readonly node: number;
  readonly entrance: Entrance;
  readonly groups: { readonly group: Group; readonly filter: Filter | undefined }[] = [];
  private readonly context: Context;
  private readonly stream: number;
  private settings: Stream;
  private turn = 0;
  private outage: "buffer" | "lose" | "error" | undefined = undefined;
  private readonly waiting: number[] = [];

  constructor(context: Context, id: string, node: number, settings: Stream) {
    this.context = context;
    this.id = id;
    this.node = node;
    this.settings = settings;
    this.entrance = new Entrance(context, node, settings);
    this.stream = context.kernel.stream(id, "partition");
  }

  configure(settings: Stream): void {
    this.settings = settings;
    this.entrance.configure(settings);
  }

  beginOutage(publishes: "buffer" | "lose" | "error"): void {
    this.outage = publishes;
    for (const { group } of this.groups) group.isClosed = true;
  }

  endOutage(): void {
    this.outage = undefined;
    for (const message of this.waiting.splice(0)) {
      this.append(message);
      this.context.messages.done(message);
    }
    for (const { group } of this.groups) {
      group.isClosed = false;
      group.dispatch();
    }
  }

  enter(message: number): number {
    const answer = this.entrance.answer(message);
    if (answer !== COME_IN) return answer;
    if (this.outage === undefined) {
      this.append(message);
      return ACCEPTED;
    }
    if (this.outage === "error") {
      this.entrance.refuse("channel-outage", message);
      return REFUSED;
    }
    if (this.outage === "lose") this.entrance.lose("channel-outage", message);
    else {
      this.context.messages.hold(message);
      this.waiting.push(message);
    }
    return ACCEPTED;
  }

  /** S1. Each group gets an entry in the partition of the message. */
  private append(message: number): void {
    const partition = this.partitionOf(message);
    if (this.groups.length === 0) this.entrance.lose("no-subscriber", message);
    for (const { group, filter } of this.groups)
      if (filter === undefined || filter.passes(message)) group.enter(message, partition);
  }

  /** By key (the key's number modulo the partitions; in rotation without a key), in rotation, or by chance. */
  private partitionOf(message: number): number {
    const { partitions, partitioner } = this.settings;
    const key = this.context.messages.keyOf(message);
    if (partitioner === "key" && key >= 0) return key % partitions;
    if (partitioner === "random")
      return this.context.kernel.streams.integer(this.stream, partitions);
    const partition = this.turn % partitions;
    this.turn = partition + 1;
    return partition;
  }
}
