import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Deadlines } from "./Deadlines.ts";
import { FutureEventList } from "./FutureEventList.ts";
import { INTS } from "./memory.ts";
import { RandomStreams } from "./RandomStreams.ts";

type Act =
  | { readonly do: "schedule"; readonly delay: number }
  | { readonly do: "lane"; readonly lane: number }
  | { readonly do: "deadline"; readonly lane: number }
  | { readonly do: "cancel"; readonly which: number }
  | { readonly do: "take" };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ do: fc.constant("schedule" as const), delay: fc.integer({ min: 0, max: 6 }) }),
  fc.record({ do: fc.constant("lane" as const), lane: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ do: fc.constant("deadline" as const), lane: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ do: fc.constant("cancel" as const), which: fc.nat() }),
  fc.record({ do: fc.constant("take" as const) }),
);

interface Plain {
  readonly time: number;
  /** Its lane among those of deadlines, which come first at their instant; ∞ for others. */
  readonly rank: number;
  readonly order: number;
  readonly subject: number;
  cancel(): void;
}

/** The same list as a sorted array of records: slow and plainly right. */
class PlainList {
  now = 0;
  order = 0;
  pending: Plain[] = [];
  add(delay: number, subject: number, cancel: () => void, rank = Infinity): void {
    this.pending.push({ time: this.now + delay, rank, order: this.order++, subject, cancel });
    this.pending.sort(
      (a, b) => a.time - b.time || (a.rank === b.rank ? a.order - b.order : a.rank - b.rank),
    );
  }
}

/** Deadlines in arrays: the first of each lane is due first. */
class PlainDeadlines implements Deadlines {
  private readonly lines = new Map<number, { time: number; row: number }[]>();
  get count(): number {
    return [...this.lines.values()].reduce((sum, { length }) => sum + length, 0);
  }
  /** Returns whether the line was empty. */
  add(lane: number, time: number, row: number): boolean {
    const line = this.lines.get(lane) ?? [];
    this.lines.set(lane, line);
    return line.push({ time, row }) === 1;
  }
  remove(lane: number, row: number): void {
    const line = this.lines.get(lane)!;
    line.splice(
      line.findIndex((each) => each.row === row),
      1,
    );
  }
  earliestOf(lane: number): number {
    return this.lines.get(lane)?.[0]?.time ?? Infinity;
  }
  takeFirst(lane: number): number {
    return this.lines.get(lane)!.shift()!.row;
  }
  whatOf(row: number): number {
    return row + 1;
  }
}

/** `toBe` a million times: its own work is done only where something is wrong. */
function same(actual: unknown, expected: unknown): void {
  if (!Object.is(actual, expected)) expect(actual).toBe(expected);
}

describe("FutureEventList", () => {
  it("takes events in the order of time; at equal times deadlines, then in that of scheduling; whatever was cancelled", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 400 }), (acts) => {
        const list = new FutureEventList();
        const plain = new PlainList();
        const lanes = [0, 1, 2, 3].map((delay) => list.laneFor(delay));
        const deadlines = new PlainDeadlines();
        const elsewhere = lanes.map(() => list.laneElsewhere(deadlines, 0));
        let subject = 0;
        for (const a of acts) {
          if (a.do === "schedule") {
            const handle = list.schedule(a.delay, 7, subject);
            plain.add(a.delay, subject++, () => list.cancel(handle));
          } else if (a.do === "lane") {
            const handle = list.scheduleInLane(lanes[a.lane]!, 8, subject);
            plain.add(a.lane, subject++, () => list.cancel(handle));
          } else if (a.do === "deadline") {
            const lane = elsewhere[a.lane]!;
            const row = subject++;
            if (deadlines.add(lane, list.now + a.lane, row)) list.watch(lane);
            plain.add(a.lane, row, () => deadlines.remove(lane, row), a.lane);
          } else if (a.do === "cancel") {
            const [gone] = plain.pending.splice(a.which % Math.max(1, plain.pending.length), 1);
            gone?.cancel();
          } else {
            const expected = plain.pending.shift();
            same(list.peekTime(), expected?.time ?? Infinity);
            const event = list.take();
            if (!expected) {
              expect(event).toBe(-1);
              continue;
            }
            plain.now = expected.time;
            same(list.now, expected.time);
            same(list.timeOf(event), expected.time);
            same(list.subjectOf(event), expected.subject);
            if (expected.rank < Infinity) same(list.whatOf(event), expected.subject + 1);
          }
          same(list.pendingCount, plain.pending.length);
        }
        for (const expected of plain.pending) same(list.subjectOf(list.take()), expected.subject);
        expect(list.take()).toBe(-1);
        expect(list.rows.liveCount).toBe(0);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it("stops at the limit and goes on from there", () => {
    const list = new FutureEventList();
    list.schedule(2, 1, 10);
    list.until = 1.999;
    expect(list.take()).toBe(-1);
    expect(list.now).toBe(0);
    list.until = 2;
    expect(list.subjectOf(list.take())).toBe(10);
  });

  it("holds one heap entry for a hundred thousand leases, and nothing for cancelled ones", () => {
    const list = new FutureEventList();
    const lane = list.laneFor(30);
    const leases = Array.from({ length: 100_000 }, (_, i) => list.scheduleInLane(lane, 1, i));
    expect(list.heapLength).toBe(1);
    for (const lease of leases) list.cancel(lease);
    expect(list.rows.liveCount).toBe(0);
    expect(list.take()).toBe(-1);
  });

  it("forgets cancelled events of random times when they are many", () => {
    const list = new FutureEventList();
    for (let i = 0; i < 10_000; i++) list.cancel(list.schedule(1000 + i, 1, i));
    expect(list.heapLength).toBeLessThan(100);
  });

  it("refuses a delay that is no delay", () => {
    expect(() => new FutureEventList().laneFor(-1)).toThrow(/0 or more; got -1/);
    expect(() => new FutureEventList().laneFor(NaN)).toThrow(/finite/);
  });

  it("keeps what it holds while it grows past its reserve", () => {
    const list = new FutureEventList();
    const count = 200_000;
    for (let i = 0; i < count; i++) list.schedule((i * 7919) % count, 1, i);
    for (let i = 0; i < count; i++) same(list.timeOf(list.take()), i);
  });

  it.each<[string, (u: number) => number]>([
    ["evenly spread", (u) => 1000 * u],
    ["many at one instant", (u) => Math.floor(4 * u)],
    ["a few very late", (u) => 1 / (u + 1e-12)],
    ["all at once", () => 5],
    ["never, some of them", (u) => (u < 0.1 ? Infinity : u)],
  ])("keeps the order with thousands pending: %s", (_, delayOf) => {
    const list = new FutureEventList();
    const lane = list.laneFor(3);
    const streams = new RandomStreams();
    const stream = streams.open(1, "list", "times");
    const pending = new Map<number, { time: number; order: number }>();
    const orders: number[] = [];
    let order = 0;
    const schedule = (): void => {
      const u = streams.uniform(stream);
      const handle =
        u < 0.2 ? list.scheduleInLane(lane, 1, order) : list.schedule(delayOf(u), 1, order);
      pending.set(handle, { time: list.timeOf(handle), order: order++ });
    };
    for (let turn = 0; turn < 60_000; turn++) {
      if (turn < 5000 || (turn < 50_000 && streams.uniform(stream) < 0.5)) schedule();
      if (turn % 7 === 0 && pending.size > 0) {
        const handle = pending.keys().next().value!;
        list.cancel(handle);
        pending.delete(handle);
      }
      if (turn < 5000 || streams.uniform(stream) > 0.7) continue;
      const event = list.take();
      if (event < 0) continue;
      orders.push(list.timeOf(event), list.subjectOf(event));
      same(pending.get(event)?.time, list.now);
      same(pending.get(event)?.order, list.subjectOf(event));
      pending.delete(event);
      same(list.pendingCount, pending.size);
    }
    for (let i = 2; i < orders.length; i += 2) {
      const isLater = orders[i]! > orders[i - 2]! || orders[i + 1]! > orders[i - 1]!;
      same(isLater && orders[i]! >= orders[i - 2]!, true);
    }
    expect(orders.length).toBeGreaterThan(10_000);
  });

  it.each([
    [100, 0],
    [20_000, 0.8],
  ])("tells what will happen next with %i pending, and only that", (count, share) => {
    const list = new FutureEventList();
    const streams = new RandomStreams();
    const stream = streams.open(1, "list", "times");
    const pending = new Set<number>();
    const cancelled = new Set<number>();
    const told = new Set<number>();
    list.lookahead = {
      see: (events, many) => {
        for (const event of INTS.subarray(events, events + many)) {
          same(pending.has(event) || cancelled.has(event), true);
          told.add(event);
        }
      },
    };
    const schedule = (): void => {
      const event = list.schedule(streams.uniform(stream), 1, 0);
      pending.add(event);
      cancelled.delete(event);
    };
    for (let i = 0; i < count; i++) schedule();
    let foretold = 0;
    let turns = 0;
    const turn = (): void => {
      if (++turns % 50 === 0) {
        const other = pending.values().next().value!;
        list.cancel(other);
        pending.delete(other);
        cancelled.add(other);
        schedule();
      }
      const event = list.take();
      pending.delete(event);
      if (told.delete(event)) foretold++;
      schedule();
    };
    // Until buckets are as wide as so many events ask for.
    for (let i = 0; i < 3 * count; i++) turn();
    foretold = 0;
    for (let i = 0; i < 3 * count; i++) turn();
    const found = foretold / (3 * count);
    if (share === 0) expect(found).toBe(0);
    else expect(found).toBeGreaterThan(share);
  });
});
