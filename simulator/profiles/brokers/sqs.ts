import type { Parameter, Profile } from "../Profile.ts";

/** Amazon SQS as of 2026. Sources are the API reference, the SQS Developer Guide and the Lambda Developer Guide by section. */

const STANDARD = { FifoQueue: false } as const;
const FIFO = { FifoQueue: true } as const;
const POLLER = { EventSourceMapping: true } as const;

const queue: readonly Parameter[] = [
  {
    name: "FifoQueue",
    on: ["queue"],
    unit: "",
    default: false,
    values: [true, false],
    meaning: "First in, first out within a message group, with duplicates of 5 minutes dropped",
    breaks:
      "A standard queue may swap and repeat; a FIFO queue stops a group behind a failing message",
    source: "API Reference, CreateQueue",
    sets: [],
    carriedOutBy: "choice",
  },
  {
    name: "VisibilityTimeout",
    on: ["queue"],
    unit: "s",
    default: 30,
    range: [0, 43_200],
    meaning: "Time from its receipt in which a message must be deleted",
    breaks:
      "Shorter than the work: a second consumer gets it while the first is at it. Too long: after a crash nothing happens for as long",
    source: "API Reference, CreateQueue; Developer Guide, Visibility timeout",
    sets: [{ at: "lease.timeout", is: { "0": "1 ms" } }],
  },
  {
    name: "maxReceiveCount",
    on: ["queue"],
    unit: "",
    range: [1, 1000],
    meaning:
      "Receipts after which the message goes to the dead-letter queue instead of being received again",
    breaks: "1: one slow handler is enough. None: a poison message comes back until it is too old",
    source: "API Reference, CreateQueue, RedrivePolicy",
    sets: [{ at: "attempts.limit" }],
  },
  {
    name: "MessageRetentionPeriod",
    on: ["queue"],
    unit: "s",
    default: 345_600,
    range: [60, 1_209_600],
    meaning: "Age at which a message is deleted without a word",
    breaks: "Shorter than the longest outage of a consumer: messages are gone when it comes back",
    source: "API Reference, CreateQueue",
    sets: [{ at: "expiry.after" }],
  },
  {
    name: "DelaySeconds",
    on: ["queue"],
    unit: "s",
    default: 0,
    range: [0, 900],
    meaning: "Time before a new message can be received",
    breaks: "Adds to every message's latency",
    source: "API Reference, CreateQueue",
    sets: [{ at: "delay" }],
  },
  {
    name: "MaximumMessageSize",
    on: ["queue"],
    unit: "B",
    default: 1_048_576,
    range: [1024, 1_048_576],
    meaning: "Larger messages are refused",
    breaks: "Larger payloads need a claim check",
    source: "API Reference, CreateQueue",
    sets: [{ at: "maxMessageSize" }],
  },
  {
    name: "ReceiveMessageWaitTimeSeconds",
    on: ["queue"],
    of: ["consumer"],
    unit: "s",
    default: 0,
    range: [0, 20],
    meaning: "How long a receive waits for a message; 0 is a short poll",
    breaks: "0: most receives come back empty and are paid for",
    source: "API Reference, CreateQueue; Developer Guide, Short and long polling",
    sets: [{ at: "poll.wait" }],
  },
  {
    name: "ContentBasedDeduplication",
    on: ["queue"],
    unit: "",
    default: false,
    values: [true, false],
    when: FIFO,
    meaning: "Equal bodies are the same message, without an id from the publisher",
    breaks: "Two orders with the same text within 5 minutes are one",
    source: "API Reference, CreateQueue",
    sets: [{ at: "deduplication.by", is: { true: "content", false: "id" } }],
  },
  {
    name: "DeduplicationScope",
    on: ["queue"],
    unit: "",
    default: "queue",
    values: ["queue", "messageGroup"],
    when: FIFO,
    meaning: "Whether the same id in two groups is the same message",
    breaks: "queue: groups that number their messages alike lose some",
    source: "API Reference, CreateQueue",
    sets: [{ at: "deduplication.scope", is: { queue: "channel", messageGroup: "key" } }],
  },
  ...throughputLimits(),
];

/** High throughput is to be had only where duplicates are told apart within groups. */
function throughputLimits(): Parameter[] {
  const limit: Omit<Parameter, "values" | "when"> = {
    name: "FifoThroughputLimit",
    on: ["queue"],
    unit: "",
    default: "perQueue",
    meaning: "Whether 300 calls a second hold for the queue or for each message group",
    breaks: "perQueue: above 300 messages a second without batches the publisher is throttled",
    source: "Developer Guide, FIFO queue quotas; High throughput for FIFO queues",
    sets: [{ at: "throttle.per", is: { perQueue: "channel", perMessageGroupId: "key" } }],
  };
  return [
    { ...limit, values: ["perQueue"], when: { ...FIFO, DeduplicationScope: "queue" } },
    {
      ...limit,
      values: ["perQueue", "perMessageGroupId"],
      when: { ...FIFO, DeduplicationScope: "messageGroup" },
    },
  ];
}

const client: readonly Parameter[] = [
  {
    name: "EventSourceMapping",
    on: ["consumer"],
    unit: "",
    default: false,
    values: [true, false],
    meaning: "The consumer is a function that a poller feeds in batches",
    breaks: "Without it the consumer polls by itself",
    source: "Lambda Developer Guide, Using Lambda with Amazon SQS",
    sets: [],
    carriedOutBy: "choice",
  },
  {
    name: "MaxNumberOfMessages",
    on: ["consumer"],
    unit: "messages",
    default: 1,
    range: [1, 10],
    when: { EventSourceMapping: false },
    meaning: "Messages of one receive",
    breaks:
      "1: a call for each message. 10: the last one of a batch waits for nine, on its own lease",
    source: "API Reference, ReceiveMessage",
    sets: [{ at: "poll.batch" }],
  },
  {
    name: "BatchSize",
    on: ["consumer"],
    unit: "messages",
    default: 10,
    range: [1, 10_000],
    when: POLLER,
    meaning: "Messages of one invocation at most",
    breaks: "One bad message brings the whole batch back, unless failures are reported one by one",
    source: "Lambda Developer Guide, Using Lambda with Amazon SQS",
    sets: [{ at: "poll.batch" }],
  },
  {
    name: "MaximumBatchingWindowInSeconds",
    on: ["consumer"],
    unit: "s",
    default: 0,
    range: [0, 300],
    when: POLLER,
    meaning: "How long a batch is filled before the function is called",
    breaks: "Counts against the visibility timeout and adds to latency",
    source: "Lambda Developer Guide, Using Lambda with Amazon SQS",
    sets: [{ at: "poll.window", is: { "0": null } }],
  },
  {
    name: "FunctionResponseTypes",
    on: ["consumer"],
    unit: "",
    default: "",
    values: ["", "ReportBatchItemFailures"],
    when: POLLER,
    meaning: "Whether the function names the messages that failed, or fails as a whole",
    breaks:
      "Without it the good ones of a failed batch are done again, and may be dead-lettered with the bad one",
    source: "Lambda Developer Guide, Reporting batch item failures",
    sets: [{ at: "poll.outcome", is: { "": "per-batch", ReportBatchItemFailures: "per-message" } }],
  },
  {
    name: "MaximumConcurrency",
    on: ["consumer"],
    unit: "",
    range: [2, 2000],
    when: POLLER,
    meaning: "Invocations at once at most",
    breaks: "Too low: the queue grows. None: the function takes the whole account's concurrency",
    source: "Lambda Developer Guide, Configuring maximum concurrency",
    sets: [{ at: "concurrencyLimit" }],
  },
];

/** Amazon SQS. */
export const sqs: Profile = {
  id: "sqs",
  name: "Amazon SQS",
  versions: ["2026"],
  forms: ["queue"],
  parameters: [...queue, ...client],
  vectors: [
    {
      of: ["queue"],
      sets: {
        "lease.onDisconnect": "until-timeout",
        "attempts.counts": ["deliver"],
        "attempts.checkedAt": "next-receive",
        "redeliver.position": "original",
        "redeliver.nackPosition": "original",
        "deadLetter.reasons": ["rejected", "attempts"],
        maxInFlight: 120_000,
      },
    },
    {
      of: ["queue"],
      when: STANDARD,
      sets: {
        "lease.lateAck": "accepted",
        "deadLetter.clock": "keeps",
        onInFlightLimit: "error",
      },
    },
    {
      of: ["queue"],
      when: FIFO,
      sets: {
        "lease.lateAck": "ignored",
        "deadLetter.clock": "resets",
        "assign.mode": "key-exclusive",
        "order.maxInFlight": "batch",
        "order.failureBlocks": true,
        "deduplication.window": "5 min",
        "throttle.rate": "300/s",
        "throttle.burst": 300,
      },
    },
    { of: ["consumer"], sets: { "retry.attempts": "unlimited", "retry.mode": "abandon" } },
    { of: ["consumer"], when: POLLER, sets: { concurrency: 1 } },
  ],
  errors: {
    throttled: "ThrottlingException",
    "too-large": "InvalidMessageContents",
    "in-flight-limit": "OverLimit",
    "channel-outage": "ServiceUnavailable",
    expired: "deleted by MessageRetentionPeriod",
  },
  marksRedelivered: false,
  reports: "deliveries",
  modelled: [
    "A receipt is a lease: it ends by a delete, by ChangeMessageVisibility, or by the visibility timeout. A crash of the consumer changes nothing.",
    "A message goes to the dead-letter queue when it would be received once more than it may.",
    "While a message of a group is in flight, no other of the group is given to anybody, but for those of the same receipt.",
  ],
  leftOut: [
    "Spontaneous duplicates and swaps of standard queues: order is kept as long as nothing fails.",
    "ReceiveRequestAttemptId: a receive is never lost halfway.",
    "The search among the first messages of a FIFO backlog only: free groups are found wherever they are.",
  ],
};
