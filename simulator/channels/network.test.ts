import { describe, expect, it } from "vitest";
import { consumerOf, line, run } from "../experiment/testing.ts";
import type { Simulation } from "../index.ts";

const producer = (more: object = {}) => ({
  kind: "producer",
  messages: { M: 1 },
  arrivals: { process: "burst", count: 3 },
  ...more,
});
const consumer = (more: object = {}) => ({
  kind: "consumer",
  concurrency: 10,
  handlers: { M: [{ do: "work", time: "0 s" }] },
  ...more,
});
const zone = (latency: object = {}, around?: string) => ({
  kind: "zone",
  latency,
  ...(around === undefined ? {} : { zone: around }),
});

/** From birth to the end of the handler, in seconds: shortest and longest. */
function times(simulation: Simulation, id = "c"): number[] {
  simulation.advanceTo(Infinity);
  const node = simulation.summary().nodes[id];
  if (node?.kind !== "consumer") throw new Error(`"${id}" is no consumer.`);
  expect(simulation.checkInvariants()).toEqual([]);
  return [node.endToEndTime.min, node.endToEndTime.max];
}

const near = (seconds: readonly number[]) => seconds.map((each) => expect.closeTo(each, 9));

describe("N1: distance", () => {
  const nodes = {
    east: zone({ west: "40 ms" }),
    west: zone(),
    "east-a": zone({ "east-b": "1 ms" }, "east"),
    "east-b": zone({}, "east"),
    b: { kind: "broker", zone: "east-b" },
    q: { kind: "queue", broker: "b" },
    p: producer({ zone: "east-a" }),
  };
  const links = {
    in: line("publish", "p", "q", { latency: "5 ms" }),
    out: line("subscribe", "q", "c"),
  };

  it("is added to a link's own time, by the innermost zones that state one, in either direction", () => {
    const far = run({ nodes: { ...nodes, c: consumer({ zone: "west" }) }, links });
    expect(times(far)).toEqual(near([0.046, 0.046]));
    const close = run({ nodes: { ...nodes, c: consumer({ zone: "east-b" }) }, links });
    expect(times(close)).toEqual(near([0.006, 0.006]));
  });

  it("counts for calls, there and back", () => {
    const call = run({
      nodes: {
        ...nodes,
        c: consumer({ zone: "east-b", handlers: { M: [{ do: "call", to: "d" }] } }),
        d: { kind: "dependency", zone: "west", latency: "10 ms" },
      },
      links: { ...links, ask: line("call", "c", "d") },
    });
    expect(times(call)).toEqual(near([0.096, 0.096]));
  });
});

describe("N2: bandwidth", () => {
  const messageTypes = { M: { kind: "event", size: "100000 B" } };
  const q = { kind: "queue" };

  it("lets publications cross a link one after the other", () => {
    const nodes = { p: producer(), q, c: consumer() };
    const links = {
      in: line("publish", "p", "q", { bandwidth: "1000000 B", latency: "5 ms" }),
      out: line("subscribe", "q", "c"),
    };
    expect(times(run({ messageTypes, nodes, links }))).toEqual(near([0.105, 0.305]));
  });

  it("is shared by all instances behind a subscription", () => {
    const nodes = { p: producer(), q, c: consumer({ instances: 3, concurrency: 1 }) };
    const links = {
      in: line("publish", "p", "q"),
      out: line("subscribe", "q", "c", { bandwidth: "1000000 B" }),
    };
    expect(times(run({ messageTypes, nodes, links }))).toEqual(near([0.1, 0.3]));
  });

  it("carries what a step writes, and the row that one reads", () => {
    const steps = [
      { do: "write", to: "db", key: "k", size: "2000000 B" },
      { do: "read", from: "db", key: "k" },
    ];
    const nodes = {
      p: producer({ arrivals: { process: "burst", count: 1 } }),
      q,
      c: consumer({ handlers: { M: steps } }),
      db: { kind: "database", writeLatency: "0 s", readLatency: "0 s" },
    };
    const links = {
      in: line("publish", "p", "q"),
      out: line("subscribe", "q", "c"),
      put: line("write", "c", "db", { bandwidth: "1000000 B" }),
    };
    const keys = { k: { values: { values: "unique" } } };
    expect(times(run({ keys, messageTypes, nodes, links }))).toEqual(near([4, 4]));
  });
});

describe("B9: what broker nodes handle", () => {
  const messageTypes = { M: { kind: "event", size: "100000 B" } };
  const nodes = { p: producer(), q: { kind: "queue", broker: "b" }, c: consumer() };
  const links = { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") };
  const through = (broker: object) =>
    times(run({ messageTypes, nodes: { ...nodes, b: { kind: "broker", ...broker } }, links }));

  it("is a number of bytes a second, in and out, one after the other on each node", () => {
    expect(through({ bandwidth: "1000000 B" })).toEqual(near([0.4, 0.6]));
    expect(through({ bandwidth: "1000000 B", nodes: 6 })).toEqual(near([0.2, 0.2]));
  });

  it("or a number of messages", () => {
    expect(through({ throughput: "10/s" })).toEqual(near([0.4, 0.6]));
  });
});

describe("N3: standby", () => {
  const nodes = {
    p: producer({ arrivals: { process: "constant", rate: "1/s" } }),
    a: { kind: "queue" },
    b: { kind: "queue" },
    here: consumer(),
    there: consumer(),
  };
  const links = {
    "to-a": line("publish", "p", "a"),
    "to-b": line("publish", "p", "b", { standby: true }),
    "from-a": line("subscribe", "a", "here"),
    "from-b": line("subscribe", "b", "there"),
  };
  const handled = (faults: object, more: object = {}) => {
    const simulation = run({
      nodes,
      links: { ...links, ...more },
      scenario: { duration: "20.5 s", faults },
    });
    simulation.advanceTo(Infinity);
    expect(simulation.checkInvariants()).toEqual([]);
    return [consumerOf(simulation, "here").completed, consumerOf(simulation, "there").completed];
  };

  it("is no way while the other one leads to a channel that answers", () => {
    expect(handled({})).toEqual([20, 0]);
  });

  it("is taken while the channel of the other way does not answer, or its link is cut", () => {
    expect(handled({ down: { fault: "outage", target: "a", at: "5.5 s", for: "4 s" } })).toEqual([
      16, 4,
    ]);
    const cut = { fault: "cut-off", target: { link: "to-a" }, at: "5.5 s", for: "4 s" };
    expect(handled({ cut })).toEqual([16, 4]);
  });

  it("connects a consumer to its other channel while the first one does not answer", () => {
    const more = { "other-b": line("subscribe", "b", "here", { standby: true }) };
    const down = { fault: "outage", target: "a", at: "5.5 s", for: "4 s" };
    const [here, there] = handled({ down }, more);
    expect(here! + there!).toBe(20);
    expect(there).toBeLessThan(4);
  });
});

describe("F3, B8: a cut between zones", () => {
  it("severs the links between them, however deep their ends stand", () => {
    const simulation = run({
      nodes: {
        east: zone(),
        west: zone(),
        "east-a": zone({}, "east"),
        p: producer({ zone: "east-a", arrivals: { process: "constant", rate: "1/s" } }),
        b: { kind: "broker", zone: "west" },
        q: { kind: "queue", broker: "b" },
        c: consumer({ zone: "west" }),
      },
      links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
      scenario: {
        duration: "10.5 s",
        faults: { cut: { fault: "cut-off", target: { zones: ["west", "east"] }, at: "4.5 s" } },
      },
    });
    simulation.advanceTo(Infinity);
    expect(consumerOf(simulation, "c").completed).toBe(4);
    expect(simulation.world.ports.get("in")?.waitingCount).toBe(6);
  });

  it("parts the fewer nodes of a broker from the others", () => {
    const simulation = run({
      nodes: {
        one: zone(),
        two: zone(),
        p: producer({ arrivals: { process: "constant", rate: "10/s" } }),
        b: {
          kind: "broker",
          nodes: 3,
          nodeZones: ["one", "two", "two"],
          replication: { replicas: 3, minInSync: 2, detect: "1 s", elect: "1 s" },
        },
        s: { kind: "stream", broker: "b" },
        c: consumer(),
      },
      links: { in: line("publish", "p", "s"), out: line("subscribe", "s", "c") },
      scenario: {
        duration: "20 s",
        faults: {
          cut: { fault: "cut-off", target: { zones: ["one", "two"] }, at: "5 s", for: "5 s" },
        },
      },
    });
    simulation.advanceTo(5.5);
    const [broker] = simulation.world.context.brokers;
    expect([0, 1, 2].map((node) => broker?.isUp(node))).toEqual([false, true, true]);
    simulation.advanceTo(Infinity);
    expect([0, 1, 2].map((node) => broker?.isUp(node))).toEqual([true, true, true]);
    expect(simulation.summary().lost["channel-outage"]).toBeGreaterThan(15);
  });
});

describe("V5: look-ups in a registry", () => {
  it("take their time once for each version and process", () => {
    const simulation = run({
      messageTypes: { M: { kind: "event", size: "0 B", versions: { "1": {}, "2": {} } } },
      nodes: {
        p: producer({ arrivals: { process: "constant", rate: "1/s" } }),
        q: { kind: "queue" },
        c: consumer({ concurrency: 1 }),
        r: { kind: "registry", guards: ["M"], lookup: "300 ms" },
      },
      links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
      scenario: {
        duration: "10.5 s",
        faults: { crash: { fault: "crash", target: "c", at: "5.5 s", for: "1 s" } },
      },
    });
    simulation.advanceTo(Infinity);
    const node = simulation.summary().nodes.c;
    if (node?.kind !== "consumer") throw new Error("c is no consumer");
    expect(node.waitingTime.mean * node.waitingTime.count).toBeCloseTo(2 * 0.3 + 0.5, 6);
  });
});

describe("D23: ageing", () => {
  const order = (ageing: object) => {
    const simulation = run({
      messageTypes: {
        Gold: { kind: "event", size: "0 B", priority: 2 },
        Plain: { kind: "event", size: "0 B" },
      },
      nodes: {
        gold: {
          kind: "producer",
          messages: { Gold: 1 },
          arrivals: { process: "constant", rate: "2/s", first: "0 s" },
        },
        plain: {
          ...producer(),
          messages: { Plain: 1 },
          arrivals: { process: "burst", at: "0.1 s", count: 1 },
        },
        q: { kind: "queue", discipline: "priority", ...ageing },
        c: {
          kind: "consumer",
          handlers: {
            Gold: [{ do: "work", time: "1 s" }],
            Plain: [{ do: "work", time: "1 s", effect: "plain" }],
          },
        },
      },
      links: {
        a: line("publish", "gold", "q"),
        b: line("publish", "plain", "q"),
        out: line("subscribe", "q", "c"),
      },
      scenario: { duration: "20.5 s" },
    });
    simulation.advanceTo(Infinity);
    return simulation.summary().effects.plain?.happened ?? 0;
  };

  it("lets what has waited long enough go before higher ranks, which starve it otherwise", () => {
    expect(order({})).toBe(0);
    expect(order({ ageing: { every: "3 s" } })).toBe(1);
  });
});
