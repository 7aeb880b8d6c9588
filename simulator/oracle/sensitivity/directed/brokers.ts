import { channel, consumer, type Directed, lost, oneChannel, type Parts } from "./Directed.ts";

/** A channel of a broker, which has something happen to it. */
const housed = (broker: object, parts: Parts) =>
  oneChannel({
    ...parts,
    channel: { broker: "b", ...parts.channel },
    nodes: { b: { kind: "broker", ...broker }, ...parts.nodes },
  });
const lossOf = (node: number, at: string, more: object = { for: "20 s" }) => ({
  fault: "node-loss",
  target: "b",
  node,
  at,
  ...more,
});

/** Who asks from nearby waits for what stands far away. */
const placed = (leaf: string, channelParts: object, subscription?: object): Directed => ({
  leaf,
  values: ["near", "far"],
  make: (zone) =>
    oneChannel(
      {
        producer: { zone: "near" },
        consumer: { zone: "near" },
        channel: { ...channelParts, zone },
        nodes: { near: { kind: "zone", latency: { far: "1 s" } }, far: { kind: "zone" } },
        duration: "2 s",
      },
      subscription,
    ),
  figure: consumer("completed"),
  second: "fewer",
});

/** The copy that is left was away when the leader went on without it. */
const behind = (replication: object) =>
  housed(
    {
      nodes: 2,
      replication: { replicas: 2, detect: "100 ms", elect: "100 ms", ...replication },
    },
    {
      channel: { kind: "stream" },
      producer: { limit: 60, publisher: { confirm: "leader" } },
      faults: { a: lossOf(1, "500 ms", { for: "2 s" }), b: lossOf(0, "2 s") },
    },
  );

/** Rows of brokers and of where channels stand. */
export const brokerRows: readonly Directed[] = [
  {
    leaf: "Broker(broker).fsync",
    values: ["before-ack", "never"],
    make: (fsync) =>
      housed(
        { fsync },
        {
          channel: { kind: "stream" },
          steps: [{ do: "work", time: "1 s" }],
          faults: { n: lossOf(0, "1 s", { for: "1 s", power: true }) },
        },
      ),
    figure: lost,
    second: "more",
  },
  {
    // What was never written to disk outlives the loss of a node, and not that of its power.
    leaf: "scenario.faults.*(node-loss).power",
    values: [false, true],
    make: (power) =>
      housed(
        { fsync: "never" },
        {
          channel: { kind: "stream" },
          steps: [{ do: "work", time: "1 s" }],
          faults: { n: lossOf(0, "1 s", { for: "1 s", power }) },
        },
      ),
    figure: lost,
    second: "more",
  },
  {
    // The new leader knows of earlier positions.
    leaf: "Broker(broker).replication.cursors",
    values: ["sync", "async"],
    make: (cursors) =>
      housed(
        {
          nodes: 2,
          replication: {
            replicas: 2,
            lag: "500 ms",
            detect: "1 s",
            elect: "1 s",
            election: "in-sync-set",
            cursors,
          },
        },
        { channel: { kind: "stream" }, faults: { n: lossOf(0, "2 s") } },
      ),
    figure: consumer("attempts"),
    second: "more",
  },
  {
    leaf: "Broker(broker).memory.onLimit",
    values: ["block", "error"],
    make: (onLimit) =>
      housed({ memory: { limit: "500 B", onLimit } }, { steps: [{ do: "work", time: "5 s" }] }),
    figure: channel("refused"),
    second: "more",
  },
  {
    // The node that the queue stands on is the only one that is left.
    leaf: "Broker(broker).minority",
    values: ["go-on", "pause"],
    make: (minority) =>
      housed({ nodes: 3, minority }, { faults: { a: lossOf(1, "1 s"), b: lossOf(2, "1 s") } }),
    figure: consumer("completed"),
    second: "fewer",
  },
  {
    leaf: "Broker(broker).replication.unclean",
    values: [false, true],
    make: (unclean) => behind({ election: "in-sync-set", unclean }),
    figure: consumer("completed"),
    second: "more",
  },
  {
    leaf: "Broker(broker).replication.election",
    values: ["in-sync-set", "async-promotion"],
    make: (election) => behind({ election }),
    figure: consumer("completed"),
    second: "more",
  },
  {
    // Nobody takes the lead, though most are left.
    leaf: "Broker(broker).replication.election",
    values: ["none", "majority"],
    make: (election) =>
      housed(
        { nodes: 3, replication: { replicas: 3, election, detect: "100 ms", elect: "100 ms" } },
        { channel: { kind: "stream" }, faults: { a: lossOf(0, "500 ms") } },
      ),
    figure: consumer("completed"),
    second: "more",
  },
  {
    // Too few are in step for those who ask for it.
    leaf: "Publishing.confirm",
    values: ["leader", "all-in-sync"],
    make: (confirm) =>
      housed(
        { nodes: 2, replication: { replicas: 2, minInSync: 2, detect: "100 ms" } },
        {
          channel: { kind: "stream" },
          producer: { publisher: { confirm } },
          faults: { a: lossOf(1, "500 ms") },
        },
      ),
    figure: consumer("completed"),
    second: "fewer",
  },
  placed("Topic(topic).zone", {}, {}),
  placed("Stream(stream).zone", { kind: "stream" }),
];
