import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { DOUBLES, INTS } from "./memory.ts";
import { Region } from "./Region.ts";
import { Rows } from "./Rows.ts";
import { Slabs } from "./Slabs.ts";

/** A size that no other test asks for, so that nobody else takes what is given back here. */
const POWER = 19;

describe("the memory of a thread", () => {
  it("is one range of words, seen as integers and as doubles", () => {
    const region = new Region();
    const address = region.take(2);
    DOUBLES[address >> 1] = 1.5;
    expect([address % 2, INTS[address], INTS[address + 1]]).toEqual([0, 0, 0x3ff80000]);
  });

  it("gives a run's slabs to the next one, from its end on", () => {
    const run = new Slabs();
    const held = [run.open(POWER), run.open(POWER)];
    run.dispose();
    const next = new Slabs();
    expect([next.open(POWER), next.open(POWER)].sort()).toEqual(held.sort());
    next.dispose();
  });

  it("gives them back, too, when nobody holds the run any more", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const dropped = new Slabs().open(POWER + 1);
    const kept = new Slabs();
    await expect
      .poll(
        async () => {
          collect();
          // The registry calls in a task of its own, some time after the collection.
          await new Promise((resolve) => setTimeout(resolve, 10));
          return kept.open(POWER + 1);
        },
        { timeout: 5000 },
      )
      .toBe(dropped);
    kept.dispose();
  });

  it("tells when a run has more than it may, and gives all the same", () => {
    const run = new Slabs();
    run.budgetBytes = 3 * 4 * 1024;
    let told = 0;
    run.whenSpent = () => told++;
    run.open(10);
    run.open(11);
    expect([run.isSpent, told]).toEqual([false, 0]);
    expect(run.open(10)).toBeGreaterThan(0);
    expect([run.isSpent, told]).toEqual([true, 1]);
    run.dispose();
  });

  it("says what is too much when it is used up, and goes on with what is given back", () => {
    const greedy = new Slabs();
    const most = 26;
    while (greedy.open(most) >= 0);
    while (greedy.open(10) >= 0);
    const rows = new Rows(8, "letters", greedy);
    const fill = (): void => {
      for (;;) rows.allocate();
    };
    expect(fill).toThrow(/No memory for more than \d+ letters: .*Bound the channels/);
    greedy.dispose();
    // What it had in large slabs serves for small ones.
    const modest = new Slabs();
    for (let i = 0; i < 1000; i++) expect(modest.open(16)).toBeGreaterThan(0);
    modest.dispose();
  });
});

describe("a table of rows", () => {
  it("gives each row once, the latest that was given back first, and keeps what stands in the others", () => {
    const rows = new Rows(6, "letters", new Slabs());
    const taken = Array.from({ length: 5000 }, () => rows.allocate());
    taken.forEach((row, i) => {
      for (let field = 0; field < 6; field++) INTS[row + field] = i * 6 + field;
    });
    expect(new Set(taken).size).toBe(5000);
    expect(taken.every((row, i) => INTS[row] === i * 6 && INTS[row + 5] === i * 6 + 5)).toBe(true);
    rows.release(taken[7]!);
    rows.release(taken[9]!);
    expect([rows.liveCount, rows.allocate(), rows.allocate()]).toEqual([4998, taken[9], taken[7]]);
  });
});

describe("a region", () => {
  it("gives words that are 0 and lie side by side, however many", () => {
    const slabs = new Slabs();
    const dirty = new Region(slabs);
    INTS.fill(-1, dirty.take(300_000), dirty.take(2));
    slabs.dispose();
    const region = new Region();
    const sizes = [2, 0, 300_000, 3, 64, 70_000];
    const places = sizes.map((size) => region.take(size));
    places.forEach((place, i) => {
      expect(INTS.subarray(place, place + sizes[i]!).every((word) => word === 0)).toBe(true);
      INTS.fill(i + 1, place, place + sizes[i]!);
    });
    places.forEach((place, i) => {
      expect(INTS.subarray(place, place + sizes[i]!).every((word) => word === i + 1)).toBe(true);
    });
  });
});
