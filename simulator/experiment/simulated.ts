/**
 * Which parameters of the model the engine simulates. Everything that a design says and that does not
 * stand here is named by `notSimulated`; nothing is silently ignored. A parameter is listed by its path
 * inside its part; a path stands for everything below it. A function says for which values it holds.
 */
export type Coverage = Readonly<Record<string, true | ((value: never) => boolean)>>;

export const oneOf =
  (...values: readonly unknown[]) =>
  (value: never): boolean =>
    values.includes(value);
const only = (value: unknown) => oneOf(value);

/** Words for people, and places on the screen: they change no run. */
export const PROSE: ReadonlySet<string> = new Set([
  "name",
  "description",
  "note",
  "group",
  "field",
  "address",
  "path",
  "source",
  "host",
  "$schema",
]);

const subscription: Coverage = {
  filter: true,
  "expiry.after": true,
  "expiry.evaluated": only("anywhere"),
  "assign.mode": oneOf("competing", "partition-exclusive"),
  "assign.dispatch": oneOf("round-robin", "priority", "random"),
  "assign.strategy": oneOf("range", "round-robin"),
  "assign.transfer": only("none"),
  "lease.timeout": true,
  "lease.startsAt": only("delivery"),
  "lease.onDisconnect": true,
  "lease.lateAck": oneOf("accepted", "ignored"),
  "attempts.limit": true,
  "attempts.counts": true,
  "attempts.checkedAt": only("return"),
  "attempts.onExceeded": true,
  "redeliver.position": true,
  "redeliver.nackPosition": true,
  "redeliver.delay": true,
  "redeliver.also": only("nothing"),
  "deadLetter.reasons": true,
  "deadLetter.clock": only("resets"),
  maxInFlight: true,
  deliveryLatency: true,
  ackLatency: true,
};

const channel: Coverage = {
  kind: true,
  messages: true,
  broker: true,
  role: true,
  latency: true,
  "capacity.messages": true,
  "capacity.counted": true,
  "capacity.overflow": oneOf("reject", "drop-head", "drop-tail", "dead-letter", "block", "error"),
  "throttle.rate": true,
  "throttle.burst": true,
  "throttle.per": only("channel"),
  maxMessageSize: true,
  "deduplication.by": oneOf("id", "key"),
  "deduplication.window": true,
  "deduplication.scope": only("channel"),
};

/** How a node publishes. */
const publisher: Coverage = {
  "publisher.confirm": oneOf("none", "leader", "majority", "all-in-sync"),
  "publisher.retryAfter": true,
  "publisher.deliveryTimeout": true,
  "publisher.attempts": true,
  "publisher.backoff": true,
  "publisher.idempotent": true,
  "publisher.batching.size": true,
  "publisher.batching.linger": true,
};

const prefixed = (prefix: string, coverage: Coverage): Coverage =>
  Object.fromEntries(Object.entries(coverage).map(([path, holds]) => [`${prefix}.${path}`, holds]));

/** Coverage of each kind of node. */
export const NODES: Readonly<Record<string, Coverage>> = {
  producer: {
    ...publisher,
    kind: true,
    messages: true,
    arrivals: true,
    from: true,
    until: true,
    limit: true,
  },
  queue: { ...channel, ...subscription, discipline: true, delay: true },
  topic: {
    ...channel,
    routing: true,
    unroutable: true,
    ...prefixed("subscriptions.*", subscription),
  },
  stream: {
    ...channel,
    partitions: true,
    partitioner: true,
    stickyBytes: true,
    removal: only("retention"),
    retention: true,
    compaction: true,
    repartition: true,
    delay: true,
    ...prefixed("subscriptions.*", subscription),
    "subscriptions.*.order.maxInFlight": true,
    "subscriptions.*.cursor.start": true,
    "subscriptions.*.cursor.joinsAt": true,
    "subscriptions.*.cursor.reset": true,
    "subscriptions.*.assign.strategy": true,
    "subscriptions.*.assign.transfer": oneOf("none", "eager", "cooperative", "incremental"),
    "subscriptions.*.assign.membership": true,
    "subscriptions.*.assign.sessionTimeout": true,
    "subscriptions.*.assign.heartbeat": true,
    "subscriptions.*.assign.pollTimeout": true,
    "subscriptions.*.assign.joinDelay": true,
    "subscriptions.*.assign.rebalancePause": true,
  },
  consumer: {
    ...publisher,
    kind: true,
    instances: true,
    concurrency: true,
    restart: true,
    prefetch: true,
    ack: true,
    commit: true,
    handlers: true,
    "retry.attempts": true,
    "retry.backoff": true,
    "retry.budget": true,
    "retry.mode": true,
    "retry.on": true,
    concurrencyLimit: true,
    "poll.batch": true,
    "poll.interval": true,
    "poll.handOff": true,
    "poll.outcome": true,
    autoscaling: true,
    timeLimit: true,
    coldStart: true,
    keepWarm: true,
    "deduplication.by": true,
    "deduplication.store": true,
    "deduplication.record": true,
    "deduplication.window": true,
  },
  dependency: {
    kind: true,
    latency: true,
    concurrency: true,
    queue: true,
    errorRate: true,
    errorLatency: true,
    hangs: true,
    "rateLimit.rate": true,
    "rateLimit.burst": true,
    "rateLimit.whenExceeded": only("reject"),
    idempotency: true,
  },
  database: {
    kind: true,
    readLatency: true,
    writeLatency: true,
    concurrency: true,
    errorRate: true,
  },
  broker: {
    kind: true,
    outagePublishes: true,
    nodes: true,
    nodeZones: true,
    "replication.replicas": true,
    "replication.minInSync": true,
    "replication.lag": true,
    "replication.election": true,
    "replication.unclean": true,
    "replication.detect": true,
    "replication.elect": true,
    "replication.cursors": only("sync"),
    fsync: true,
  },
  endpoint: { kind: true },
  saga: {
    ...publisher,
    kind: true,
    mode: only("orchestrated"),
    correlation: true,
    "begins.arrivals": true,
    process: true,
    "steps.*.name": true,
    "steps.*.command": true,
    "steps.*.to": true,
    "steps.*.compensation.command": true,
    "steps.*.compensation.to": true,
  },
  registry: { kind: true },
  zone: { kind: true },
};

/** Coverage of each kind of link. */
export const LINKS: Readonly<Record<string, Coverage>> = {
  publish: { kind: true, source: true, target: true, latency: true, messages: true },
  subscribe: { kind: true, source: true, target: true, latency: true, subscription: true },
  bind: { kind: true, source: true, target: true, latency: true, keys: true, filter: true },
  alternate: { kind: true, source: true, target: true, latency: true },
  call: { kind: true, source: true, target: true, latency: true },
  read: { kind: true, source: true, target: true, latency: true },
  write: { kind: true, source: true, target: true, latency: true },
  "dead-letter": { kind: true, source: true, target: true, latency: true, subscription: true },
  retry: { kind: true, source: true, target: true, latency: true, attempt: true },
};

/** Coverage of each kind of step. */
export const STEPS: Readonly<Record<string, Coverage>> = {
  work: { do: true, time: true, effect: true, undoes: true, per: true },
  fail: {
    do: true,
    with: true,
    probability: true,
    ofMessages: true,
    firstAttempts: true,
    effect: true,
    undoes: true,
  },
  publish: {
    do: true,
    message: true,
    to: true,
    via: only("direct"),
    probability: true,
    count: true,
    newRoot: true,
    effect: true,
    undoes: true,
  },
  ack: { do: true, effect: true, undoes: true },
  branch: {
    do: true,
    "choices.*.when.probability": true,
    "choices.*.when.attribute": true,
    "choices.*.when.in": true,
    "choices.*.when.message": true,
    "choices.*.when.attemptAtLeast": true,
    effect: true,
    undoes: true,
  },
  call: {
    do: true,
    budget: true,
    to: true,
    timeout: true,
    attempts: true,
    backoff: true,
    breaker: true,
    "rateLimit.rate": true,
    "rateLimit.burst": true,
    idempotencyKey: true,
    wait: true,
    onFailure: true,
    effect: true,
    undoes: true,
  },
  read: { do: true, from: true, effect: true, undoes: true },
  write: { do: true, to: true, transaction: true, effect: true, undoes: true },
};

/** Coverage of message types, keys and attributes, and of the scenario itself. */
export const MESSAGE_TYPE: Coverage = {
  kind: true,
  key: true,
  attributes: true,
  routingKey: true,
  size: true,
  priority: true,
  ordering: true,
};
export const SCENARIO: Coverage = { duration: true, warmUp: true, drain: true, seed: true };
