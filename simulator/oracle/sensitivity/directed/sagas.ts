import type { RunSummary } from "../../../experiment/summarize.ts";
import type { Draft } from "../../../experiment/testing.ts";
import { type FourSteps, fourSteps } from "../../../services/fourSteps.testing.ts";
import type { Directed } from "./Directed.ts";

interface Differs {
  readonly saga?: object;
  readonly nodes?: object;
  readonly links?: object;
  readonly faults?: object;
  readonly four?: Partial<FourSteps>;
}

/** A saga of four steps of 200 ms, begun once a second; what differs is the row's. */
function coordinated({ saga, nodes, links, faults = {}, four }: Differs): Draft {
  const system = fourSteps({
    arrivals: { process: "constant", rate: "1/s" },
    limit: 5,
    carryOut: (step) => [
      { do: "work", time: "200 ms" },
      { do: "reply", message: `${step}Done` },
    ],
    ...four,
  });
  return {
    ...system,
    nodes: { ...system.nodes, coordinator: { ...system.nodes.coordinator, ...saga }, ...nodes },
    links: { ...system.links, ...links },
    scenario: { duration: "8 s", seed: 2, faults },
  };
}
const CRASH = { x: { fault: "crash", target: "coordinator", at: "1300 ms" } };

const sagaOf =
  (name: "started" | "completed" | "stuck") =>
  ({ sagas }: RunSummary): number =>
    sagas.coordinator![name];
const duration = ({ sagas }: RunSummary): number => sagas.coordinator!.duration.mean;

/** Rows of sagas. */
export const sagaRows: readonly Directed[] = [
  {
    leaf: "Saga(saga).begins.arrivals",
    values: ["1/s", "5/s"],
    make: (rate) => coordinated({ saga: { begins: { arrivals: { process: "constant", rate } } } }),
    figure: sagaOf("started"),
    second: "more",
  },
  {
    leaf: "Saga(saga).persistence",
    values: ["none", { database: "states" }],
    make: (persistence) => coordinated({ saga: { persistence }, faults: CRASH }),
    figure: sagaOf("stuck"),
    second: "fewer",
  },
  {
    leaf: "Saga(saga).persistence.database",
    values: ["states", "slow"],
    make: (database) =>
      coordinated({
        saga: { persistence: { database } },
        nodes: { slow: { kind: "database", writeLatency: "1 s" } },
        links: { keep: { kind: "write", source: "coordinator", target: "slow" } },
      }),
    figure: duration,
    second: "more",
  },
  {
    leaf: "Saga(saga).restart",
    values: ["100 ms", "3 s"],
    make: (restart) => coordinated({ saga: { restart }, faults: CRASH }),
    figure: duration,
    second: "more",
  },
  {
    leaf: "Saga(saga).steps.parallel",
    values: [undefined, ["A", "B", "C", "D"]],
    make: (parallel) => coordinated({ four: parallel === undefined ? {} : { parallel } }),
    figure: duration,
    second: "fewer",
  },
  {
    // Each of its four commands and answers crosses the way twice.
    leaf: "Saga(saga).zone",
    values: ["near", "far"],
    make: (zone) => {
      const channels = { kind: "queue", zone: "near" };
      return coordinated({
        saga: { zone },
        nodes: {
          near: { kind: "zone", latency: { far: "500 ms" } },
          far: { kind: "zone", latency: { near: "500 ms" } },
          commands: channels,
          replies: { ...channels, role: "reply" },
        },
      });
    },
    figure: duration,
    second: "more",
  },
];
