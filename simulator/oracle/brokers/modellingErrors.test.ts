import { describe, expect, it } from "vitest";
import type { ScenarioRun } from "./BrokerScenario.ts";
import { SCENARIOS } from "./index.ts";
import { type PlantedNodes, playRun } from "./ScenarioPlay.ts";

/**
 * Errors that models of brokers commonly make. Each is planted here, by primitives set against the
 * profile: a scenario must notice. Errors that concern other brokers have no row.
 */
const ERRORS: readonly [error: string, id: string, run: string, planted: PlantedNodes][] = [
  [
    "1: a delivery limit of redeliveries is taken for one of deliveries",
    "RMQ-05",
    "3.10, nack",
    { q: { attempts: { limit: 3 } } },
  ],
  [
    "2: Redis Streams redeliver by themselves after a while",
    "RDS-02",
    "another consumer waits in vain",
    { s: { subscriptions: { g: { assign: { mode: "competing" }, lease: { timeout: "30 s" } } } } },
  ],
  [
    "3: a crash gives an SQS message back at once",
    "X-02/sqs",
    "the visibility timeout, 29 s after the crash",
    { q: { lease: { onDisconnect: "release-now" } } },
  ],
  [
    "3: a crash keeps a RabbitMQ message until a timeout",
    "RMQ-01",
    "classic",
    { q: { lease: { onDisconnect: "until-timeout", timeout: "30 s" } } },
  ],
  [
    "4: what RabbitMQ takes back goes to the tail",
    "RMQ-02",
    "one consumer",
    { q: { redeliver: { nackPosition: "tail" } } },
  ],
  [
    "5: a confirm means routed",
    "RMQ-30",
    "classic on one of three nodes",
    { q: { whenDown: "wait" } },
  ],
  [
    "6: unsettled messages count against x-max-length",
    "RMQ-12",
    "classic",
    { q: { capacity: { counted: "stored" } } },
  ],
  [
    "7: RabbitMQ's messages expire anywhere in the queue",
    "RMQ-07",
    "classic",
    { q: { expiry: { evaluated: "anywhere" } } },
  ],
  [
    "8: acks=all waits for all replicas instead of those in sync",
    "KAF-07",
    "acks=all, idempotent: sent again, each once",
    { broker: { replication: { minInSync: 3, lag: "0.5 s" } } },
  ],
  [
    "9: an eager rebalance is over before the slowest member's batch",
    "KAF-05",
    "range",
    { t: { partitions: 6, subscriptions: { g: { assign: { transfer: "incremental" } } } } },
  ],
  [
    "10: a retry skips a failing record of Kafka",
    "KAF-12",
    "record 5 of the first partition always fails",
    { A: { retry: { attempts: 1 } } },
  ],
  [
    "13: a classic queue counts attempts",
    "X-01/rabbitmq",
    "classic: no limit",
    { q: { attempts: { limit: 3, counts: ["nack"] } } },
  ],
];

describe("a scenario notices when this error is planted", () => {
  it.each(ERRORS)("%s (%s)", (_, id, name, planted) => {
    const scenario = SCENARIOS.find((each) => each.id === id)!;
    const run = scenario.runs.find((each) => each.name === name)!;
    expect(playRun(scenario, run).differences).toEqual([]);
    expect(playRun(scenario, run, planted).differences).not.toEqual([]);
  });

  it("12: groups share one failure (RDS-07)", () => {
    const scenario = SCENARIOS.find(({ id }) => id === "RDS-07")!;
    const [run] = scenario.runs;
    const shared = { ...run!, clients: { ...run!.clients, B: { reads: "s", group: "g1" } } };
    expect(playRun(scenario, shared).differences).not.toEqual([]);
  });

  it("14: a lease begins with the work on a message, not with its delivery", () => {
    // Ten at once, 5 s of work each: the seventh is looked at when its 30 s are over.
    const run: ScenarioRun = {
      name: "a batch outlives its leases",
      channels: { q: { kind: "queue", parameters: { VisibilityTimeout: 30 } } },
      clients: {
        A: {
          reads: "q",
          parameters: { MaxNumberOfMessages: 10 },
          handler: { seconds: 5, instances: 0 },
        },
        B: { reads: "q", handler: { seconds: 1, instances: 0 } },
      },
      steps: [{ publish: "1..10", to: "q" }, { subscribe: "A" }, { subscribe: "B" }, { at: 100 }],
      expected: { processed: { "1": 1, "5": 1, "7": 2, "10": 2 } },
    };
    const scenario = {
      id: "",
      title: "",
      broker: "sqs",
      basis: "documented",
      runs: [run],
    } as const;
    expect(playRun(scenario, run).differences).toEqual([]);
    // A lease that began with the work would last until its end.
    expect(playRun(scenario, run, { q: { lease: { timeout: "80 s" } } }).differences).not.toEqual(
      [],
    );
  });
});
