import type { BrokerScenario, ScenarioRun } from "../BrokerScenario.ts";

/** RabbitMQ: what lives longer than a connection. Restarts, nodes that die, memory that runs out, streams. */

const V310 = "3.10";
const QUORUM = { "x-queue-type": "quorum" } as const;
const publish = (messages: string, more: object = {}) => ({ publish: messages, to: "q", ...more });
/** Three nodes; a client on one that lives holds what it is given, three messages at most. */
const onThreeNodes = (more: Pick<ScenarioRun, "name" | "steps" | "expected">): ScenarioRun => ({
  version: V310,
  nodes: 3,
  channels: { q: { kind: "queue", parameters: QUORUM } },
  clients: { A: { reads: "q", parameters: { prefetch: 3 } } },
  ...more,
});
/** A stream, and a reader that begins somewhere in it. */
const reader = (offset: string, prefetch = 2) => ({
  channels: {
    s: {
      kind: "stream",
      groups: { A: { "x-stream-offset": offset } },
      ...(offset === "first" ? {} : { joins: { A: 2 } }),
    },
  } as const,
  clients: { A: { reads: "s", group: "A", parameters: { prefetch } } },
});
const append = (messages: string) => ({ publish: messages, to: "s" });

/** The leader of ten confirmed messages is killed while a client holds three. */
const leaderDies = [
  publish("1..10"),
  { subscribe: "A" },
  { see: { deliveries: { A: "1,2,3" } } },
  { killLeaderOf: "q" },
  publish("11"),
  { see: { confirms: `${acks(10)},blocked(11)` } },
  { wait: 0.4 },
  { see: { confirms: `${acks(10)},blocked(11),ack(11)`, deliveries: { A: "1,2,3" } } },
] as const;

function acks(count: number): string {
  return Array.from({ length: count }, (_, i) => `ack(${i + 1})`).join(",");
}

export const rabbitmqNodeScenarios: readonly BrokerScenario[] = (
  [
    {
      id: "RMQ-21",
      title: "A stream is not consumed",
      runs: [
        {
          name: "from the first, prefetch 2",
          ...reader("first"),
          steps: [
            append("1..4"),
            { subscribe: "A" },
            { see: { deliveries: { A: "1,2" } } },
            { client: "A", settles: "1,2", by: "ack" },
            { see: { stored: { s: 2 } } },
          ],
          expected: { deliveries: { A: "1,2,3,4" } },
        },
        {
          name: "from what comes next",
          ...reader("next"),
          steps: [append("1..4"), { wait: 3 }, { subscribe: "A" }, append("5")],
          expected: { deliveries: { A: "5" } },
        },
        {
          name: "a consumer without a prefetch",
          channels: { s: { kind: "stream" } },
          clients: { A: { reads: "s", group: "A" } },
          steps: [],
          expected: {
            refused:
              "prefetch must be set here: without it the broker answers PRECONDITION_FAILED (406): consumer prefetch count is not set. Set it.",
          },
        },
      ],
    },
    {
      id: "RMQ-22",
      title: "Restart",
      runs: [
        { name: "durable classic", parameters: {}, ready: "P" },
        { name: "classic, not durable", parameters: { durable: false }, ready: "" },
        { name: "quorum", parameters: QUORUM, ready: "P,T" },
      ].map(({ name, parameters, ready }) => ({
        name,
        version: V310,
        channels: { q: { kind: "queue" as const, parameters } },
        steps: [
          publish("P"),
          publish("T", { transient: true }),
          { killLeaderOf: "q" },
          { wait: 5 },
          { startNodes: "all" as const },
          { wait: 1 },
        ],
        expected: { ready: { q: ready } },
      })),
    },
    {
      id: "RMQ-23",
      title: "Memory alarm",
      runs: [
        {
          name: "the watermark falls under what is used",
          version: V310,
          broker: { "vm_memory_high_watermark.absolute": 1_000_000 },
          channels: { q: { kind: "queue" } },
          clients: { A: { reads: "q", parameters: { prefetch: 20 } } },
          steps: [
            publish("1..5"),
            { set: { "vm_memory_high_watermark.absolute": 10 } },
            publish("6..8"),
            { subscribe: "A" },
            { wait: 2 },
            {
              see: {
                confirms: `${acks(5)},blocked(6),blocked(7),blocked(8)`,
                deliveries: { A: "1,2,3,4,5" },
              },
            },
            { set: { "vm_memory_high_watermark.absolute": 1_000_000 } },
            { wait: 0.1 },
          ],
          expected: {
            confirms: `${acks(5)},blocked(6),blocked(7),blocked(8),ack(6),ack(7),ack(8)`,
            deliveries: { A: "1,2,3,4,5,6,7,8" },
          },
        },
      ],
    },
    {
      id: "RMQ-25",
      title: "A quorum leader dies",
      runs: [
        onThreeNodes({
          name: "the client's node lives",
          steps: [
            ...leaderDies,
            { client: "A", settles: "*", by: "ack" },
            { client: "A", fromNowOn: { by: "ack" } },
            { wait: 1 },
          ],
          expected: { deliveries: { A: "1,2,3,4,5,6,7,8,9,10,11" }, stored: { q: 0 } },
        }),
      ],
    },
    {
      id: "RMQ-26",
      title: "Majority lost",
      runs: [
        onThreeNodes({
          name: "a second node dies",
          steps: [...leaderDies, { killOneMoreOf: "q" }, publish("12"), { wait: 12 }],
          expected: {
            confirms: `${acks(10)},blocked(11),ack(11),blocked(12)`,
            deliveries: { A: "1,2,3" },
          },
        }),
      ],
    },
    {
      id: "RMQ-30",
      title: "Home node of a classic queue down",
      runs: [
        {
          name: "classic on one of three nodes",
          version: V310,
          nodes: 3,
          channels: { q: { kind: "queue" } },
          clients: { A: { reads: "q", parameters: { prefetch: 1 } } },
          steps: [
            publish("1..3"),
            { subscribe: "A" },
            { client: "A", does: "cancel" },
            { killLeaderOf: "q" },
            publish("4"),
            publish("5", { mandatory: true }),
            { wait: 10 },
            { see: { confirms: `${acks(3)},ack(4),return(5),ack(5)`, deliveries: { A: "1" } } },
            { startNodes: "all" },
            { wait: 1 },
          ],
          expected: { stored: { q: 3 }, ready: { q: "1*,2,3" }, lost: { unroutable: 2 } },
        },
      ],
    },
    {
      id: "X-01/rabbitmq",
      title: "Limit 3: RabbitMQ",
      runs: [
        {
          name: "quorum: x-delivery-limit 3 is four deliveries",
          channels: { q: { kind: "queue", parameters: { ...QUORUM, "x-delivery-limit": 3 } } },
          clients: {
            A: {
              reads: "q",
              onDelivery: { by: "reject" },
              parameters: { prefetch: 1, requeue: "basic.reject" },
            },
          },
          steps: [publish("1"), { subscribe: "A" }, { wait: 100 }],
          expected: { deliveries: { A: "1,1*,1*,1*" }, stored: { q: 0 } },
        },
        {
          name: "classic: no limit",
          channels: { q: { kind: "queue" } },
          clients: {
            A: { reads: "q", onDelivery: { after: 1, by: "nack" }, parameters: { prefetch: 1 } },
          },
          steps: [publish("1"), { subscribe: "A" }, { at: 100.5 }],
          expected: {
            deliveries: { A: `1${",1*".repeat(100)}` },
            stored: { q: 1 },
          },
        },
      ],
    },
    {
      id: "X-02/rabbitmq",
      title: "Crash detection with defaults: RabbitMQ",
      runs: [
        {
          name: "at once",
          channels: { q: { kind: "queue" } },
          clients: { A: { reads: "q" }, B: { reads: "q" } },
          steps: [
            publish("1"),
            { subscribe: "A" },
            { at: 1 },
            { subscribe: "B" },
            { client: "A", does: "crash" },
            { at: 10 },
          ],
          expected: { times: { A: [0], B: [1] } },
        },
      ],
    },
    {
      id: "X-03/rabbitmq",
      title: "Slow handler with defaults: RabbitMQ",
      runs: [
        {
          name: "60 s of work: once",
          channels: { q: { kind: "queue" } },
          clients: {
            A: { reads: "q", onDelivery: { after: 60, by: "ack" } },
            B: { reads: "q", onDelivery: { after: 60, by: "ack" } },
          },
          steps: [publish("1"), { subscribe: "A" }, { subscribe: "B" }, { at: 200 }],
          expected: { deliveries: { A: "1", B: "" }, processed: { "1": 1 } },
        },
      ],
    },
  ] satisfies Omit<BrokerScenario, "broker" | "basis">[]
).map((each) => ({ ...each, broker: "rabbitmq", basis: "observed" as const }));
