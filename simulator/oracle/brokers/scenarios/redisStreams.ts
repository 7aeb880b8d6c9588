import type { BrokerScenario, ClientSetup, Inexpressible, Parameters } from "../BrokerScenario.ts";

/** Redis Streams 7.0: outcomes seen on a real server. */

const ALL = { "XGROUP CREATE": "0" } as const;
/** A stream "s" whose group "g" was created at 0. */
const stream = (group: Parameters = {}, parameters: Parameters = {}) =>
  ({ s: { kind: "stream", parameters, groups: { g: { ...ALL, ...group } } } }) as const;
const reader = (more: Partial<ClientSetup> = {}): ClientSetup => ({
  reads: "s",
  group: "g",
  ...more,
});
const add = (messages: string) => ({ publish: messages, to: "s" });
/** XREADGROUP … > of so many entries, that waits if it says so. */
const read = (client: string, most: number, wait = 0) => ({ client, receives: most, wait });

export const redisStreamsScenarios: readonly BrokerScenario[] = (
  [
    {
      id: "RDS-01",
      title: "Split",
      runs: [
        {
          name: "two consumers of a group",
          channels: stream(),
          clients: { A: reader(), B: reader() },
          steps: [add("1..6"), read("A", 2), read("B", 10), read("A", 10)],
          expected: { deliveries: { A: "1,2", B: "3,4,5,6" }, inFlight: { s: 6 } },
        },
      ],
    },
    {
      id: "RDS-02",
      title: "No automatic redelivery",
      runs: [
        {
          name: "another consumer waits in vain",
          channels: stream(),
          clients: { A: reader(), B: reader() },
          steps: [
            add("1..3"),
            read("A", 10),
            { client: "A", does: "crash" },
            { wait: 0.5 },
            read("B", 10, 86_400),
            { wait: 90_000 },
          ],
          expected: { deliveries: { A: "1,2,3", B: "" }, inFlight: { s: 3 } },
        },
      ],
    },
    {
      id: "RDS-03",
      title: "Claims",
      runs: [
        {
          name: "min-idle-time 300 ms",
          channels: stream({ "min-idle-time": 300 }),
          clients: { A: reader(), B: reader(), C: reader() },
          steps: [
            add("1..5"),
            read("A", 3),
            { client: "A", does: "cancel" },
            read("B", 2),
            { see: { deliveries: { A: "1,2,3", B: "4,5" } } },
            { client: "B", settles: "4,5", by: "ack" },
            read("B", 3),
            { see: { deliveries: { B: "4,5" } } },
            { wait: 0.35 },
            read("B", 2),
            read("B", 2),
            read("C", 10),
            { see: { deliveries: { C: "" } } },
          ],
          expected: { deliveries: { A: "1,2,3", B: "4,5,1(2),2(2),3(2)", C: "" } },
        },
      ],
    },
    {
      id: "RDS-05",
      title: "Trimming takes pending entries",
      runs: [
        {
          name: "MAXLEN 2",
          channels: stream({ "min-idle-time": 1000 }, { MAXLEN: 2 }),
          clients: { A: reader(), B: reader() },
          steps: [
            add("1,2"),
            read("A", 2),
            add("3..5"),
            read("A", 10),
            { client: "A", does: "cancel" },
            { wait: 2 },
            read("B", 10),
          ],
          expected: { deliveries: { A: "1,2,4,5", B: "4(2),5(2)" }, lost: { retention: 3 } },
        },
      ],
    },
    {
      id: "RDS-07",
      title: "Groups are independent",
      runs: [
        {
          name: "g1 at 0, g2 at $ after two entries",
          channels: {
            s: { kind: "stream", groups: { g1: ALL, g2: {} }, joins: { g2: 1 } },
          },
          clients: { A: { reads: "s", group: "g1" }, B: { reads: "s", group: "g2" } },
          steps: [add("1,2"), { wait: 2 }, add("3"), read("A", 10), read("B", 10)],
          expected: { deliveries: { A: "1,2,3", B: "3" } },
        },
      ],
    },
    {
      id: "RDS-08",
      title: "NOACK",
      runs: [
        {
          name: "read, then crash",
          channels: stream({ "min-idle-time": 100 }),
          clients: { A: reader({ parameters: { NOACK: true } }), B: reader() },
          steps: [
            add("1,2"),
            read("A", 10),
            { see: { inFlight: { s: 0 } } },
            { client: "A", does: "crash" },
            { wait: 10 },
            read("B", 10),
          ],
          expected: { deliveries: { A: "1,2", B: "" }, lost: { "acknowledged-early": 2 } },
        },
      ],
    },
    {
      id: "RDS-10",
      title: "Waiting readers are served in turn",
      runs: [
        {
          name: "A blocks, then B",
          channels: stream(),
          clients: { A: reader(), B: reader() },
          steps: [read("A", 10, 60), read("B", 10, 60), { wait: 1 }, add("1"), add("2")],
          expected: { deliveries: { A: "1", B: "2" } },
        },
      ],
    },
  ] satisfies Omit<BrokerScenario, "broker" | "basis">[]
).map((each) => ({ ...each, broker: "redis-streams", basis: "observed" as const }));

const PERSISTENCE =
  "Snapshots, the append-only file and asynchronous replicas are not in the profile: a stream survives what its broker survives.";
const ADMINISTRATION =
  "A command of an administrator or of the application's own loop, for which the model has no word.";

/** What is left, and why. */
export const redisStreamsInexpressible: readonly Inexpressible[] = [
  {
    id: "RDS-02",
    title: "A returns and reads its own pending list (second part)",
    reason: "A consumer that comes back is a new one: what it held waits for a claim.",
  },
  { id: "RDS-04", title: "What counts (JUSTID)", reason: ADMINISTRATION },
  {
    id: "RDS-06",
    title: "Ack does not delete",
    reason:
      "What a group that shares single entries has settled is no longer stored for it; the length of a stream is not told.",
  },
  { id: "RDS-09", title: "Replay by SETID", reason: ADMINISTRATION },
  { id: "RDS-11", title: "Explicit ids", reason: "Ids are the engine's own." },
  { id: "RDS-12", title: "Process kill", reason: PERSISTENCE },
  { id: "RDS-13", title: "Failover", reason: PERSISTENCE },
  { id: "RDS-14", title: "Deleting a consumer", reason: ADMINISTRATION },
  {
    id: "RDS-15",
    title: "Memory limit",
    reason: "The memory of a broker is counted for its queues; that of streams is not.",
  },
  {
    id: "RDS-16",
    title: "Pub/Sub (not streams)",
    reason: "Redis Pub/Sub is another broker than Redis Streams, without a profile.",
  },
].map((each) => ({ ...each, broker: "redis-streams" }));
