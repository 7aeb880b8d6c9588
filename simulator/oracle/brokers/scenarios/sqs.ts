import type {
  BrokerScenario,
  ChannelSetup,
  ClientSetup,
  Inexpressible,
} from "../BrokerScenario.ts";

/** Amazon SQS: derived from the API reference and the Developer Guide. */

const FIFO = { FifoQueue: true } as const;

/** A queue "q" whose dead letters go to "dlq". */
const queue = (
  parameters: ChannelSetup["parameters"] = {},
  deadLetters: ChannelSetup["parameters"] = {},
): Record<string, ChannelSetup> => ({
  q: { kind: "queue", parameters, deadLettersTo: "dlq" },
  dlq: { kind: "queue", parameters: deadLetters },
});
/** A consumer that polls for one message whenever it has none. */
const poller = (more: Partial<ClientSetup> = {}): ClientSetup => ({
  reads: "q",
  atOnce: 1,
  ...more,
});
const send = (messages: string, more: object = {}) => ({ publish: messages, to: "q", ...more });
const receive = (client: string, most = 1, wait = 0) => ({ client, receives: most, wait });

export const sqsScenarios: readonly BrokerScenario[] = (
  [
    {
      id: "SQS-01",
      title: "Lease shorter than the work (standard)",
      runs: [
        {
          name: "visibility 30 s, work 45 s",
          channels: queue({ VisibilityTimeout: 30 }),
          clients: {
            A: poller({ onDelivery: { after: 45, by: "ack" } }),
            B: poller({ onDelivery: { after: 45, by: "ack" } }),
          },
          steps: [send("1"), { subscribe: "A" }, { subscribe: "B" }, { at: 200 }],
          expected: {
            deliveries: { A: "1", B: "1(2)" },
            times: { A: [0], B: [30] },
            processed: { "1": 2 },
            stored: { q: 0 },
          },
        },
      ],
    },
    {
      id: "SQS-02",
      title: "Lease shorter than the work (FIFO)",
      runs: [
        {
          name: "maxReceiveCount 3",
          channels: queue({ ...FIFO, VisibilityTimeout: 30, maxReceiveCount: 3 }, FIFO),
          clients: Object.fromEntries(
            ["A", "B", "C"].map((id) => [id, poller({ onDelivery: { after: 45, by: "ack" } })]),
          ),
          steps: [
            send("1", { group: "g" }),
            { subscribe: "A" },
            { subscribe: "B" },
            { subscribe: "C" },
            { at: 200 },
          ],
          expected: {
            times: { A: [0], B: [30], C: [60] },
            processed: { "1": 3 },
            deadLetters: "1 attempts",
            ready: { dlq: "1" },
          },
        },
      ],
    },
    {
      id: "SQS-03",
      title: "Receive count",
      runs: [
        {
          name: "the handler does nothing",
          channels: queue({ VisibilityTimeout: 30, maxReceiveCount: 3 }),
          clients: {
            A: {
              reads: "q",
              handler: { seconds: 0, fails: "1" },
            },
          },
          steps: [send("1"), { at: 89 }, { see: { stored: { dlq: 0 } } }, { at: 91 }],
          expected: { times: { A: [0, 30, 60] }, deadLetters: "1 attempts", ready: { dlq: "1" } },
        },
        {
          name: "ChangeMessageVisibility(0) after each failure",
          channels: queue({ VisibilityTimeout: 30, maxReceiveCount: 3 }),
          clients: { A: poller({ onDelivery: { by: "nack" } }) },
          steps: [send("1"), { subscribe: "A" }, { at: 1 }],
          expected: { times: { A: [0, 0, 0] }, deadLetters: "1 attempts", ready: { dlq: "1" } },
        },
      ],
    },
    {
      id: "SQS-04",
      title: "Group lock",
      runs: [
        {
          name: "one message a receive",
          channels: queue(FIFO, FIFO),
          clients: Object.fromEntries(["C1", "C2", "C3"].map((id) => [id, { reads: "q" }])),
          steps: [
            send("a1,a2,a3", { group: "A" }),
            send("b1", { group: "B" }),
            receive("C1"),
            receive("C2"),
            receive("C3"),
            { see: { deliveries: { C1: "a1", C2: "b1", C3: "" } } },
            { client: "C1", settles: "a1", by: "ack" },
            receive("C3"),
          ],
          expected: { deliveries: { C1: "a1", C2: "b1", C3: "a2" } },
        },
        {
          name: "a batch of one group",
          channels: queue(FIFO, FIFO),
          clients: { C1: { reads: "q" }, C2: { reads: "q" } },
          steps: [
            send("a1,a2,a3", { group: "A" }),
            send("b1", { group: "B" }),
            receive("C1", 2),
            receive("C2", 10),
          ],
          expected: { deliveries: { C1: "a1,a2", C2: "b1" } },
        },
      ],
    },
    {
      id: "SQS-05",
      title: "Deduplication window",
      runs: [
        {
          name: "the same id at 0, 299 and 301 s",
          channels: queue(FIFO, FIFO),
          clients: { A: poller({ onDelivery: { by: "ack" } }) },
          steps: [
            { subscribe: "A" },
            send("x", { group: "g" }),
            { at: 299 },
            send("x299", { group: "g", sameAs: "x" }),
            { at: 301 },
            send("x301", { group: "g", sameAs: "x" }),
          ],
          expected: {
            confirms: "ack(x),ack(x299),ack(x301)",
            times: { A: [0, 301] },
          },
        },
      ],
    },
    {
      id: "SQS-06",
      title: "Poison in a group",
      runs: [
        {
          name: "maxReceiveCount 3",
          channels: queue({ ...FIFO, VisibilityTimeout: 30, maxReceiveCount: 3 }, FIFO),
          clients: {
            A: { reads: "q", handler: { seconds: 0, fails: "p", concurrency: 2 } },
          },
          steps: [send("p,a2", { group: "A" }), send("b1", { group: "B" }), { at: 100 }],
          expected: {
            deliveries: { A: "p,b1,p(2),p(3),a2" },
            times: { A: [0, 0, 30, 60, 90] },
            deadLetters: "p attempts",
          },
        },
      ],
    },
    {
      id: "SQS-07",
      title: "Age in the dead-letter queue",
      runs: [
        { name: "standard", kind: {}, days: 3 },
        { name: "FIFO", kind: FIFO, days: 4 },
      ].map(({ name, kind, days }) => ({
        name: `${name}: deleted ${days} days later`,
        channels: queue(
          { ...kind, maxReceiveCount: 1, VisibilityTimeout: 1, MessageRetentionPeriod: 345_600 },
          { ...kind, MessageRetentionPeriod: 345_600 },
        ),
        clients: { A: { reads: "q" } },
        steps: [
          send("1", { group: "g" }),
          { at: 86_000 },
          receive("A"),
          { at: 86_400 },
          receive("A"),
          { see: { stored: { q: 0, dlq: 1 } } },
          { at: 86_400 * (1 + days) - 1 },
          { see: { stored: { dlq: 1 } } },
          { at: 86_400 * (1 + days) + 1 },
        ],
        expected: { stored: { dlq: 0 }, lost: { expired: 1 } },
      })),
    },
    {
      id: "SQS-08",
      title: "Limit of what is in flight",
      runs: [
        {
          name: "standard: a short poll is told OverLimit, a long poll waits",
          channels: queue(),
          clients: { A: { reads: "q" }, B: { reads: "q" } },
          steps: [
            send("n", { count: 120_001 }),
            receive("A", 200_000),
            { see: { inFlight: { q: 120_000 }, errors: { B: "" } } },
            receive("B", 1),
            { see: { inFlight: { q: 120_000 }, errors: { B: "OverLimit" } } },
            receive("B", 1, 5),
            { at: 6 },
            { see: { inFlight: { q: 120_000 }, errors: { B: "OverLimit" } } },
            { client: "A", does: "cancel" },
            { client: "A", settles: "n", by: "ack" },
            { see: { inFlight: { q: 119_999 } } },
            receive("B", 1),
          ],
          expected: {
            inFlight: { q: 120_000 },
            stored: { q: 120_000 },
            errors: { B: "OverLimit" },
          },
        },
        {
          name: "FIFO: nothing is said",
          channels: queue(FIFO, FIFO),
          clients: { A: { reads: "q" } },
          steps: [
            send("n", { count: 120_001, every: 0.004, group: "g" }),
            receive("A", 200_000),
            receive("A", 1),
          ],
          expected: { inFlight: { q: 120_000 }, stored: { q: 120_001 }, errors: { A: "" } },
        },
      ],
    },
    {
      id: "SQS-09",
      title: "One bad message of a batch, through the poller of a function",
      runs: [
        {
          name: "without partial responses",
          channels: queue({ maxReceiveCount: 5 }),
          clients: {
            A: {
              reads: "q",
              parameters: { EventSourceMapping: true },
              handler: { seconds: 1, fails: "10", instances: 0 },
            },
          },
          steps: [send("1..10"), { subscribe: "A" }, { at: 1000 }],
          expected: {
            processed: Object.fromEntries(Array.from({ length: 10 }, (_, i) => [String(i + 1), 0])),
            times: { A: [0, 30, 60, 90, 120].flatMap((time) => new Array<number>(10).fill(time)) },
            stored: { q: 0, dlq: 10 },
          },
        },
        {
          name: "ReportBatchItemFailures",
          channels: queue({ maxReceiveCount: 5 }),
          clients: {
            A: {
              reads: "q",
              parameters: {
                EventSourceMapping: true,
                FunctionResponseTypes: "ReportBatchItemFailures",
              },
              handler: { seconds: 1, fails: "10" },
            },
          },
          steps: [send("1..10"), { at: 1000 }],
          expected: {
            processed: Object.fromEntries(Array.from({ length: 9 }, (_, i) => [String(i + 1), 1])),
            deadLetters: "10 attempts",
          },
        },
      ],
    },
    {
      id: "SQS-10",
      title: "Delay, short poll and long poll",
      runs: [
        {
          name: "DelaySeconds 60",
          channels: queue({ DelaySeconds: 60 }),
          clients: { A: { reads: "q" } },
          steps: [
            send("1"),
            { at: 10 },
            receive("A"),
            { see: { deliveries: { A: "" } } },
            { at: 50 },
            receive("A", 1, 20),
            { at: 80 },
          ],
          expected: { deliveries: { A: "1" }, times: { A: [60] } },
        },
      ],
    },
    {
      id: "X-01/sqs",
      title: "Limit 3: SQS delivers 3 times",
      runs: [
        {
          name: "always failing",
          channels: queue({ maxReceiveCount: 3 }),
          clients: { A: poller({ onDelivery: { by: "nack" } }) },
          steps: [send("1"), { subscribe: "A" }, { at: 200 }],
          expected: { deliveries: { A: "1,1(2),1(3)" }, stored: { q: 0, dlq: 1 } },
        },
      ],
    },
    {
      id: "X-02/sqs",
      title: "Crash detection with defaults: SQS",
      runs: [
        {
          name: "the visibility timeout, 29 s after the crash",
          channels: queue(),
          clients: { A: { reads: "q" }, B: { reads: "q" } },
          steps: [
            send("1"),
            { subscribe: "A" },
            { at: 1 },
            { client: "A", does: "crash" },
            { subscribe: "B" },
            { at: 100 },
          ],
          expected: { times: { A: [0], B: [30, 60, 90] } },
        },
      ],
    },
    {
      id: "X-03/sqs",
      title: "Slow handler with defaults: SQS",
      runs: [
        {
          name: "60 s of work: twice",
          channels: queue(),
          clients: {
            A: poller({ onDelivery: { after: 60, by: "ack" } }),
            B: poller({ onDelivery: { after: 60, by: "ack" } }),
          },
          steps: [send("1"), { subscribe: "A" }, { subscribe: "B" }, { at: 200 }],
          expected: { deliveries: { A: "1", B: "1(2)" }, processed: { "1": 2 } },
        },
      ],
    },
  ] satisfies Omit<BrokerScenario, "broker" | "basis">[]
)
  .map((each) => ({ ...each, broker: "sqs", basis: "documented" as const }))
  .sort((a, b) => a.id.localeCompare(b.id));

/** Nothing is left. */
export const sqsInexpressible: readonly Inexpressible[] = [];
