import type {
  BrokerScenario,
  ChannelSetup,
  ClientSetup,
  HandlerSetup,
  Inexpressible,
  Parameters,
  ScenarioRun,
} from "../BrokerScenario.ts";

/** Apache Kafka 4.x: outcomes derived from its documentation, unless an outcome says otherwise. */

const MANUAL = { "enable.auto.commit": false } as const;

/** Numbers as a list of labels. */
const list = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i).join(",");
const each = (first: number, last: number, times: number): Record<string, number> =>
  Object.fromEntries(
    list(first, last)
      .split(",")
      .map((label) => [label, times]),
  );

/** A topic "t" whose group "g" has these parameters. */
const topic = (
  partitions: number,
  group: Parameters = {},
  parameters: Parameters = {},
): Record<string, ChannelSetup> => ({
  t: { kind: "stream", partitions, parameters, groups: { g: group } },
});

/** A member of the group that handles one record after the other, once a step lets it subscribe. */
const member = (handler: HandlerSetup, parameters: Parameters = {}): ClientSetup => ({
  reads: "t",
  group: "g",
  parameters,
  handler: { instances: 0, ...handler },
});

const records = (labels: string, group?: string) => ({
  publish: labels,
  to: "t",
  ...(group !== undefined && { group }),
});

/** 100 records, of which the followers have 90 when the leader dies. */
const leaderKilled = (
  name: string,
  publisher: Parameters,
  expected: ScenarioRun["expected"],
): ScenarioRun => ({
  name,
  nodes: 3,
  broker: { "default.replication.factor": 3, "min.insync.replicas": 2 },
  followersBehind: 0.5,
  channels: topic(1),
  publisher,
  clients: { A: member({ seconds: 0 }) },
  steps: [
    records("1..90"),
    { wait: 1 },
    records("91..100"),
    { wait: 0.1 },
    { killLeaderOf: "t" },
    { wait: 60 },
  ],
  expected,
});

const tooFewInSync = (acks: string, expected: ScenarioRun["expected"]): ScenarioRun => ({
  name: `acks=${acks}`,
  nodes: 3,
  broker: { "default.replication.factor": 3, "min.insync.replicas": 2 },
  channels: topic(1),
  publisher: { acks },
  clients: { A: member({ seconds: 0 }, MANUAL) },
  steps: [
    records("1..3"),
    { killFollowersOf: "t" },
    { wait: 10 },
    records("4..6"),
    { wait: 100 },
    { subscribe: "A" },
    { wait: 60 },
  ],
  expected,
});

/** M1 has 20 s of work left from its last poll when M3 joins; M2 polls every second. */
const joinOfThird = (strategy: string): Pick<ScenarioRun, "name" | "channels" | "clients"> => ({
  name: strategy,
  channels: topic(6, { "partition.assignment.strategy": strategy, "session.timeout.ms": 45_000 }),
  clients: {
    M1: member({ seconds: 1 }, { ...MANUAL, "max.poll.records": 30 }),
    M2: member({ seconds: 1 }, { ...MANUAL, "max.poll.records": 1 }),
    M3: member({ seconds: 1 }, { ...MANUAL, "max.poll.records": 1 }),
  },
});
/** Forty records for each of six partitions, when M1 and M2 have three each; 10 s later M3 joins. */
const untilThirdJoins: ScenarioRun["steps"] = [
  { subscribe: "M1" },
  { subscribe: "M2" },
  { wait: 20 },
  { see: { assigned: { M1: 3, M2: 3 } } },
  ...["a", "b", "c", "d", "e", "f"].map((key, i) => records(`${i + 1}01..${i + 1}40`, key)),
  { wait: 10.5 },
  { subscribe: "M3" },
];

export const kafkaScenarios: readonly BrokerScenario[] = [
  {
    id: "KAF-01",
    title: "Redelivery from the commit",
    broker: "kafka",
    basis: "documented",
    runs: [
      {
        name: "A commits offset 4, handles 0 to 6, and crashes",
        channels: topic(1),
        clients: {
          A: member({ seconds: 1, commitsEvery: 4 }, MANUAL),
          B: member({ seconds: 1, commitsEvery: 4 }, MANUAL),
        },
        steps: [
          records("0..9"),
          { subscribe: "A" },
          { wait: 10.05 },
          { client: "A", does: "crash" },
          { wait: 60 },
          { subscribe: "B" },
          { wait: 60 },
        ],
        expected: {
          deliveries: { A: "0,1,2,3,4,5,6,7", B: "4,5,6,7,8,9" },
          processed: { ...each(0, 3, 1), ...each(4, 6, 2), ...each(7, 9, 1) },
          lost: { "acknowledged-early": 0 },
        },
      },
    ],
  },
  {
    id: "KAF-02",
    title: "Auto-commit, synchronous handler",
    broker: "kafka",
    basis: "documented",
    runs: [
      {
        name: "crash 15 s after the first poll",
        channels: topic(1),
        clients: {
          A: member({ seconds: 0.1 }, { "max.poll.records": 100 }),
          B: member({ seconds: 0.1 }, { "max.poll.records": 100 }),
        },
        steps: [
          records("1..300"),
          { subscribe: "A" },
          { wait: 3 + 15.05 },
          { client: "A", does: "crash" },
          { wait: 60 },
          { subscribe: "B" },
          { wait: 100 },
        ],
        expected: {
          deliveries: { A: list(1, 151), B: list(101, 300) },
          processed: { ...each(1, 100, 1), ...each(101, 150, 2), ...each(151, 300, 1) },
          lost: { "acknowledged-early": 0 },
        },
      },
    ],
  },
  {
    id: "KAF-03",
    title: "Auto-commit, handed to a worker",
    broker: "kafka",
    basis: "documented",
    runs: [
      {
        name: "the poll thread polls every second; crash after 6 s",
        channels: topic(1),
        clients: {
          A: member({ seconds: 0.1, handsOnEvery: 1 }, { "max.poll.records": 100 }),
          B: member({ seconds: 0.1 }, { "max.poll.records": 100 }),
        },
        steps: [
          records("1..100"),
          { subscribe: "A" },
          { wait: 3 + 6.05 },
          { client: "A", does: "crash" },
          { wait: 60 },
          { subscribe: "B" },
          { wait: 60 },
        ],
        expected: {
          deliveries: { B: "" },
          processed: { ...each(1, 60, 1), ...each(61, 100, 0) },
          lost: { "acknowledged-early": 40 },
        },
      },
    ],
  },
  {
    id: "KAF-04",
    title: "Crash detection",
    broker: "kafka",
    basis: "documented",
    runs: [
      {
        name: "A's partition lies idle for a session",
        channels: topic(2),
        clients: {
          A: member({ seconds: 1 }, { "max.poll.records": 1 }),
          B: member({ seconds: 1 }, { "max.poll.records": 1 }),
        },
        steps: [
          { subscribe: "A" },
          { subscribe: "B" },
          { wait: 10 },
          records("1..4", "first"),
          { wait: 1.5 },
          { client: "A", does: "crash" },
          { wait: 42 - 1.5 },
          { see: { deliveries: { B: "" } } },
          { wait: 10 },
        ],
        // The last heartbeat was at most 3 s before the crash; B joins anew at its next one.
        expected: { deliveries: { A: "1,2", B: "1,2,3,4" } },
      },
    ],
  },
  {
    id: "KAF-05",
    title: "Eager versus cooperative",
    broker: "kafka",
    basis: "documented",
    runs: [
      {
        ...joinOfThird("range"),
        steps: [
          ...untilThirdJoins,
          { wait: 5 },
          // M2 has learned of it within a heartbeat and stands still; M1 works on what it has polled.
          { see: { throughput: { M1: 15, M2: 13, M3: 0 }, assigned: { M2: 0, M3: 0 } } },
          { wait: 14 },
          { see: { throughput: { M1: 29, M2: 13, M3: 0 } } },
          { wait: 2 },
        ],
        expected: { assigned: { M1: 2, M2: 2, M3: 2 } },
      },
      {
        ...joinOfThird("cooperative-sticky"),
        steps: [
          ...untilThirdJoins,
          { wait: 19.4 },
          // M2 has never paused; M1 has not polled yet.
          { see: { throughput: { M1: 29, M2: 29 } } },
          { wait: 60 },
        ],
        expected: { throughput: { M2: 89 }, assigned: { M1: 2, M2: 2, M3: 2 } },
      },
    ],
  },
  {
    id: "KAF-06",
    title: "Poll interval livelock",
    broker: "kafka",
    basis: "documented",
    runs: [
      {
        name: "a handler of 360 s, polls within 300 s",
        channels: topic(1),
        clients: {
          A: member({ seconds: 360 }, { "max.poll.records": 1 }),
          B: member({ seconds: 360 }, { "max.poll.records": 1 }),
        },
        steps: [{ subscribe: "A" }, { subscribe: "B" }, { wait: 20 }, records("1"), { wait: 1300 }],
        expected: {
          // Times from the start of the script; B learns of a rebalance at a heartbeat.
          times: { A: [20, 620, 1220], B: [320, 920] },
          tolerance: 4,
          processed: { "1": 4 },
          stored: { t: 1 },
        },
      },
    ],
  },
  {
    id: "KAF-07",
    title: "Leader killed",
    broker: "kafka",
    basis: "documented",
    runs: [
      leaderKilled(
        "acks=1: told, and gone",
        { acks: "1" },
        {
          stored: { t: 90 },
          lost: { "unreplicated-tail": 10 },
        },
      ),
      leaderKilled(
        "acks=all, idempotent: sent again, each once",
        { acks: "all" },
        {
          stored: { t: 100 },
          lost: { "unreplicated-tail": 0 },
        },
      ),
    ],
  },
  {
    id: "KAF-08",
    title: "Too few in sync",
    broker: "kafka",
    basis: "documented",
    runs: [
      tooFewInSync("all", {
        deliveries: { A: "1,2,3" },
        lost: { "publisher-gave-up": 3 },
      }),
      tooFewInSync("1", { deliveries: { A: "1,2,3,4,5,6" }, lost: { "publisher-gave-up": 0 } }),
    ],
  },
  {
    id: "KAF-09",
    title: "Lost ack",
    broker: "kafka",
    basis: "documented",
    runs: [true, false].map((isIdempotent) => ({
      name: isIdempotent ? "idempotent: one copy" : "not idempotent: two copies",
      channels: topic(1),
      publisher: { "enable.idempotence": isIdempotent },
      clients: { A: member({ seconds: 0 }) },
      steps: [
        { loseResponsesOf: "t", seconds: 10 },
        { ...records("1"), byProducer: true },
        { wait: 60 },
      ],
      expected: { stored: { t: isIdempotent ? 1 : 2 }, lost: { "publisher-gave-up": 0 } },
    })),
  },
  {
    id: "KAF-11",
    title: "Idle members",
    broker: "kafka",
    basis: "documented",
    runs: [
      {
        name: "3 partitions, 5 members",
        channels: topic(3),
        clients: Object.fromEntries(
          ["A", "B", "C", "D", "E"].map((id) => [id, member({ seconds: 0.1 })]),
        ),
        steps: [
          ...["A", "B", "C", "D", "E"].map((id) => ({ subscribe: id })),
          { wait: 20 },
          ...["a", "b", "c"].map((key, i) => records(`${i + 1}001..${i + 1}300`, key)),
          { wait: 10.05 },
        ],
        expected: {
          // 100 ms for each: 10 records a second and partition, 30 in all.
          throughput: { A: 100, B: 100, C: 100, D: 0, E: 0 },
          assigned: { A: 1, B: 1, C: 1, D: 0, E: 0 },
        },
      },
    ],
  },
  {
    id: "KAF-12",
    title: "Poison blocks its partition",
    broker: "kafka",
    basis: "documented",
    runs: [
      {
        name: "record 5 of the first partition always fails",
        channels: topic(2),
        clients: { A: member({ seconds: 0.01, fails: "5", concurrency: 2 }, MANUAL) },
        steps: [
          records("0..9", "first"),
          records("10..19", "second"),
          { subscribe: "A" },
          { wait: 60 },
        ],
        expected: {
          processed: { ...each(0, 4, 1), ...each(5, 9, 0), ...each(10, 19, 1) },
          stored: { t: 5 },
        },
      },
    ],
  },
  {
    id: "KAF-13",
    title: "Retention overtakes a reader",
    broker: "kafka",
    basis: "documented",
    runs: (["earliest", "latest", "none"] as const).map(
      (reset): ScenarioRun => ({
        name: reset,
        broker: { "log.retention.check.interval.ms": 1000 },
        channels: topic(
          1,
          { "auto.offset.reset": reset },
          { "retention.bytes": 300, "segment.bytes": 50 },
        ),
        clients: { A: member({ seconds: 0 }, MANUAL) },
        steps: [
          { subscribe: "A" },
          { wait: 5 },
          records("0..9", "k"),
          { wait: 1 },
          { client: "A", does: "crash" },
          { wait: 60 },
          records("10..79", "k"),
          { wait: 10 },
          { subscribe: "A" },
          { wait: 10 },
          records("80", "k"),
          { wait: 10 },
        ],
        // Segments of 4 records of 12 bytes: 13 of the 20 go, for 7 of them are the fewest that hold 300 bytes. Where
        // nobody reads on, one more has gone when record 80 is there.
        expected:
          reset === "earliest"
            ? {
                deliveries: { A: `${list(0, 9)},${list(52, 80)}` },
                lost: { retention: 42, "offset-reset": 0 },
              }
            : reset === "latest"
              ? {
                  deliveries: { A: `${list(0, 9)},80` },
                  lost: { retention: 42, "offset-reset": 28 },
                }
              : { deliveries: { A: list(0, 9) }, lost: { retention: 46, "offset-reset": 0 } },
      }),
    ),
  },
  {
    id: "KAF-14",
    title: "Open transaction",
    broker: "kafka",
    basis: "documented",
    runs: [
      {
        name: "record 10 belongs to a transaction whose producer crashes",
        channels: {
          t: {
            kind: "stream",
            groups: {
              committed: { "isolation.level": "read_committed" },
              all: { "isolation.level": "read_uncommitted" },
            },
          },
        },
        publisher: { "transactional.id": "T" },
        clients: {
          C: { ...member({ seconds: 0 }), group: "committed" },
          U: { ...member({ seconds: 0 }), group: "all" },
        },
        steps: [
          { subscribe: "C" },
          { subscribe: "U" },
          { wait: 10 },
          records("0..9"),
          { ...records("10"), inOpenTransaction: true },
          records("11..20"),
          { wait: 59 },
          { see: { deliveries: { C: list(0, 9), U: list(0, 20) } } },
          { wait: 2 },
        ],
        expected: { deliveries: { C: `${list(0, 9)},${list(11, 20)}`, U: list(0, 20) } },
      },
    ],
  },
  {
    id: "KAF-15",
    title: "A share group gives up",
    broker: "kafka",
    basis: "documented",
    runs: [
      {
        name: "record 7 is never acknowledged",
        channels: topic(1, { "group.type": "share" }),
        clients: { A: { reads: "t", group: "g", parameters: { "max.poll.records": 1 } } },
        steps: [
          { subscribe: "A" },
          records("7"),
          { wait: 145 },
          { see: { stored: { t: 1 } } },
          { wait: 55 },
        ],
        expected: {
          times: { A: [0, 30, 60, 90, 120] },
          stored: { t: 0 },
          lost: { "dead-lettered-without-target": 1 },
        },
      },
    ],
  },
  {
    id: "KAF-16",
    title: "Restart of a static member",
    broker: "kafka",
    basis: "documented",
    runs: [
      {
        name: "back in 30 s",
        channels: topic(2, { "group.instance.id": "m" }),
        clients: {
          M1: member({ seconds: 1 }, { ...MANUAL, "max.poll.records": 1 }),
          M2: member({ seconds: 1 }, { ...MANUAL, "max.poll.records": 1 }),
        },
        steps: [
          { subscribe: "M1" },
          { subscribe: "M2" },
          { wait: 10 },
          records("101..180", "first"),
          records("201..280", "second"),
          { wait: 5.05 },
          { client: "M1", does: "crash" },
          { wait: 30 },
          { see: { throughput: { M1: 5, M2: 35 } } },
          { client: "M1", does: "restart" },
          { wait: 10 },
        ],
        expected: {
          throughput: { M1: 15, M2: 45 },
          assigned: { M1: 1, M2: 1 },
        },
      },
    ],
  },
  {
    id: "KAF-18",
    title: "More partitions",
    broker: "kafka",
    basis: "documented",
    runs: [
      {
        name: "the key moves to a new partition and overtakes itself",
        channels: topic(2),
        clients: {
          A: member({ seconds: 1 }, { "max.poll.records": 1 }),
          B: member({ seconds: 1 }, { "max.poll.records": 1 }),
        },
        steps: [
          { subscribe: "A" },
          { subscribe: "B" },
          { wait: 20 },
          // The third key is on the first of two partitions, and on the third of three.
          records("1", "first"),
          records("2", "second"),
          records("101..200", "k"),
          { wait: 10 },
          { growPartitionsOf: "t", to: 3 },
          { wait: 10 },
          records("301..302", "k"),
          { wait: 10 },
        ],
        expected: { deliveries: { B: "2,301,302" }, processed: { "200": 0, "301": 1, "302": 1 } },
      },
    ],
  },
  {
    id: "X-01/share",
    title: "Limit 3: a share group delivers 3 times",
    broker: "kafka",
    basis: "documented",
    runs: [
      {
        name: "always failing",
        channels: topic(1, { "group.type": "share", "group.share.delivery.count.limit": 3 }),
        clients: {
          A: {
            reads: "t",
            group: "g",
            parameters: { "max.poll.records": 1 },
            onDelivery: { by: "nack" },
          },
        },
        steps: [{ subscribe: "A" }, records("1"), { wait: 100 }],
        expected: { deliveries: { A: "1,1,1" }, stored: { t: 0 } },
      },
    ],
  },
  {
    id: "X-02/kafka",
    title: "Crash detection with defaults",
    broker: "kafka",
    basis: "documented",
    runs: [
      {
        name: "1 s into 10 s of work",
        channels: topic(1),
        clients: { A: member({ seconds: 10 }), B: member({ seconds: 10 }) },
        steps: [
          { subscribe: "A" },
          { wait: 1 },
          { subscribe: "B" },
          { wait: 20 },
          records("1"),
          { wait: 1 },
          { client: "A", does: "crash" },
          { wait: 60 },
        ],
        // A's last heartbeat was at 21 s: its session is over at 66 s, and B hears of it at 67 s.
        expected: { times: { A: [21], B: [67] } },
      },
      {
        name: "share group",
        channels: topic(1, { "group.type": "share" }),
        clients: {
          A: member({ seconds: 10 }, { "max.poll.records": 1 }),
          B: member({ seconds: 10 }, { "max.poll.records": 1 }),
        },
        steps: [
          { subscribe: "A" },
          records("1"),
          { wait: 1 },
          { client: "A", does: "crash" },
          { subscribe: "B" },
          { wait: 60 },
        ],
        expected: { times: { A: [0], B: [30] } },
      },
    ],
  },
  {
    id: "X-03/kafka",
    title: "Slow handler with defaults",
    broker: "kafka",
    basis: "documented",
    runs: [
      {
        name: "60 s of work: once",
        channels: topic(1),
        clients: { A: member({ seconds: 60 }), B: member({ seconds: 60 }) },
        steps: [{ subscribe: "A" }, { subscribe: "B" }, { wait: 20 }, records("1"), { wait: 200 }],
        expected: { deliveries: { A: "1", B: "" }, processed: { "1": 1 } },
      },
      {
        name: "share group: twice, the lock is over after 30 s",
        channels: topic(1, { "group.type": "share" }),
        clients: { A: member({ seconds: 60 }), B: member({ seconds: 60 }) },
        steps: [{ subscribe: "A" }, { subscribe: "B" }, records("1"), { wait: 55 }],
        expected: { deliveries: { A: "1", B: "1" } },
      },
    ],
  },
];

/** Nothing is left. */
export const kafkaInexpressible: readonly Inexpressible[] = [];
