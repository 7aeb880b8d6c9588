import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AssignmentStrategy, assignPartitions } from "./assignPartitions.ts";

const none = (count: number): number[] => new Array<number>(count).fill(-1);

describe("sharing partitions out", () => {
  it("S2: gives contiguous blocks, the first members one more", () => {
    expect(assignPartitions("range", 3, none(7))).toEqual([0, 0, 0, 1, 1, 2, 2]);
    expect(assignPartitions("range", 4, none(2))).toEqual([0, 1]);
  });

  it("S2: gives one to each in turn", () => {
    expect(assignPartitions("round-robin", 3, none(7))).toEqual([0, 1, 2, 0, 1, 2, 0]);
  });

  it("S2: lets everybody keep what he has, and moves no more than it must", () => {
    expect(assignPartitions("sticky", 3, [0, 0, 0, 1, 1, 1])).toEqual([0, 0, 2, 1, 1, 2]);
    expect(assignPartitions("cooperative-sticky", 2, [1, -1, 1, 1, 0])).toEqual([1, 0, 1, 1, 0]);
  });

  it("S2: is balanced to within one and leaves nothing out, whatever the strategy", () => {
    const strategies: AssignmentStrategy[] = ["range", "round-robin", "sticky"];
    fc.assert(
      fc.property(
        fc.constantFrom(...strategies),
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.integer({ min: -1, max: 8 }), { maxLength: 40 }),
        (strategy, members, previous) => {
          const held = previous.map((member) => (member < members ? member : -1));
          const owners = assignPartitions(strategy, members, held);
          const counts = Array.from({ length: members }, (_, m) => owners.filter((o) => o === m));
          const lengths = counts.map((each) => each.length);
          expect(owners).toHaveLength(previous.length);
          expect(owners.every((owner) => owner >= 0 && owner < members)).toBe(true);
          expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
