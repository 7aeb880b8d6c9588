import type {
  BrokerScenario,
  ChannelSetup,
  Inexpressible,
  ScenarioRun,
} from "../BrokerScenario.ts";

/** RabbitMQ: seen on 3.10, single node unless said otherwise; what changed with 4.3 is from its documentation. */

const V310 = "3.10";
const CLASSIC = { "x-queue-type": "classic" } as const;
const QUORUM = { "x-queue-type": "quorum" } as const;

/** A queue "q", and where its dead letters go. */
function queue(
  parameters: ChannelSetup["parameters"] = {},
  deadLettersTo?: string,
): Record<string, ChannelSetup> {
  const q: ChannelSetup = {
    kind: "queue",
    parameters,
    ...(deadLettersTo !== undefined && { deadLettersTo }),
  };
  return deadLettersTo === "dlq" ? { q, dlq: { kind: "queue" } } : { q };
}

const publish = (messages: string, more: object = {}) => ({ publish: messages, to: "q", ...more });
const reader = (prefetch: number, more: object = {}) => ({
  reads: "q",
  parameters: { prefetch },
  ...more,
});
const ackAtOnce = { by: "ack" } as const;

/** A takes three of six, hands the first one back, then acknowledges everything. */
const handBackFirst = (
  name: string,
  parameters: ChannelSetup["parameters"],
  deliveries: string,
  version = V310,
): ScenarioRun => ({
  name,
  version,
  channels: queue(parameters),
  clients: { A: reader(3) },
  steps: [
    publish("1..6"),
    { subscribe: "A" },
    { client: "A", settles: "1", by: "nack" },
    { client: "A", fromNowOn: ackAtOnce },
  ],
  expected: { deliveries: { A: deliveries } },
});

export const rabbitmqScenarios: readonly BrokerScenario[] = [
  {
    id: "RMQ-01",
    title: "A crash keeps the position (classic)",
    broker: "rabbitmq",
    basis: "observed",
    runs: [
      {
        name: "classic",
        version: V310,
        channels: queue(),
        clients: { A: reader(3), B: reader(0) },
        steps: [
          publish("1..5"),
          { subscribe: "A" },
          { client: "A", does: "crash" },
          { subscribe: "B" },
        ],
        expected: { deliveries: { A: "1,2,3", B: "1*,2*,3*,4,5" } },
      },
    ],
  },
  {
    id: "RMQ-02",
    title: "What is handed back goes to its place (classic)",
    broker: "rabbitmq",
    basis: "observed",
    runs: [
      handBackFirst("one consumer", CLASSIC, "1,2,3,1*,4,5,6"),
      {
        name: "two consumers",
        version: V310,
        channels: queue(),
        clients: { A: reader(2), B: reader(2) },
        steps: [
          publish("1..4"),
          { subscribe: "A" },
          { subscribe: "B" },
          { client: "A", settles: "2", by: "nack" },
        ],
        expected: { deliveries: { A: "1,2,2*", B: "3,4" } },
      },
    ],
  },
  {
    id: "RMQ-03",
    title: "What is handed back goes to the tail (quorum, no limit)",
    broker: "rabbitmq",
    basis: "observed",
    runs: [handBackFirst("quorum", QUORUM, "1,2,3,4,5,6,1*(1)")],
  },
  {
    id: "RMQ-04",
    title: "Returns come first (quorum, limit set)",
    broker: "rabbitmq",
    basis: "observed",
    runs: [handBackFirst("quorum", { ...QUORUM, "x-delivery-limit": 9 }, "1,2,3,1*(1),4,5,6")],
  },
  {
    id: "RMQ-05",
    title: "The delivery limit counts returns",
    broker: "rabbitmq",
    basis: "observed",
    runs: [
      ["3.10, nack", V310, "nack"],
      ["4.3, reject", "4.3", "reject"],
    ].map(([name = "", version = "", then = ""]) => ({
      name,
      version,
      channels: queue({ ...QUORUM, "x-delivery-limit": 3 }, "dlq"),
      clients: {
        A: reader(1, {
          parameters: { prefetch: 1, requeue: `basic.${then}` },
          onDelivery: { by: then as "nack" },
        }),
      },
      steps: [publish("1"), { subscribe: "A" }],
      expected: {
        deliveries: { A: "1,1*(1),1*(2),1*(3)" },
        deadLetters: "1 attempts",
        ready: { dlq: "1" },
        stored: { q: 0 },
      },
    })),
  },
  {
    id: "RMQ-06",
    title: "Reject without requeue",
    broker: "rabbitmq",
    basis: "observed",
    runs: [
      {
        name: "classic",
        version: V310,
        channels: queue(CLASSIC, "dlq"),
        clients: { A: reader(1) },
        steps: [
          publish("1,2"),
          { subscribe: "A" },
          { client: "A", settles: "1", by: "discard" },
          { client: "A", settles: "2", by: "ack" },
        ],
        expected: {
          deliveries: { A: "1,2" },
          deadLetters: "1 rejected",
          ready: { dlq: "1", q: "" },
        },
      },
    ],
  },
  {
    id: "RMQ-07",
    title: "Expiry only at the head",
    broker: "rabbitmq",
    basis: "observed",
    runs: [CLASSIC, QUORUM].map((kind) => ({
      name: kind["x-queue-type"],
      version: V310,
      channels: queue(kind, "dlq"),
      steps: [
        publish("1", { expirationMs: 2000 }),
        publish("2", { expirationMs: 100 }),
        { at: 1 },
        { see: { stored: { q: 2, dlq: 0 } } },
        { at: 2.8 },
      ],
      expected: {
        stored: { q: 0 },
        ready: { dlq: "1,2" },
        deadLetters: "1 expired,2 expired",
      },
    })),
  },
  {
    id: "RMQ-08",
    title: "Handing back does not restart the clock",
    broker: "rabbitmq",
    basis: "observed",
    runs: [
      {
        name: "classic",
        version: V310,
        channels: queue({ "x-message-ttl": 600 }, "dlq"),
        clients: { A: reader(1) },
        steps: [
          publish("1"),
          { subscribe: "A" },
          { at: 1.2 },
          { see: { stored: { dlq: 0 } } },
          { client: "A", settles: "1", by: "nack" },
        ],
        expected: { deliveries: { A: "1" }, deadLetters: "1 expired", ready: { dlq: "1" } },
      },
    ],
  },
  {
    id: "RMQ-09",
    title: "Overflow drops the head",
    broker: "rabbitmq",
    basis: "observed",
    runs: [CLASSIC, QUORUM].map((kind) => ({
      name: kind["x-queue-type"],
      version: V310,
      channels: queue({ ...kind, "x-max-length": 3 }, "dlq"),
      steps: [publish("1..5")],
      expected: {
        confirms: "ack(1),ack(2),ack(3),ack(4),ack(5)",
        ready: { q: "3,4,5", dlq: "1,2" },
        deadLetters: "1 overflow,2 overflow",
      },
    })),
  },
  {
    id: "RMQ-10",
    title: "Overflow refuses the new one (classic)",
    broker: "rabbitmq",
    basis: "observed",
    runs: [
      {
        name: "reject-publish",
        version: V310,
        channels: queue({ "x-max-length": 3, "x-overflow": "reject-publish" }),
        steps: [publish("1..7")],
        expected: {
          confirms: "ack(1),ack(2),ack(3),nack(4),nack(5),nack(6),nack(7)",
          ready: { q: "1,2,3" },
        },
      },
      {
        name: "reject-publish-dlx",
        version: V310,
        channels: queue({ "x-max-length": 3, "x-overflow": "reject-publish-dlx" }, "dlq"),
        steps: [publish("1..5")],
        expected: {
          confirms: "ack(1),ack(2),ack(3),nack(4),nack(5)",
          ready: { q: "1,2,3", dlq: "4,5" },
        },
      },
    ],
  },
  {
    id: "RMQ-11",
    title: "Refusing begins one late (quorum)",
    broker: "rabbitmq",
    basis: "observed",
    runs: [
      {
        name: "quorum",
        version: V310,
        channels: queue({ ...QUORUM, "x-max-length": 3, "x-overflow": "reject-publish" }),
        steps: [publish("1..7")],
        expected: {
          confirms: "ack(1),ack(2),ack(3),ack(4),nack(5),nack(6),nack(7)",
          ready: { q: "1,2,3,4" },
        },
      },
    ],
  },
  {
    id: "RMQ-12",
    title: "Only ready messages count",
    broker: "rabbitmq",
    basis: "observed",
    runs: [
      {
        name: "classic",
        version: V310,
        channels: queue({ "x-max-length": 3 }),
        clients: { A: reader(2) },
        steps: [{ subscribe: "A" }, publish("1..6")],
        expected: {
          deliveries: { A: "1,2" },
          ready: { q: "4,5,6" },
          lost: { "dropped-when-full": 1 },
        },
      },
    ],
  },
  {
    id: "RMQ-13",
    title: "Round robin",
    broker: "rabbitmq",
    basis: "observed",
    runs: [
      {
        name: "automatic ack",
        version: V310,
        channels: queue(),
        clients: {
          A: { reads: "q", parameters: { no_ack: true } },
          B: { reads: "q", parameters: { no_ack: true } },
        },
        steps: [{ subscribe: "A" }, { subscribe: "B" }, publish("1..6")],
        expected: { deliveries: { A: "1,3,5", B: "2,4,6" } },
      },
    ],
  },
  {
    id: "RMQ-14",
    title: "Unlimited prefetch starves the others",
    broker: "rabbitmq",
    basis: "observed",
    runs: [
      {
        name: "classic",
        version: V310,
        channels: queue(),
        clients: { A: reader(0), B: reader(0) },
        steps: [publish("1..50"), { subscribe: "A" }, { wait: 0.3 }, { subscribe: "B" }],
        expected: {
          deliveries: { A: Array.from({ length: 50 }, (_, i) => i + 1).join(","), B: "" },
        },
      },
    ],
  },
  {
    id: "RMQ-15",
    title: "Automatic ack loses",
    broker: "rabbitmq",
    basis: "observed",
    runs: [
      {
        name: "classic",
        version: V310,
        channels: queue(),
        clients: {
          A: { reads: "q", parameters: { no_ack: true } },
        },
        steps: [
          publish("1..5"),
          { subscribe: "A" },
          { wait: 0.2 },
          { client: "A", settles: "1", by: "ack" },
          { client: "A", does: "crash" },
        ],
        expected: {
          deliveries: { A: "1,2,3,4,5" },
          stored: { q: 0 },
          processed: { "1": 1, "2": 0 },
          lost: { "acknowledged-early": 4 },
        },
      },
    ],
  },
  {
    id: "RMQ-16",
    title: "Unroutable is confirmed",
    broker: "rabbitmq",
    basis: "observed",
    runs: [
      {
        name: "default exchange",
        version: V310,
        channels: {
          exchange: { kind: "topic", parameters: { type: "direct" } },
          q: { kind: "queue" },
        },
        routes: [{ from: "exchange", to: "q", keys: ["q"] }],
        steps: [
          { publish: "a", to: "exchange", routingKey: "nobody" },
          { publish: "b", to: "exchange", routingKey: "nobody", mandatory: true },
        ],
        expected: { confirms: "ack(a),return(b),ack(b)", lost: { unroutable: 2 } },
      },
    ],
  },
  {
    id: "RMQ-17",
    title: "Single active consumer",
    broker: "rabbitmq",
    basis: "observed",
    runs: [CLASSIC, QUORUM].map((kind) => ({
      name: kind["x-queue-type"],
      version: V310,
      channels: queue({ ...kind, "x-single-active-consumer": true }),
      clients: { A: reader(2), B: reader(10) },
      steps: [
        { subscribe: "A" },
        { subscribe: "B" },
        publish("1..4"),
        { see: { deliveries: { A: "1,2", B: "" } } },
        { client: "A", does: "crash" },
      ],
      expected: { deliveries: { A: "1,2", B: "1*,2*,3,4" } },
    })),
  },
  {
    id: "RMQ-18",
    title: "Cancel is not close",
    broker: "rabbitmq",
    basis: "observed",
    runs: [
      {
        name: "classic",
        version: V310,
        channels: queue(),
        clients: { A: reader(2) },
        steps: [
          publish("1,2"),
          { subscribe: "A" },
          { client: "A", does: "cancel" },
          { see: { ready: { q: "" } } },
          { wait: 0.2 },
          { client: "A", settles: "1", by: "ack" },
          { client: "A", does: "close" },
        ],
        expected: { ready: { q: "2*" } },
      },
    ],
  },
  {
    id: "RMQ-19",
    title: "A cycle of dead letters without a rejection",
    broker: "rabbitmq",
    basis: "observed",
    runs: [
      {
        name: "classic",
        version: V310,
        channels: {
          ...queue({ "x-message-ttl": 200 }, "dlx"),
          dlx: { kind: "topic", parameters: { type: "fanout" } },
        },
        routes: [{ from: "dlx", to: "q" }],
        steps: [publish("1"), { wait: 0.5 }],
        expected: { stored: { q: 0 }, lost: { "dead-letter-cycle": 1 } },
      },
    ],
  },
  {
    id: "RMQ-20",
    title: "A retry loop with a wait queue",
    broker: "rabbitmq",
    basis: "observed",
    runs: [
      {
        name: "classic",
        version: V310,
        channels: {
          work: { kind: "queue", deadLettersTo: "wait" },
          wait: { kind: "queue", parameters: { "x-message-ttl": 300 }, deadLettersTo: "work" },
        },
        clients: {
          A: { reads: "work", parameters: { prefetch: 1 }, onDelivery: { by: "discard" } },
        },
        steps: [
          { subscribe: "A" },
          { publish: "1", to: "work" },
          { at: 0.7 },
          { client: "A", fromNowOn: ackAtOnce },
          { at: 2 },
        ],
        expected: {
          deliveries: { A: "1,1,1,1" },
          times: { A: [0, 0.3, 0.61, 0.91] },
          tolerance: 0.3,
          deaths: { "1": "work/rejected 3, wait/expired 3" },
          stored: { work: 0, wait: 0 },
        },
      },
    ],
  },
  {
    id: "RMQ-24",
    title: "The ack timeout is looked at once a minute",
    broker: "rabbitmq",
    basis: "observed",
    runs: [
      {
        name: "classic",
        version: V310,
        broker: { consumer_timeout: 5000 },
        channels: queue(),
        clients: { A: reader(1) },
        steps: [
          publish("1"),
          { subscribe: "A" },
          { at: 59 },
          { see: { ready: { q: "" } } },
          { at: 61 },
        ],
        expected: { deliveries: { A: "1" }, ready: { q: "1*" } },
      },
      {
        name: "classic, 4.3: no timeout",
        version: "4.3",
        broker: { consumer_timeout: 5000 },
        channels: queue(),
        clients: { A: reader(1) },
        steps: [publish("1"), { subscribe: "A" }, { at: 3600 }],
        expected: { deliveries: { A: "1" } },
      },
    ],
  },
  {
    id: "RMQ-27",
    title: "What counts",
    broker: "rabbitmq",
    basis: "documented",
    runs: [
      ...(["4.3", "4.2"] as const).map((version) => ({
        name: `${version}, nack ten times`,
        version,
        channels: queue({ ...QUORUM, "x-delivery-limit": 2 }, "dlq"),
        clients: { A: reader(1) },
        steps: [
          publish("1"),
          { subscribe: "A" },
          ...Array.from({ length: version === "4.3" ? 10 : 3 }, () => ({
            client: "A",
            settles: "1",
            by: "nack" as const,
          })),
        ],
        expected:
          version === "4.3"
            ? {
                deliveries: { A: ["1", ...Array.from({ length: 10 }, () => "1*")].join(",") },
                stored: { q: 1, dlq: 0 },
              }
            : { deliveries: { A: "1,1*,1*" }, ready: { dlq: "1" } },
      })),
      {
        name: "4.3, reject until gone",
        version: "4.3",
        channels: queue({ ...QUORUM, "x-delivery-limit": 2 }, "dlq"),
        clients: {
          A: {
            reads: "q",
            parameters: { prefetch: 1, requeue: "basic.reject" },
            onDelivery: { by: "reject" },
          },
        },
        steps: [publish("1"), { subscribe: "A" }],
        expected: { deliveries: { A: "1,1*(1),1*(2)" }, ready: { dlq: "1" } },
      },
      {
        name: "4.3, crash until gone",
        version: "4.3",
        channels: queue({ ...QUORUM, "x-delivery-limit": 2 }, "dlq"),
        clients: { A: reader(1, { onDelivery: { after: 1, by: "crash" } }) },
        steps: [publish("1"), { subscribe: "A" }, { at: 10 }],
        expected: { deliveries: { A: "1,1*(1),1*(2)" }, ready: { dlq: "1" } },
      },
    ],
  },
  {
    id: "RMQ-28",
    title: "Delayed retry",
    broker: "rabbitmq",
    basis: "documented",
    runs: [
      {
        name: "4.3",
        version: "4.3",
        channels: queue({
          ...QUORUM,
          "x-delivery-limit": 20,
          "x-delayed-retry-type": "all",
          "x-delayed-retry-min": 1000,
          "x-delayed-retry-max": 3000,
        }),
        clients: {
          A: {
            reads: "q",
            parameters: { prefetch: 1, requeue: "basic.reject" },
            onDelivery: { by: "reject" },
          },
        },
        steps: [publish("1"), { subscribe: "A" }, { at: 13 }],
        expected: { times: { A: [0, 1, 3, 6, 9, 12] } },
      },
    ],
  },
  {
    id: "RMQ-29",
    title: "Multiple and double ack",
    broker: "rabbitmq",
    basis: "observed",
    runs: [
      {
        name: "multiple",
        version: V310,
        channels: queue(),
        clients: { A: reader(4) },
        steps: [
          publish("1..4"),
          { subscribe: "A" },
          { client: "A", settles: "1..3", by: "ack" },
          { client: "A", does: "crash" },
        ],
        expected: { ready: { q: "4*" } },
      },
    ],
  },
];

/** What is left, and why. */
export const rabbitmqInexpressible: readonly Inexpressible[] = [
  {
    id: "RMQ-29",
    title: "Double ack (second run)",
    broker: "rabbitmq",
    reason:
      "A handler acknowledges once: a client that does so twice, and has its channel closed (406), is an error of its program that the model has no word for.",
  },
];
