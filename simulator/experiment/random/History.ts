import type { TraceEvent, TracePlace } from "../../channels/Tracer.ts";
import type { Scenario, System } from "../../model/index.ts";
import type { Simulation } from "../Simulation.ts";

/** What is known of an entry in a channel while it stands there. */
interface Entry {
  /** How many entries the channel had before. */
  readonly order: number;
  /** Subscription or group that it is in; of a broadcast each instance has its own (D32). */
  readonly feed: number;
  readonly key: number;
  /** Channel and key under which it is in flight, where that is watched. */
  place: string | undefined;
  wasDelivered: boolean;
  /** Attempt that runs for the channel; 0 when nobody holds the entry any more. */
  attempt: number;
  /** Somebody from whom it was taken back may be at work on it all the same; his failures count for nothing (D5). */
  isShared: boolean;
  /** Where it was given up after its last attempt. */
  gaveUpAt: string | undefined;
}

/**
 * What a run promises about single messages, held against everything that happens in it, for tests: no further
 * attempt after a failure at the limit (D8, H5), and the order of a key where it is promised (D33, S1 … S4).
 */
export class History {
  readonly problems: string[] = [];
  /** Promises that were put to the test. */
  readonly kept = new Set<string>();
  private readonly system: System;
  private readonly scenario: Scenario;
  private readonly entries = new Map<number, Entry>();
  private readonly entered = new Map<number, number>();
  /** Order of the latest first delivery by link, feed and key. */
  private readonly delivered = new Map<string, number>();
  /** Entries in flight by channel and key. */
  private readonly inFlight = new Map<string, number>();
  private readonly nodes: readonly string[];
  private readonly links: readonly string[];
  private readonly feedOf: (row: number) => number;

  /** Begins to look on; nothing may have happened yet. */
  constructor(simulation: Simulation, system: System) {
    this.system = system;
    this.scenario = simulation.scenario;
    this.nodes = Object.keys(system.nodes);
    this.links = Object.keys(system.links);
    const { tracer, messages, entries } = simulation.world.context;
    this.feedOf = (row) => entries.subscriptionOf(row);
    tracer.isOn = true;
    tracer.message = (event, message, place) => {
      if (place.entry !== undefined && place.entry >= 0)
        this.happens(event, place.entry, messages.keyOf(message), place);
    };
  }

  private happens(event: TraceEvent, row: number, key: number, place: TracePlace): void {
    const node = this.nodes[place.node ?? -1] ?? "";
    if (event === "delivered" && place.detail === "replay") this.readAgain(row, key);
    if (event === "entered") this.enter(row, key, place);
    const entry = this.entries.get(row);
    if (entry === undefined) return;
    switch (event) {
      case "delivered":
        this.again(entry, event);
        this.deliver(entry, this.links[place.link ?? -1] ?? "");
        break;
      // What fails comes back after a wait, or at once.
      case "delayed":
      case "ready":
        this.again(entry, event);
        this.close(entry);
        break;
      case "started":
        this.again(entry, event);
        entry.attempt = place.attempt ?? 0;
        break;
      case "failed":
        this.fail(entry, node, place.attempt ?? 0);
        break;
      case "taken-back":
        entry.gaveUpAt = undefined;
        entry.attempt = 0;
        entry.isShared ||= place.detail !== "consumer-crashed";
        this.close(entry);
        break;
      case "acknowledged":
      case "dead-lettered":
      case "parked":
      case "removed":
      case "lost":
        this.close(entry);
        this.entries.delete(row);
        break;
    }
  }

  /** What is read again has been delivered before, whoever had its row since. */
  private enter(row: number, key: number, { node = -1, detail }: TracePlace): void {
    if (detail !== "") {
      this.begin(row, key, 0);
      return;
    }
    const order = (this.entered.get(node) ?? 0) + 1;
    this.entered.set(node, order);
    this.begin(row, key, order);
  }

  /**
   * F11. What is read again may be tried again, and may be an entry of which nobody has said that it has entered, or that has ended: what
   * was delivered of it before may be on its way still (D5).
   */
  private readAgain(row: number, key: number): void {
    if (this.entries.get(row)?.feed !== this.feedOf(row)) this.begin(row, key, 0);
    const entry = this.entries.get(row)!;
    entry.gaveUpAt = undefined;
    entry.isShared = true;
  }

  /** @param order 0 of what has been delivered before */
  private begin(row: number, key: number, order: number): void {
    const begun = { place: undefined, attempt: 0, isShared: false, gaveUpAt: undefined };
    const wasDelivered = order === 0;
    this.entries.set(row, { order, feed: this.feedOf(row), key, wasDelivered, ...begun });
  }

  /** H5. A failure at or past the limit, of an attempt that the channel still knows. */
  private fail(entry: Entry, node: string, attempt: number): void {
    const model = this.system.nodes[node];
    if (model?.kind !== "consumer" || attempt !== entry.attempt || entry.isShared) return;
    const { attempts } = model.retry;
    if (attempts !== "unlimited" && attempt >= attempts) {
      entry.gaveUpAt = node;
      this.kept.add("kept: last attempt");
    }
  }

  private again(entry: Entry, event: TraceEvent): void {
    // What the network doubles was delivered before it was given up.
    const isDoubled = Object.values(this.scenario.faults).some((f) => f.fault === "duplicate");
    if (entry.gaveUpAt === undefined || isDoubled) return;
    this.problems.push(`${entry.gaveUpAt}: ${event} after its last attempt failed`);
  }

  private deliver(entry: Entry, link: string): void {
    const model = this.system.links[link];
    const channel = this.system.nodes[model?.source ?? ""];
    if (model === undefined || channel === undefined || entry.key < 0) return;
    const isQueue = channel.kind === "queue" && channel.assign.mode === "key-exclusive";
    if (isQueue) this.open(entry, model.source);
    // What each waits by chance before it is ready lets one overtake the other.
    const isInOrder = isQueue && channel.discipline === "fifo" && typeof channel.delay === "number";
    const isKept = isInOrder || this.keepsKeysTogether(model.source);
    if (!isKept) return;
    const place = `${link}/${entry.feed}/${entry.key}`;
    const latest = this.delivered.get(place) ?? 0;
    if (entry.order < latest && !entry.wasDelivered)
      this.problems.push(`${link}: a message of key ${entry.key} was overtaken`);
    if (latest > 0) this.kept.add(`kept: order of a ${channel.kind}`);
    entry.wasDelivered = true;
    this.delivered.set(place, Math.max(latest, entry.order));
  }

  /** Whether each key of a stream has one partition. S29: a mirror keeps the partitions of its source, whatever else comes in. */
  private keepsKeysTogether(stream: string): boolean {
    const model = this.system.nodes[stream];
    if (model?.kind !== "stream" || model.partitioner !== "key" || model.repartition) return false;
    const ways = Object.values(this.system.links).filter(({ target }) => target === stream);
    const mirrors = ways.filter(({ kind }) => kind === "mirror");
    if (mirrors.length === 0) return true;
    return ways.length === 1 && mirrors.every(({ source }) => this.keepsKeysTogether(source));
  }

  /** D33. Nothing else of its key may be in flight. */
  private open(entry: Entry, channel: string): void {
    const place = `${channel}/${entry.key}`;
    const others = this.inFlight.get(place) ?? 0;
    if (this.inFlight.has(place)) this.kept.add("kept: key alone");
    if (others > 0) this.problems.push(`${channel}: ${others} of key ${entry.key} in flight`);
    this.inFlight.set(place, others + 1);
    entry.place = place;
  }

  private close(entry: Entry): void {
    if (entry.place === undefined) return;
    this.inFlight.set(entry.place, this.inFlight.get(entry.place)! - 1);
    entry.place = undefined;
  }
}
