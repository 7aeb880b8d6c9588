import { describe, expect, it } from "vitest";
import { Group } from "../../channels/Group.ts";
import { notSimulated } from "../../experiment/notSimulated.ts";
import type { Simulation } from "../../experiment/Simulation.ts";
import { line, run } from "../../experiment/testing.ts";
import { checkParameters } from "../checkParameters.ts";
import { kafka } from "./kafka.ts";

interface Own {
  readonly broker?: object;
  readonly topic?: object;
  readonly group?: object;
  readonly consumer?: object;
  readonly producer?: object;
}

/** One topic on Kafka, with a broker's own parameters only. */
function system({ broker = {}, topic = {}, group = {}, consumer = {}, producer = {} }: Own) {
  return {
    messageTypes: { M: { kind: "event", size: "100 B", key: "k" } },
    keys: { k: { values: { values: "uniform", count: 12 } } },
    nodes: {
      kafka: { kind: "broker", profile: "kafka", nodes: 3, parameters: broker },
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "10/s" },
        publisher: { parameters: producer },
      },
      t: {
        kind: "stream",
        broker: "kafka",
        partitions: 4,
        parameters: topic,
        subscriptions: { c: { parameters: group } },
      },
      c: {
        kind: "consumer",
        instances: 2,
        handlers: { M: [{ do: "work", time: "50 ms" }] },
        parameters: consumer,
      },
    },
    links: { in: line("publish", "p", "t"), out: line("subscribe", "t", "c") },
  };
}

function groupOf(sim: Simulation): Group {
  const feed = sim.world.feeds.get("t")?.[0];
  if (!(feed instanceof Group)) throw new Error("No group reads the topic.");
  return feed;
}

const PLACES = {
  broker: "broker",
  stream: "topic",
  subscription: "group",
  consumer: "consumer",
  publisher: "producer",
} as const;
describe("Kafka in its own words", () => {
  it("knows its parameters and their ranges", () => {
    const wrong = system({ group: { "session.timeout.ms": 100, "max.pol.interval.ms": 1 } });
    const problems = checkParameters(wrong as never).map(({ message }) => message);
    expect(problems).toHaveLength(2);
    expect(problems.join(" ")).toContain("max.poll.interval.ms");
  });

  it("says of each parameter that it is carried out", () => {
    const open = new Set<string>();
    for (const {
      name,
      on,
      default: value,
      range,
      values,
      sets,
      since,
      until,
      when,
    } of kafka.parameters) {
      if (sets.length === 0 || since !== undefined || until !== undefined) continue;
      const own = { [name]: value ?? range?.[0] ?? values?.[0] ?? "x" };
      const place = PLACES[on[0] as keyof typeof PLACES];
      const conditions = Object.fromEntries(
        Object.entries(when ?? {}).map(([key, each]) => [
          key,
          Array.isArray(each) ? each[0] : each,
        ]),
      );
      const text = system({ [place]: { ...conditions, ...own } });
      if (notSimulated(text).some((path) => path.endsWith(name))) open.add(name);
    }
    expect([...open]).toEqual([]);
  });

  it("commits inside polls every five seconds, and not where that is switched off", () => {
    const auto = run({ ...system({}), scenario: { duration: "60 s" } });
    auto.advanceTo(4.5);
    expect(groupOf(auto).partitions.every(({ committed }) => committed === 0)).toBe(true);
    auto.advanceTo(20);
    expect(groupOf(auto).partitions.some(({ committed }) => committed > 0)).toBe(true);
    const manual = run({
      ...system({ consumer: { "enable.auto.commit": false } }),
      scenario: { duration: "60 s" },
    });
    manual.advanceTo(4.5);
    expect(groupOf(manual).partitions.some(({ committed }) => committed > 0)).toBe(true);
  });
});
