import type { Parameter, Profile } from "../Profile.ts";

/**
 * RabbitMQ 3.10 to 4.3, AMQP 0-9-1. Sources are the guides at rabbitmq.com/docs by title, the server's
 * own code (rabbit_fifo, rabbit_variable_queue), or "observed": seen on a real server.
 */

const CLASSIC = { "x-queue-type": "classic" } as const;
const QUORUM = { "x-queue-type": "quorum" } as const;
const QUEUES = ["queue"] as const;
/** By the kind of channel that a consumer reads. */
const STREAM = { "@kind": "stream" } as const;
const STORED = { "@kind": ["queue", "topic"] } as const;

const queueKinds: readonly Parameter[] = [
  {
    name: "x-queue-type",
    on: ["queue"],
    unit: "",
    default: "classic",
    values: ["classic", "quorum"],
    meaning: "How the queue stores: on one node, or replicated by a majority of its nodes",
    breaks:
      "A classic queue is gone while its node is down; a quorum queue stops without a majority",
    source: "Queues; a stream is drawn as a stream",
    sets: [],
    carriedOutBy: "choice",
  },
  {
    name: "durable",
    on: ["queue"],
    unit: "",
    default: true,
    values: [true, false],
    when: CLASSIC,
    meaning: "Whether the queue itself survives a restart of its node",
    breaks: "A queue that is not durable vanishes with all that is in it",
    source: "Queues, Durability; observed",
    sets: [{ at: "durable" }],
  },
  {
    name: "x-quorum-initial-group-size",
    on: ["queue"],
    unit: "",
    default: 3,
    range: [1, 99],
    when: QUORUM,
    meaning: "Nodes that hold a copy; a majority of them must be up",
    breaks: "An even number needs one more node up and survives no more failures",
    source: "Quorum Queues, Group Size",
    sets: [{ at: "replicas" }],
  },
  {
    name: "x-single-active-consumer",
    on: ["queue"],
    unit: "",
    default: false,
    values: [true, false],
    meaning: "One consumer is served at a time, the others stand by",
    breaks: "More instances add no throughput",
    source: "Consumers, Single Active Consumer; observed",
    sets: [{ at: "assign.mode", is: { true: "single-active", false: null } }],
  },
  {
    name: "x-max-priority",
    on: ["queue"],
    unit: "",
    range: [1, 255],
    when: CLASSIC,
    meaning: "Highest priority that counts; higher ones first, in order within one",
    breaks: "Priorities above it count as this one; without it there are none",
    source: "Priority Queue Support; observed",
    sets: [{ at: "discipline", value: "priority" }, { at: "maxPriority" }],
  },
];

const limits: readonly Parameter[] = [
  {
    name: "x-message-ttl",
    on: ["queue"],
    unit: "ms",
    range: [1, 4_294_967_295],
    meaning: "Age at which a waiting message expires, seen only when it is at the head",
    breaks: "A message behind one that lives longer stays beyond its time",
    source: "Time-To-Live and Expiration; observed",
    sets: [{ at: "expiry.after" }],
  },
  {
    name: "x-max-length",
    on: ["queue"],
    unit: "messages",
    range: [0, Infinity],
    meaning: "Ready messages at most; what is with a consumer does not count",
    breaks: "Too small: messages are dropped while the publisher is told that all is well",
    source: "Queue Length Limit; observed",
    sets: [{ at: "capacity.messages" }],
  },
  {
    name: "x-max-length-bytes",
    on: ["queue"],
    unit: "B",
    range: [0, Infinity],
    meaning: "Bytes of ready messages at most",
    breaks: "Too small: large messages push many small ones out",
    source: "Queue Length Limit",
    sets: [{ at: "capacity.bytes" }],
  },
  {
    name: "x-overflow",
    on: ["queue"],
    unit: "",
    default: "drop-head",
    values: ["drop-head", "reject-publish", "reject-publish-dlx"],
    when: CLASSIC,
    meaning: "What gives way when the queue is full: the oldest message, or the new one",
    breaks: "drop-head loses the oldest in silence: their publisher was told that they are safe",
    source: "Queue Length Limit; observed",
    sets: [
      {
        at: "capacity.overflow",
        is: {
          "drop-head": "drop-head",
          "reject-publish": "reject",
          "reject-publish-dlx": "reject-dead-letter",
        },
      },
    ],
  },
  {
    name: "x-overflow",
    on: ["queue"],
    unit: "",
    default: "drop-head",
    values: ["drop-head", "reject-publish"],
    when: QUORUM,
    meaning: "What gives way when the queue is full; refusing begins one message late",
    breaks: "drop-head loses the oldest in silence: their publisher was told that they are safe",
    source: "Quorum Queues, Length Limit; observed",
    sets: [
      { at: "capacity.overflow", is: { "drop-head": "drop-head", "reject-publish": "reject" } },
      { at: "capacity.overshoot", is: { "drop-head": null, "reject-publish": 1 } },
    ],
  },
];

const failures: readonly Parameter[] = [
  {
    name: "x-dead-letter-exchange",
    on: ["queue"],
    unit: "",
    meaning: "Where messages go that are given up, expire or are pushed out",
    breaks: "Without it they are lost",
    source: "Dead Letter Exchanges; drawn as a dead-letter link",
    sets: [],
    carriedOutBy: "link",
  },
  {
    name: "x-dead-letter-routing-key",
    on: ["queue"],
    unit: "",
    meaning: "Routing key of dead letters; their own if absent",
    breaks: "A key that no binding takes loses them",
    source: "Dead Letter Exchanges; drawn as a dead-letter link",
    sets: [],
    carriedOutBy: "link",
  },
  ...(["x-dead-letter-strategy", "dead-letter-strategy"] as const).map(
    (name): Parameter => ({
      name,
      on: ["queue"],
      unit: "",
      values: ["at-most-once", "at-least-once"],
      when: QUORUM,
      meaning: "Whether a dead letter stays here until its target has confirmed it",
      breaks: "at-most-once loses dead letters while the target is full or away",
      source: "Quorum Queues, Dead Lettering",
      sets: [
        { at: "deadLetter.safety" },
        { at: "deadLetter.retryEvery", is: { "at-most-once": null, "at-least-once": "180 s" } },
      ],
    }),
  ),
  ...deliveryLimits(),
  {
    name: "x-delayed-retry-type",
    on: ["queue"],
    unit: "",
    default: "disabled",
    values: ["disabled", "all", "failed", "returned"],
    since: "4.3",
    when: QUORUM,
    meaning: "Which returned messages wait before they are delivered again",
    breaks: "Disabled: a failing message comes back at once and burns its attempts in milliseconds",
    source: "Quorum Queues, Delayed Retry",
    sets: [
      {
        at: "redeliver.delay.kind",
        is: { disabled: null, all: "linear", failed: "linear", returned: "linear" },
      },
      {
        at: "redeliver.delays",
        is: {
          disabled: null,
          all: ["lease-expiry", "nack", "reject", "disconnect"],
          failed: ["reject", "disconnect"],
          returned: ["lease-expiry", "nack"],
        },
      },
    ],
  },
  {
    name: "x-delayed-retry-min",
    on: ["queue"],
    unit: "ms",
    default: 1000,
    range: [1, 4_294_967_295],
    since: "4.3",
    when: { ...QUORUM, "x-delayed-retry-type": ["all", "failed", "returned"] },
    meaning: "Wait before the first redelivery, and what each further one adds",
    breaks: "Too short: a downstream outage uses up the delivery limit",
    source: "Quorum Queues, Delayed Retry",
    sets: [{ at: "redeliver.delay.step" }],
  },
  {
    name: "x-delayed-retry-max",
    on: ["queue"],
    unit: "ms",
    range: [1, 4_294_967_295],
    since: "4.3",
    when: { ...QUORUM, "x-delayed-retry-type": ["all", "failed", "returned"] },
    meaning: "Longest wait before a redelivery",
    breaks: "Too long: messages that would succeed stay away",
    source: "Quorum Queues, Delayed Retry",
    sets: [{ at: "redeliver.delay.max" }],
  },
  ...consumerTimeouts(),
];

/** The limit of redeliveries L means L + 1 deliveries. What counts changed with 4.3, the default with 4.0. */
function deliveryLimits(): Parameter[] {
  const limit: Omit<Parameter, "sets"> = {
    name: "x-delivery-limit",
    on: QUEUES,
    unit: "",
    range: [0, Infinity],
    special: [-1],
    when: QUORUM,
    meaning: "Counted returns after which a message is given up: one less than its deliveries",
    breaks: "-1: a poison message goes round for ever. Too low: its healthy neighbors go with it",
    source: "Quorum Queues, Poison Message Handling; observed",
  };
  const sets = [
    { at: "attempts.limit", plus: 1, is: { "-1": null } },
    { at: "redeliver.position", value: "returns-first" },
    { at: "redeliver.nackPosition", value: "returns-first" },
  ] as const;
  return [
    { ...limit, since: "4.0", default: 20, sets },
    { ...limit, until: "4.0", sets: sets.map((each) => ({ ...each, is: { "-1": null } })) },
  ];
}

function consumerTimeouts(): Parameter[] {
  const timeout: Omit<Parameter, "sets" | "default"> = {
    name: "consumer_timeout",
    on: ["broker", "queue"],
    of: ["queue"],
    unit: "ms",
    range: [1, Infinity],
    meaning: "Time that a delivery may stay unacknowledged; looked at once a minute",
    breaks: "Shorter than the work: the channel is closed (406) and all that it held comes back",
    source: "Consumers, Delivery Acknowledgement Timeout; observed",
  };
  const sets = [
    { at: "lease.timeout" },
    { at: "lease.checkEvery", value: "60 s" },
    { at: "lease.onExpiry", value: "disconnect" },
  ] as const;
  return [
    { ...timeout, until: "4.3", default: 1_800_000, sets },
    { ...timeout, since: "4.3", when: QUORUM, sets },
    { ...timeout, since: "4.3", when: CLASSIC, on: ["broker"], sets: [], carriedOutBy: "choice" },
  ];
}

const streams: readonly Parameter[] = [
  {
    name: "x-max-length-bytes",
    on: ["stream"],
    unit: "B",
    range: [1, Infinity],
    meaning: "Size beyond which whole segments are removed, the oldest first",
    breaks: "A burst of large messages takes the place of what nobody has read yet",
    source: "Streams, Retention",
    sets: [{ at: "retention.size" }],
  },
  {
    name: "x-max-age",
    on: ["stream"],
    unit: "s",
    range: [1, Infinity],
    meaning: "Age in seconds beyond which whole segments are removed (the server writes 7D, 12h)",
    breaks: "Shorter than a reader's outage: what it had still to read is gone",
    source: "Streams, Retention",
    sets: [{ at: "retention.age" }],
  },
  {
    name: "x-stream-max-segment-size-bytes",
    on: ["stream"],
    unit: "B",
    default: 500_000_000,
    range: [1, 3_000_000_000],
    meaning: "Size at which a segment is closed",
    breaks: "Retention removes whole closed segments: a large one keeps old messages for long",
    source: "Streams, Declaring a RabbitMQ Stream",
    sets: [{ at: "retention.segment.size" }],
  },
  {
    name: "x-stream-offset",
    on: ["subscription"],
    unit: "",
    default: "next",
    values: ["first", "last", "next"],
    meaning:
      "Where a consumer begins to read: with all that is kept, with the last, or with what comes",
    breaks: "next: what was published while nobody was attached is never read",
    source: "Streams, Consuming; observed",
    sets: [{ at: "cursor.start", is: { first: "earliest", last: "last", next: "latest" } }],
  },
];

const exchanges: readonly Parameter[] = [
  {
    name: "type",
    on: ["topic"],
    unit: "",
    default: "direct",
    values: ["direct", "topic", "fanout", "headers", "x-consistent-hash"],
    meaning: "How the exchange finds the queues for a message",
    breaks: "A fanout ignores all keys; a topic needs words separated by dots",
    source: "AMQP 0-9-1 Model, Exchanges",
    sets: [
      {
        at: "routing",
        is: {
          direct: "direct",
          topic: "pattern",
          fanout: "fanout",
          headers: "headers",
          "x-consistent-hash": "hash",
        },
      },
    ],
  },
  {
    name: "alternate-exchange",
    on: ["topic"],
    unit: "",
    meaning: "Exchange for what no binding takes",
    breaks: "Without it what no binding takes is confirmed and gone",
    source: "Alternate Exchanges; drawn as an alternate link",
    sets: [],
    carriedOutBy: "link",
  },
];

const clients: readonly Parameter[] = [
  {
    name: "prefetch",
    on: ["consumer"],
    unit: "messages",
    range: [1, 65_535],
    when: STREAM,
    required: "PRECONDITION_FAILED (406): consumer prefetch count is not set",
    meaning: "Messages that a reader of a stream may hold; demanded",
    breaks: "Without it the stream refuses the consumer (406)",
    source: "Streams, Consuming; observed",
    sets: [{ at: "prefetch" }],
  },
  {
    name: "prefetch",
    on: ["consumer"],
    unit: "messages",
    default: 0,
    range: [0, 65_535],
    when: STORED,
    meaning: "Unacknowledged messages that one consumer may hold; 0 is unlimited",
    breaks:
      "0: the first consumer gets the whole backlog, the others nothing. 1: a round trip for each message",
    source: "Consumer Prefetch; observed",
    sets: [{ at: "prefetch", is: { "0": "unlimited" } }],
  },
  {
    name: "no_ack",
    on: ["consumer"],
    unit: "",
    default: false,
    values: [true, false],
    meaning: "Automatic acknowledgement: settled when it is written to the socket",
    breaks: "A crash loses all that was delivered and not yet processed",
    source: "Consumer Acknowledgements; observed",
    sets: [{ at: "ack", is: { true: "on-delivery", false: null } }],
  },
  {
    name: "requeue",
    on: ["consumer"],
    unit: "",
    default: "basic.nack",
    values: ["basic.nack", "basic.reject"],
    meaning: "How a failed message is handed back",
    breaks:
      "From 4.3 a quorum queue counts rejects and lost connections only: with nack a poison message never reaches the limit",
    source: "Quorum Queues, When is the delivery count incremented",
    sets: [{ at: "retry.returns", is: { "basic.nack": "nack", "basic.reject": "reject" } }],
  },
  {
    name: "confirm.select",
    on: ["publisher"],
    unit: "",
    default: false,
    values: [true, false],
    meaning: "Whether the publisher waits for the broker's confirms",
    breaks: "Without confirms a message that is lost on the way is not missed",
    source: "Publisher Confirms",
    sets: [{ at: "confirm", is: { true: "majority", false: "none" } }],
  },
  {
    name: "mandatory",
    on: ["publisher"],
    unit: "",
    default: false,
    values: [true, false],
    meaning: "What no queue takes comes back to the publisher before it is confirmed",
    breaks: "Without it what no queue takes is confirmed and gone",
    source: "Publishers, Unroutable Message Handling; observed",
    sets: [{ at: "mandatory" }],
  },
];

const server: readonly Parameter[] = [
  {
    name: "vm_memory_high_watermark.absolute",
    on: ["broker"],
    unit: "B",
    range: [1, Infinity],
    meaning: "Memory at which publishers are blocked; consumers go on",
    breaks: "Once reached, no publisher gets a confirm or an error until memory is free again",
    source:
      "Memory and Disk Alarms; observed. The default is 0.6 of the RAM, which the model does not know",
    sets: [{ at: "memory.limit" }, { at: "memory.onLimit", value: "block" }],
  },
  {
    name: "cluster_partition_handling",
    on: ["broker"],
    unit: "",
    default: "ignore",
    values: ["ignore", "pause_minority", "autoheal"],
    meaning:
      "What nodes do that see no more than half of the cluster; quorum queues do not need it",
    breaks:
      "pause_minority: with two of three nodes down the third one stands still too. ignore: classic queues on both sides of a partition go on, and one side's messages are thrown away",
    source: "Clustering and Network Partitions; without a partition autoheal has nothing to heal",
    sets: [{ at: "minority", is: { ignore: null, autoheal: null, pause_minority: "pause" } }],
  },
];

/** RabbitMQ. */
export const rabbitmq: Profile = {
  id: "rabbitmq",
  name: "RabbitMQ",
  versions: ["3.10", "4.0", "4.3"],
  forms: ["topic", "queue"],
  parameters: [
    ...queueKinds,
    ...limits,
    ...failures,
    ...streams,
    ...exchanges,
    ...clients,
    ...server,
  ],
  vectors: [
    // A node that is killed is noticed at once; the next leader confirmed after 0.33 s (observed, 3.10, 3 nodes).
    {
      of: ["broker"],
      sets: {
        "replication.election": "majority",
        "replication.detect": "0 s",
        "replication.elect": "0.3 s",
      },
    },
    { of: ["queue"], sets: { "capacity.counted": "ready" } },
    // Exchanges are known to all nodes.
    { of: ["topic"], sets: { replicas: 1000 } },
    {
      of: ["queue"],
      when: CLASSIC,
      sets: { replicas: 1, persists: "persistent", whenDown: "unroutable" },
    },
    {
      of: ["stream"],
      sets: { "retention.granularity": "segment" },
    },
    {
      of: ["subscription"],
      when: STREAM,
      sets: {
        "assign.mode": "partition-exclusive",
        "assign.transfer": "none",
        "order.maxInFlight": 65_535,
      },
    },
    { of: ["queue"], when: QUORUM, sets: { whenDown: "wait", "lease.onFailover": "keep" } },
    {
      of: ["queue", "subscription"],
      when: STORED,
      sets: {
        "lease.onDisconnect": "release-now",
        "lease.lateAck": "ignored",
        "redeliver.position": "original",
        "redeliver.nackPosition": "original",
        "deadLetter.reasons": ["rejected", "attempts", "expired", "overflow"],
        "deadLetter.safety": "at-most-once",
        "deadLetter.clock": "resets",
        "deadLetter.cycles": "drop",
        "expiry.evaluated": "at-head",
      },
    },
    {
      of: ["queue"],
      when: QUORUM,
      until: "4.0",
      sets: { "redeliver.position": "returns-first", "redeliver.nackPosition": "tail" },
    },
    {
      of: ["queue"],
      when: QUORUM,
      since: "4.0",
      sets: { "redeliver.position": "returns-first", "redeliver.nackPosition": "returns-first" },
    },
    {
      of: ["queue"],
      when: QUORUM,
      until: "4.3",
      sets: { "attempts.counts": ["lease-expiry", "nack", "reject", "disconnect"] },
    },
    {
      of: ["queue"],
      when: QUORUM,
      since: "4.3",
      sets: { "attempts.counts": ["reject", "disconnect"] },
    },
  ],
  errors: {
    "rejected-when-full": "basic.nack",
    unroutable: "NO_ROUTE (312)",
    "too-large": "PRECONDITION_FAILED (406)",
    "channel-outage": "NOT_FOUND (404)",
    blocked: "connection.blocked",
    "lease-expired": "PRECONDITION_FAILED (406) delivery acknowledgement timed out",
  },
  marksRedelivered: true,
  reports: "counted",
  modelled: [
    "Direct, topic, fanout, headers and hash exchanges with their bindings, and the alternate exchange.",
    "Requeued messages go to their original place in a classic queue, before all others in a quorum queue, to the tail in a quorum queue without a limit (before 4.0).",
    "Time to live is looked at only at the head; a requeue does not restart it.",
    "What dies in a cycle of queues without a rejection is dropped.",
  ],
  leftOut: [
    "Flow control by credits: publishers are slowed by full queues and the memory alarm only.",
    "Transactions (tx.select), which promise nothing across queues.",
    "Heartbeats: a frozen client is a pause, a lost one a crash.",
  ],
};
