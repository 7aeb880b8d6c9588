import type { RunSummary } from "../../../experiment/summarize.ts";
import { type Draft, line } from "../../../experiment/testing.ts";
import {
  type Asked,
  channel,
  consumer,
  type Directed,
  endpoint,
  oneChannel,
  oneEndpoint,
  type Parts,
} from "./Directed.ts";

const VERSIONS = { 1: {}, 2: {} };
/** Who reads the first version only hears what somebody publishes. */
const LISTENER = {
  nodes: {
    told: { kind: "queue" },
    listener: { kind: "consumer", reads: { M: ["1"] }, handlers: { "*": [] } },
  },
  links: { hear: line("subscribe", "told", "listener") },
};
const TELLS = [{ do: "publish", message: "M", to: "told" }];

/** A service that passes on in a version of its own what it hears. */
const passesOn = (parts: Parts): Draft =>
  oneChannel({
    type: { versions: VERSIONS },
    steps: TELLS,
    ...parts,
    ...LISTENER,
    links: { ...LISTENER.links, tell: line("publish", "c", "told") },
  });
const asks = (endpointParts: Asked["endpoint"]): Draft =>
  oneEndpoint({
    endpoint: { handler: TELLS, ...endpointParts },
    ...LISTENER,
    links: { ...LISTENER.links, tell: line("publish", "e", "told") },
  });
const unreadable = ({ nodes }: RunSummary): number => {
  const { listener } = nodes;
  const list = listener?.kind === "consumer" ? (listener.unreadable ?? []) : [];
  return list.reduce((sum, { count }) => sum + count, 0);
};
/** What is not readable fails; written in the first version it is. */
const written = (leaf: string, make: (version: never) => Draft): Directed => ({
  leaf,
  values: ["2", "1"],
  make,
  figure: unreadable,
  second: "fewer",
});

const SIDES: readonly Directed[] = [
  written("Endpoint(endpoint).writes.*", (version) => asks({ writes: { M: version } })),
  written("Consumer(consumer).writes.*", (version) =>
    passesOn({ consumer: { writes: { M: version } } }),
  ),
  written("Step(publish).version", (version) => passesOn({ steps: [{ ...TELLS[0], version }] })),
  written("scenario.faults.*(deploy).writes.*", (version) =>
    passesOn({
      faults: {
        d: { fault: "deploy", target: "c", at: "0 s", down: "10 ms", writes: { M: version } },
      },
    }),
  ),
  {
    leaf: "Endpoint(endpoint).reads.*",
    values: [["2"], ["1"]],
    make: (versions) => oneEndpoint({ endpoint: { handler: [], reads: { M: versions } } }),
    figure: endpoint("answered"),
    second: "fewer",
  },
  {
    // Who reads the first version only cannot read what is written.
    leaf: "scenario.faults.*(deploy).reads.*",
    values: [["1"], ["2"]],
    make: (reads) =>
      oneChannel({
        type: { versions: VERSIONS },
        faults: {
          d: { fault: "deploy", target: "c", at: "0 s", down: "10 ms", reads: { M: reads } },
        },
      }),
    figure: consumer("completed"),
    second: "more",
  },
  {
    // Each of five instances reads the new version from its turn on.
    leaf: "scenario.faults.*(deploy).rolling",
    values: ["10 ms", "4 s"],
    make: (rolling) =>
      oneChannel({
        type: { versions: VERSIONS },
        consumer: { instances: 5, reads: { M: ["1"] } },
        faults: {
          d: {
            fault: "deploy",
            target: "c",
            at: "0 s",
            down: "10 ms",
            rolling,
            reads: { M: ["1", "2"] },
          },
        },
      }),
    figure: consumer("completed"),
    second: "fewer",
  },
];

/** Who reads numbers can read integers as well; not the other way round. */
const N = { type: "number" };
const I = { type: "integer" };
/** Three versions of which the last is written, and who says that there is somebody who could not read somebody. */
const HISTORIES: readonly {
  readonly schemas: readonly object[];
  readonly refusedBy: readonly string[];
}[] = [
  {
    schemas: [I, N, I],
    refusedBy: ["backward", "backward-transitive", "full", "full-transitive"],
  },
  { schemas: [N, I, N], refusedBy: ["forward", "forward-transitive", "full", "full-transitive"] },
  { schemas: [N, I, I], refusedBy: ["backward-transitive", "full-transitive"] },
  { schemas: [I, N, N], refusedBy: ["forward-transitive", "full-transitive"] },
];
const MODES = [
  "none",
  "backward",
  "backward-transitive",
  "forward",
  "forward-transitive",
  "full",
  "full-transitive",
];
/** Of each two, one lets through what the other refuses. */
const MODE_ROWS: readonly Directed[] = MODES.flatMap((one, i) =>
  MODES.slice(i + 1).map((other): Directed => {
    const between = ({ refusedBy }: (typeof HISTORIES)[number]): boolean =>
      refusedBy.includes(one) !== refusedBy.includes(other);
    const { schemas, refusedBy } = HISTORIES.find(between)!;
    const versions = Object.fromEntries(schemas.map((schema, at) => [at + 1, { schema }]));
    return {
      leaf: "Registry(registry).compatibility",
      values: refusedBy.includes(other) ? [one, other] : [other, one],
      make: (compatibility) =>
        oneChannel({
          type: { versions },
          nodes: { r: { kind: "registry", guards: ["M"], compatibility } },
          steps: [{ do: "publish", message: "M", to: "dead" }],
          links: { tell: line("publish", "c", "dead") },
        }),
      figure: consumer("published"),
      second: "fewer",
    };
  }),
);

const GUARDED: readonly Directed[] = [
  ...MODE_ROWS,
  {
    // The first look-up is far away.
    leaf: "Registry(registry).zone",
    values: ["near", "far"],
    make: (zone) =>
      oneChannel({
        type: { versions: VERSIONS },
        consumer: { zone: "near" },
        nodes: {
          r: { kind: "registry", guards: ["M"], lookup: "1 ms", zone },
          near: { kind: "zone", latency: { far: "3 s" } },
          far: { kind: "zone" },
        },
        duration: "3 s",
      }),
    figure: consumer("completed"),
    second: "fewer",
  },
  {
    // Nothing larger than 500 B comes in.
    leaf: "system.messageTypes.*.versions.*.size",
    values: ["100 B", "1 KiB"],
    make: (size) =>
      oneChannel({
        type: { versions: { 1: {}, 2: { size } } },
        channel: { maxMessageSize: "500 B" },
      }),
    figure: channel("refused"),
    second: "more",
  },
];

/** Rows of the versions of contracts: who writes and reads which, and what a registry says to it. */
export const versionRows: readonly Directed[] = [...SIDES, ...GUARDED];
