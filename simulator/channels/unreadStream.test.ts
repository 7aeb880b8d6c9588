import { expect, it } from "vitest";
import type { Simulation } from "../experiment/Simulation.ts";
import { line, run } from "../experiment/testing.ts";

/** One message a second, number n at n s, to a stream that nobody reads. */
function unread(stream: object, scenario: object = {}): Simulation {
  return run({
    messageTypes: { M: { kind: "event", size: "100 B" } },
    nodes: {
      p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "constant", rate: "1/s" } },
      s: { kind: "stream", partitions: 2, partitioner: "round-robin", ...stream },
    },
    links: { in: line("publish", "p", "s") },
    scenario: { duration: "20.5 s", ...scenario },
  });
}

/** What a run of 20 messages has left in the stream. */
function leftBy(stream: object): unknown {
  const sim = unread(stream);
  sim.advanceTo(Number.POSITIVE_INFINITY);
  expect(sim.checkInvariants()).toEqual([]);
  const summary = sim.summary();
  const node = summary.nodes.s;
  // Nobody had these to read: whatever becomes of them, it is no loss.
  expect(summary.lost).toEqual({});
  expect(node).toMatchObject({ published: 20, subscriptions: {} });
  return node?.kind === "stream" ? node.unread : undefined;
}

it.each([
  ["no limit", {}, { kept: 20, removed: 0 }],
  ["an age longer than the run", { retention: { age: "7 d" } }, { kept: 20, removed: 0 }],
  ["an age", { retention: { age: "4.9 s" } }, { kept: 5, removed: 15 }],
  [
    "an age that is looked at every 8 s",
    { retention: { age: "4.9 s", checkEvery: "8 s" } },
    { kept: 9, removed: 11 },
  ],
  ["a number for each partition", { retention: { messages: 3 } }, { kept: 6, removed: 14 }],
])("S22: a stream that nobody reads keeps what its retention keeps: %s", (_, stream, left) => {
  expect(leftBy(stream)).toEqual(left);
});

it("S22: a dead letter in a stream that nobody reads is kept there", () => {
  const sim = run({
    nodes: {
      p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "constant", rate: "1/s" } },
      q: { kind: "queue" },
      c: {
        kind: "consumer",
        handlers: { M: [{ do: "fail", with: "permanent" }] },
        retry: { attempts: 1 },
      },
      dead: { kind: "stream", partitions: 1, role: "dead-letter" },
    },
    links: {
      in: line("publish", "p", "q"),
      out: line("subscribe", "q", "c"),
      dlq: line("dead-letter", "q", "dead"),
    },
    scenario: { duration: "10.5 s" },
  });
  sim.advanceTo(Number.POSITIVE_INFINITY);
  const summary = sim.summary();
  expect([summary.deadLettered, summary.lost]).toEqual([10, {}]);
  expect(summary.nodes.dead).toMatchObject({ unread: { kept: 10, removed: 0 } });
  // Stored is not open: every root has ended, as it does in a queue that nobody reads.
  expect(summary.nodes.p).toMatchObject({ produced: 10, ended: 10 });
});

it("S27: to look at what nobody reads removes nothing, and so changes nothing in the run", () => {
  const made = () =>
    run({
      messageTypes: { M: { kind: "event", size: "100 B" } },
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "constant", rate: "1/s" } },
        s: {
          kind: "stream",
          partitions: 1,
          removal: "all-settled",
          capacity: { messages: 20, overflow: "reject" },
        },
      },
      // Its number shows in the events whether the row of a message has been taken again.
      links: { in: line("publish", "p", "s", { latency: "10 ms" }) },
      scenario: { duration: "20.5 s" },
    });
  const [whole, watched] = [made(), made()];
  whole.advanceTo(Number.POSITIVE_INFINITY);
  for (let time = 0; time < 20; time += 0.7) {
    watched.advanceTo(time);
    watched.frame();
    watched.summary();
  }
  watched.advanceTo(Number.POSITIVE_INFINITY);
  expect(watched.digest).toBe(whole.digest);
  expect(watched.summary().nodes.s).toEqual(whole.summary().nodes.s);
});
