import { describe, expect, it } from "vitest";
import { line, run } from "../experiment/testing.ts";

/** Two blocks a second, of which each arrival takes back the last three first, for two consumers. */
function chain(withdrawals: object, slow = "1 ms") {
  const handlers = (time: string) => ({
    Block: [{ do: "work", time, effect: "seen" }],
    Dropped: [{ do: "work", time: "1 ms", effect: "dropped" }],
  });
  const simulation = run({
    keys: { block: { values: { values: "unique" } } },
    messageTypes: {
      Block: { kind: "event", key: "block" },
      Dropped: { kind: "event", key: "block", withdraws: "Block" },
    },
    nodes: {
      p: {
        kind: "producer",
        messages: { Block: 1 },
        arrivals: { process: "constant", rate: "1/s" },
        withdrawals: { message: "Dropped", last: 3, ...withdrawals },
      },
      t: { kind: "topic" },
      fast: { kind: "consumer", handlers: handlers("1 ms") },
      slow: { kind: "consumer", handlers: handlers(slow) },
    },
    links: {
      in: line("publish", "p", "t"),
      "to-fast": line("subscribe", "t", "fast"),
      "to-slow": line("subscribe", "t", "slow"),
    },
    scenario: { duration: "10.5 s", drain: true },
  });
  simulation.advanceTo(Infinity);
  const { nodes, messageTypes } = simulation.summary();
  const of = (id: string) => (nodes[id] as { withdrawn?: object }).withdrawn;
  return { messageTypes, fast: of("fast"), slow: of("slow") };
}

describe("facts that are withdrawn", () => {
  it("P11: are the latest ones, and as many new ones follow", () => {
    // The k-th arrival finds k − 1 facts, or as many as the one before has left: 0, 1, 2, 3, 3, 3, …
    const { messageTypes } = chain({ probability: 1 });
    expect(messageTypes.Dropped).toMatchObject({ created: 0 + 1 + 2 + 3 * 7 });
    expect(messageTypes.Block).toMatchObject({ created: 10 + 1 + 2 + 3 * 7 });
  });

  it("P11: are taken back once", () => {
    const { messageTypes } = chain({ probability: 1, republish: false });
    expect(messageTypes.Dropped).toMatchObject({ created: 9 });
    expect(messageTypes.Block).toMatchObject({ created: 10 });
  });

  it("P11: are none where none are taken back", () => {
    const { messageTypes, fast } = chain({ probability: 0 });
    expect(messageTypes.Dropped).toMatchObject({ created: 0 });
    expect(fast).toEqual({ acted: 0, afterwards: 0, undone: 0 });
  });

  it("H16: are told apart by whether a consumer acted before or after, and whether it has undone it", () => {
    const { fast, slow } = chain({ probability: 1, republish: false }, "3 s");
    expect(fast).toEqual({ acted: 9, afterwards: 0, undone: 9 });
    // It begins with the first block at 1 s, and ends it at 4 s; all others had been withdrawn by then or are so before it ends them.
    expect(slow).toEqual({ acted: 9, afterwards: 9, undone: 9 });
  });
});
