import { expect, it } from "vitest";
import { chains } from "../bench/designs.ts";
import { DEPARTURE_FIELDS } from "../kernel/probe/Departures.ts";
import {
  INSTANCE_COLUMN,
  INSTANCE_COLUMNS,
  LINK_COLUMN,
  LINK_COLUMNS,
  NODE_COLUMN,
  NODE_COLUMNS,
} from "../measure/frame.ts";
import { Scenario, System } from "../model/index.ts";
import { createSimulation } from "./Simulation.ts";
import { line } from "./testing.ts";

function system(instances: number): System {
  return System.parse({
    messageTypes: { M: { kind: "event" } },
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "100/s" },
      },
      q: { kind: "queue" },
      c: { kind: "consumer", instances, handlers: { "*": [{ do: "work", time: "40 ms" }] } },
    },
    links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
  });
}

it("leaves out of the picture the instances that went after scale-in, and shows them until they have finished", () => {
  const scenario = Scenario.parse({ duration: "10 s" });
  const simulation = createSimulation({ system: system(5), scenario });
  const busyOf = () => {
    const { instances, nodes } = simulation.frame();
    const consumer = 2 * NODE_COLUMNS;
    expect(nodes[consumer + NODE_COLUMN.instancesUp]).toBe(instances.length / INSTANCE_COLUMNS);
    return Array.from(
      { length: instances.length / INSTANCE_COLUMNS },
      (_, row) => instances[row * INSTANCE_COLUMNS + INSTANCE_COLUMN.busy],
    );
  };
  simulation.advanceTo(2.001);
  const before = busyOf();
  expect(before).toHaveLength(5);
  const busyThen = before.slice(2).filter((busy) => busy === 1).length;
  expect(busyThen).toBeGreaterThan(0);
  simulation.reconfigure({ system: system(2) });
  expect(busyOf()).toHaveLength(2 + busyThen);
  simulation.advanceTo(2.5);
  expect(busyOf()).toEqual([1, 1]);
  simulation.reconfigure({ system: system(3) });
  simulation.advanceTo(3);
  expect(busyOf()).toEqual([1, 1, 1]);
});

it("says when a crashed instance is back, whoever brings it up: its own restart, or the end of the fault", () => {
  const backIn = (duration: string | undefined) => {
    const scenario = Scenario.parse({
      duration: "60 s",
      faults: {
        crash: {
          fault: "crash",
          target: "c",
          instance: 1,
          at: "10 s",
          ...(duration !== undefined && { for: duration }),
        },
      },
    });
    const restarting = system(2);
    const consumer = restarting.nodes.c;
    if (consumer?.kind !== "consumer") throw new Error("c is a consumer.");
    Object.assign(consumer, { restart: 4 });
    const simulation = createSimulation({ system: restarting, scenario });
    simulation.advanceTo(11);
    const { instances } = simulation.frame();
    return [0, 1].map((row) => instances[row * INSTANCE_COLUMNS + INSTANCE_COLUMN.backIn]);
  };
  expect(backIn("20 s")).toEqual([Number.NaN, 19]);
  expect(backIn(undefined)).toEqual([Number.NaN, 3]);
});

it("names departures of few links one by one, and of many as many as a page can draw; the others are counted", () => {
  const departuresOf = (systems: number) => {
    const { system, scenario } = chains(systems, systems * 1000, 1, true);
    const input = { system: System.parse(system), scenario: Scenario.parse(scenario) };
    const simulation = createSimulation(input);
    simulation.frame();
    simulation.advanceTo(Number.POSITIVE_INFINITY, { maxEvents: systems * 400 });
    const { departures, overflow, links } = simulation.frame();
    const named = departures.length / DEPARTURE_FIELDS;
    const counted = overflow.reduce((sum, more) => sum + more, 0);
    const all = links.filter((_, at) => at % LINK_COLUMNS === LINK_COLUMN.total);
    expect(named + counted).toBe(all.reduce((sum, total) => sum + total, 0));
    return { named, counted };
  };
  const few = departuresOf(1);
  expect(few.named).toBeGreaterThan(100);
  expect(few.counted).toBe(0);
  const many = departuresOf(300);
  expect(many.named).toBeLessThanOrEqual(10_000);
  expect(many.counted).toBeGreaterThan(many.named);
});

it.each(["topic", "stream"])(
  "sees the first reader of a broadcast %s, whenever he comes",
  (kind) => {
    const text = {
      messageTypes: { M: { kind: "event" } },
      nodes: {
        p: {
          kind: "producer",
          messages: { M: 1 },
          arrivals: { process: "constant", rate: "10/s" },
        },
        t: { kind, subscriptions: { c: { assign: { mode: "broadcast" } } } },
        c: { kind: "consumer", instances: 0, handlers: { M: [{ do: "work", time: "500 ms" }] } },
      },
      links: {
        in: line("publish", "p", "t"),
        out: line("subscribe", "t", "c", { subscription: "c" }),
      },
    };
    const scenario = Scenario.parse({
      duration: "20 s",
      faults: { up: { fault: "scale", target: "c", instances: 2, at: "2 s" } },
    });
    const simulation = createSimulation({ system: System.parse(text), scenario });
    const ofChannel = (column: number) => simulation.frame().nodes[NODE_COLUMNS + column]!;
    expect(ofChannel(NODE_COLUMN.totalOut)).toBe(0);
    simulation.advanceTo(10);
    expect(ofChannel(NODE_COLUMN.inFlight)).toBe(2);
    expect(ofChannel(NODE_COLUMN.totalOut)).toBeGreaterThan(20);
    expect(ofChannel(NODE_COLUMN.ready)).toBeGreaterThan(50);
  },
);
