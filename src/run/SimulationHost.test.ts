import { expect, test } from "vitest";
import { type Frame, Scenario, type SimulationInput, System } from "../../simulator/index.ts";
import { addNode, connect, createDesignStore, emptyDesign } from "../design/index.ts";
import { SimulationHost } from "./SimulationHost.ts";
import { inputOf } from "./simulationInput.ts";

function line(): SimulationInput {
  const designs = createDesignStore(emptyDesign());
  designs.edit("draw", (draft) => {
    const [p, q, c] = (["producer", "queue", "consumer"] as const).map((kind, column) =>
      addNode(draft, kind, { x: column * 200, y: 0 }),
    );
    connect(draft, p ?? "", q ?? "");
    connect(draft, q ?? "", c ?? "");
  });
  const { design, resolved } = designs.getState();
  return inputOf(design, resolved, Object.keys(resolved.scenarios)[0] ?? "");
}

/** The figures of the moment, however it was come to. */
function figuresAt(time: number, come: (host: SimulationHost) => Frame): unknown {
  const host = new SimulationHost();
  host.start(line(), [], 0);
  const frame = come(host);
  expect(frame.now).toBe(time);
  return { nodes: [...frame.nodes], links: [...frame.links] };
}

test("a moment has the same figures whether the run was let go there, watched on the way, or sought it", () => {
  const atOnce = figuresAt(20, (host) => host.pull(20, 10_000, true).frame);
  const watched = figuresAt(20, (host) => {
    for (const seen of [3.7, 11.2, 18.3]) host.pull(seen, 10_000);
    return host.pull(20, 10_000, true).frame;
  });
  const sought = figuresAt(20, (host) => {
    host.pull(31, 10_000);
    host.seek(20);
    return host.pull(20, 10_000).frame;
  });
  expect(watched).toEqual(atOnce);
  expect(sought).toEqual(atOnce);
});

test("who has no time gets on the way what there is, and the moment in the end", () => {
  const host = new SimulationHost();
  host.start(line(), [], 0);
  const seen: number[] = [];
  for (let at = -1; at < 400; seen.push(at)) at = host.pull(400, 0, true).frame.now;
  expect(seen.length).toBeGreaterThan(2);
  expect(seen.at(-1)).toBe(400);
});

/** A queue whose consumer is down. */
function unattended(arrivals: object): SimulationInput {
  return {
    system: System.parse({
      messageTypes: { M: { kind: "event", size: "0 B" } },
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals },
        q: { kind: "queue" },
        c: { kind: "consumer", handlers: { M: [] } },
      },
      links: {
        in: { kind: "publish", source: "p", target: "q" },
        out: { kind: "subscribe", source: "q", target: "c" },
      },
    }),
    scenario: Scenario.parse({
      duration: "100 s",
      faults: { down: { fault: "crash", target: "c", at: "0 s", for: "100 s" } },
    }),
  };
}

test("a run that cannot go on says why, stands where it is, and can be gone back in", () => {
  const host = new SimulationHost();
  const many = unattended({ process: "constant", rate: "1000/s" });
  host.start({ ...many, memoryBytes: 2 ** 20 }, [], 0);
  const { frame, stopped, isDone } = host.pull(100, 10_000);
  expect(stopped).toMatch(/more than the 1 MiB of memory .* "q" holds [\d,]+ messages/);
  expect(isDone).toBe(false);
  expect(frame.now).toBeLessThan(20);
  expect(host.summary()).toMatchObject({ stopped, simulatedSeconds: frame.now });
  const again = host.step();
  expect([again.stopped, again.frame.eventCount]).toEqual([stopped, frame.eventCount]);
  const back = host.stepBack();
  expect([back.stopped, back.frame.eventCount]).toEqual([undefined, frame.eventCount - 1]);
  host.seek(50);
  expect(host.pull(50, 10)).toMatchObject({ stopped });
  host.seek(4);
  expect(host.pull(4, 10).stopped).toBeUndefined();
});

test("a change that mends the design lets a run that stood still go on", () => {
  const hasty = (thinkTime: string) => {
    const { system, scenario } = unattended({ process: "closed", users: 2, thinkTime });
    return { system, scenario: { ...scenario, faults: {} } };
  };
  const host = new SimulationHost();
  host.start(hasty("0 s"), [], 0);
  expect(host.pull(100, 50_000).stopped).toMatch(/time stands still at 0 s/);
  host.change({ do: "reconfigure", system: hasty("1 s").system });
  const mended = host.pull(100, 10_000);
  expect(mended).toMatchObject({ stopped: undefined, isDone: true });
  expect(mended.frame.now).toBe(100);
  // And so it does whenever it is gone back in: the history mends it at the same event.
  host.seek(0);
  expect(host.pull(100, 50_000)).toMatchObject({ stopped: undefined, isDone: true });
}, 60_000);
