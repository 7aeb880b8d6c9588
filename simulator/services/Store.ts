import type { Context } from "../channels/Context.ts";
import type { HistogramSummary } from "../kernel/probe/Histograms.ts";
import type { Database } from "../model/index.ts";

/** One row, or one stream of events, by its business key. */
interface Row {
  version: number;
  writtenAt: number;
  /** Id of the root because of which it was written last. */
  root: number;
  size: number;
  /** Events since the last snapshot. */
  sinceSnapshot: number;
}

const READS = 0;
const ABSENT = 1;
const STALE = 2;
const OWN_WRITE_MISSING = 3;
const WRITES = 4;
const CONFLICTS = 5;
const FULL = 6;
const SIZE = 7;

/** What a run measured of the content of a database. */
export interface StoreSummary {
  readonly keyedReads: number;
  readonly keyedWrites: number;
  /** Reads that relied on a row which was not there. */
  readonly absent: number;
  /** Reads of a read model that lacked a write of its source, of any kind and of the reader's own. */
  readonly stale: number;
  readonly ownWriteMissing: number;
  /** Writes that met another one of the same key. */
  readonly conflicts: number;
  /** Writes for which there was no room. */
  readonly full: number;
  readonly rows: number;
  readonly bytes: number;
  /** Age of the oldest write of the source that a read did not see, 0 if it saw them all; in seconds. */
  readonly staleness: HistogramSummary;
}

/**
 * What a database holds by business key (RULES, part DB): versions for optimistic writes, events to be replayed,
 * sizes and their end by retention, and (of a read model) which writes of its source it has not got yet.
 */
export class Store {
  /** Seconds by which a read was behind. */
  readonly staleness: number;
  /** Read models that project the writes of this database. */
  private readonly projections: Store[] = [];
  /** The database whose writes it projects. */
  private source: Store | undefined = undefined;
  private readonly context: Context;
  private readonly counters: number;
  private settings: Database;
  private readonly rows = new Map<number, Row>();
  /** Versions that handlers have read last, by delivery. */
  private readonly versions = new Map<number, { readonly key: number; readonly version: number }>();
  /** Of a read model: writes of the source that are not here yet, by key: roots and times. */
  private readonly missing = new Map<number, Map<number, number>>();
  private bytes = 0;

  constructor(context: Context, settings: Database) {
    this.context = context;
    this.settings = settings;
    this.counters = context.kernel.probe.counters.open(SIZE);
    this.staleness = context.kernel.probe.histograms.open();
  }

  configure(settings: Database): void {
    this.settings = settings;
  }

  /** DB7. It is a read model of another database. */
  project(source: Store): void {
    this.source = source;
    source.projections.push(this);
  }

  /** DB1. A handler reads a key. Returns 200, or 404 when it needs a row that is not there. */
  read(
    key: number,
    root: number,
    delivery: number,
    expects: "anything" | "present" | "own-write",
  ): number {
    this.count(READS);
    this.expire();
    const row = this.rows.get(key);
    if (delivery >= 0) this.versions.set(delivery, { key, version: row?.version ?? 0 });
    if (this.settings.readModel?.of !== undefined) this.measure(key, root, expects);
    if (row !== undefined || expects !== "present") return 200;
    this.count(ABSENT);
    return 404;
  }

  /** DB3. The version of a key that a handler has read, or that which there is now. */
  versionFor(delivery: number, key: number): number {
    const read = this.versions.get(delivery);
    this.versions.delete(delivery);
    return read?.key === key ? read.version : (this.rows.get(key)?.version ?? 0);
  }

  /** DB3, DB4. Status of a write: 409 when another one of its key came since it was read, 507 where there is no room. */
  check(key: number, expected: number, size: number): number {
    if (expected >= 0 && (this.rows.get(key)?.version ?? 0) !== expected) {
      this.count(CONFLICTS);
      return 409;
    }
    this.expire();
    const gone = this.rows.get(key)?.size ?? 0;
    if (this.bytes + size - gone <= (this.settings.storage ?? Infinity)) return 200;
    this.count(FULL);
    return 507;
  }

  /** DB2. A key is written. */
  write(key: number, root: number, events: number, size: number): void {
    this.count(WRITES);
    const { now } = this.context.kernel.events;
    const old = this.rows.get(key);
    // The oldest row stands first, so that retention finds it.
    if (old !== undefined) this.rows.delete(key);
    this.bytes += size - (old?.size ?? 0);
    const every = this.settings.eventStore?.snapshotEvery ?? Infinity;
    const sinceSnapshot = (old?.sinceSnapshot ?? 0) + events;
    const id = this.context.messages.idOf(root);
    this.rows.set(key, {
      root: id,
      version: (old?.version ?? 0) + 1,
      writtenAt: now,
      size,
      sinceSnapshot: sinceSnapshot >= every ? sinceSnapshot % every : sinceSnapshot,
    });
    this.missing.get(key)?.delete(id);
    if (this.missing.get(key)?.size === 0) this.missing.delete(key);
    for (const projection of this.projections) projection.miss(key, id, now);
  }

  /** DB5, DB6. Seconds that an operation takes because of what it moves: rows, bytes, events that are replayed. */
  extraSeconds(key: number, rows: number, size: number, isRead: boolean): number {
    const { rowLatency, bandwidth, eventStore } = this.settings;
    const row = this.rows.get(key);
    const bytes = isRead ? (row?.size ?? 0) : size;
    const replayed = isRead && eventStore !== undefined ? (row?.sinceSnapshot ?? 0) : 0;
    return (
      Math.max(0, rows - 1) * rowLatency +
      (bandwidth === undefined ? 0 : bytes / bandwidth) +
      replayed * (eventStore?.replayLatency ?? 0)
    );
  }

  /** Bytes of the row of a key, 0 if there is none. */
  bytesOf(key: number): number {
    return this.rows.get(key)?.size ?? 0;
  }

  /** Nobody asks for a key again. */
  forget(key: number): void {
    const row = this.rows.get(key);
    if (row === undefined || this.settings.retention !== undefined) return;
    this.bytes -= row.size;
    this.rows.delete(key);
  }

  /** F11. Everything of a read model is thrown away: it lacks the last write of each key of its source until it is rebuilt. */
  clear(): void {
    if (this.source === undefined) return;
    this.rows.clear();
    this.bytes = 0;
    for (const [key, { root, writtenAt }] of this.source.rows) this.miss(key, root, writtenAt);
  }

  get summary(): StoreSummary {
    const value = (counter: number): number =>
      this.context.kernel.probe.counters.value(this.counters + counter);
    return {
      keyedReads: value(READS),
      keyedWrites: value(WRITES),
      absent: value(ABSENT),
      stale: value(STALE),
      ownWriteMissing: value(OWN_WRITE_MISSING),
      conflicts: value(CONFLICTS),
      full: value(FULL),
      rows: this.rows.size,
      bytes: this.bytes,
      staleness: this.context.kernel.probe.histograms.summaryOf(this.staleness),
    };
  }

  /** DB7. Takes how far a read of a read model is behind its source. */
  private measure(key: number, root: number, expects: string): void {
    const { kernel, messages } = this.context;
    const missing = this.missing.get(key);
    let oldest = kernel.events.now;
    for (const time of missing?.values() ?? []) oldest = Math.min(oldest, time);
    kernel.probe.histograms.add(this.staleness, kernel.events.now - oldest);
    if (missing !== undefined) this.count(STALE);
    if (expects === "own-write" && missing?.has(messages.idOf(root)) === true)
      this.count(OWN_WRITE_MISSING);
  }

  private miss(key: number, root: number, now: number): void {
    const missing = this.missing.get(key) ?? new Map<number, number>();
    this.missing.set(key, missing);
    if (!missing.has(root)) missing.set(root, now);
  }

  /** DB4. What is older than the retention is gone. */
  private expire(): void {
    const { retention } = this.settings;
    if (retention === undefined) return;
    const { now } = this.context.kernel.events;
    for (const [key, row] of this.rows) {
      if (now - row.writtenAt <= retention) return;
      this.rows.delete(key);
      this.bytes -= row.size;
    }
  }

  private count(counter: number): void {
    this.context.kernel.probe.counters.add(this.counters + counter);
  }
}
