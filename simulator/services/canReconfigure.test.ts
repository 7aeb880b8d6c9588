import { describe, expect, it } from "vitest";
import { line } from "../experiment/testing.ts";
import { System } from "../model/index.ts";
import { canReconfigure } from "./canReconfigure.ts";

type Parts = Record<"queue" | "group" | "type" | "out" | "bind", object>;

function systemWith(parts: Partial<Parts> = {}): System {
  return System.parse({
    keys: { k: { values: { values: "uniform", count: 3 } } },
    messageTypes: { M: { kind: "event", key: "k", ...parts.type } },
    nodes: {
      p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "constant", rate: "1/s" } },
      t: { kind: "topic" },
      q: { kind: "queue", ...parts.queue },
      s: { kind: "stream", subscriptions: { g: parts.group ?? {} } },
      c: { kind: "consumer", handlers: { M: [] } },
    },
    links: {
      in: line("publish", "p", "t"),
      bind: line("bind", "t", "q", parts.bind),
      out: line("subscribe", "q", "c", parts.out),
      more: line("publish", "p", "s"),
      read: line("subscribe", "s", "c", { subscription: "g" }),
    },
  });
}

const from = systemWith();
const can = (parts: Partial<Parts>) => canReconfigure(from, systemWith(parts));

describe("a run goes on with new values", () => {
  it.each<[string, Partial<Parts>]>([
    ["a lease", { queue: { lease: { timeout: "5 s" } } }],
    ["a limit of attempts", { queue: { attempts: { limit: 3 } } }],
    ["the latency of a link", { out: { latency: "3 ms" } }],
    ["a description", { bind: { description: "to the queue" } }],
  ])("%s", (_, parts) => {
    expect(can(parts)).toBe(true);
  });

  it("when guards are no longer asked for: they open", () => {
    expect(canReconfigure(systemWith({ queue: { assign: { mode: "single-active" } } }), from)).toBe(
      true,
    );
  });
});

describe("a run begins anew, since its parts cannot do what is asked", () => {
  it.each<[string, Partial<Parts>]>([
    ["one active consumer", { queue: { assign: { mode: "single-active" } } }],
    [
      "leases that are looked at now and then",
      { queue: { lease: { timeout: "5 s", checkEvery: "60 s" } } },
    ],
    ["ranks of consumers", { out: { priority: 1 } }],
    ["messages with a time to live of their own", { type: { expiresAfter: "5 s" } }],
    ["a group that shares single messages", { group: { assign: { mode: "competing" } } }],
    ["another filter of a group", { group: { filter: { messages: ["M"] } } }],
    ["another filter of a binding", { bind: { filter: { messages: ["M"] } } }],
  ])("%s", (_, parts) => {
    expect(can(parts)).toBe(false);
  });
});
