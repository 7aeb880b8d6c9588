import { z } from "zod";

/** The neutral language in which a case describes its system. Seconds and 1/second everywhere. */
const id = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/);
const time = z.number().min(0);
const positive = z.number().positive();
const share = z.number().min(0).max(1);
const count = z.int().min(1);
const weight = positive.optional();

const SimpleLaw = z.discriminatedUnion("distribution", [
  z.strictObject({ distribution: z.literal("constant"), value: time, weight }),
  z.strictObject({ distribution: z.literal("uniform"), low: time, high: time, weight }),
  z.strictObject({ distribution: z.literal("exponential"), mean: positive, weight }),
  z.strictObject({ distribution: z.literal("erlang"), stages: count, mean: positive, weight }),
  z.strictObject({ distribution: z.literal("gamma"), shape: positive, mean: positive, weight }),
  z.strictObject({ distribution: z.literal("lognormal"), mean: positive, cv2: positive, weight }),
  z.strictObject({ distribution: z.literal("weibull"), shape: positive, scale: positive, weight }),
  z.strictObject({ distribution: z.literal("pareto"), shape: positive, minimum: positive, weight }),
  z.strictObject({
    distribution: z.literal("normal"),
    mean: z.number(),
    deviation: positive,
    truncatedBelow: time.optional(),
    weight,
  }),
  z.strictObject({ distribution: z.literal("geometric"), mean: z.number().min(1), weight }),
]);
type SimpleLaw = z.output<typeof SimpleLaw>;

/** A law of times (or of whole numbers, for the size of a batch). */
export type Law = SimpleLaw | { distribution: "mixture"; of: Law[]; weight?: number | undefined };
const Law: z.ZodType<Law> = z.lazy(() =>
  z.discriminatedUnion("distribution", [
    ...SimpleLaw.options,
    z.strictObject({ distribution: z.literal("mixture"), of: z.array(Law).min(1), weight }),
  ]),
);

const Arrivals = z.discriminatedUnion("process", [
  z.strictObject({ process: z.literal("poisson"), rate: time }),
  z.strictObject({ process: z.literal("constant"), interval: positive, first: time.optional() }),
  z.strictObject({ process: z.literal("renewal"), interval: Law }),
  z.strictObject({ process: z.literal("poissonBatches"), rate: positive, size: Law }),
  z.strictObject({
    process: z.literal("mmpp"),
    states: z.array(z.strictObject({ rate: time, meanStay: positive })).min(2),
  }),
  z.strictObject({
    process: z.literal("sinusoidal"),
    meanRate: positive,
    amplitude: share,
    period: positive,
  }),
  z.strictObject({ process: z.literal("ramp"), from: time, to: time, over: positive }),
  z.strictObject({ process: z.literal("times"), at: z.array(time) }),
  z.strictObject({ process: z.literal("burst"), at: time, count }),
  z.strictObject({ process: z.literal("randomTimes"), count, between: z.tuple([time, time]) }),
  z.strictObject({ process: z.literal("closed"), users: count, think: Law }),
]);
/** When a producer or a saga begins something. */
export type ArrivalsCase = z.output<typeof Arrivals>;

const Key = z.discriminatedUnion("distribution", [
  z.strictObject({ distribution: z.literal("uniform"), keys: count }),
  z.strictObject({ distribution: z.literal("zipf"), keys: count, exponent: time }),
]);
/** How the key of a root is drawn. */
export type KeyCase = z.output<typeof Key>;

const Producer = z.strictObject({
  id,
  to: z.union([id, z.array(id).min(1)]),
  arrivals: Arrivals,
  key: Key.optional(),
  priority: z.int().optional(),
  from: time.optional(),
  until: time.optional(),
  batching: z.strictObject({ size: count, linger: time }).optional(),
  confirm: z
    .strictObject({
      lossProbability: share,
      publishLoss: share.optional(),
      attempts: count.nullable().optional(),
      retryAfter: Law.optional(),
    })
    .optional(),
});
/** A producer of a case. */
export type ProducerCase = z.output<typeof Producer>;

const Queue = z.strictObject({
  id,
  kind: z.literal("queue"),
  latency: Law.optional(),
  maxReady: z.int().min(0).optional(),
  overflow: z.enum(["reject", "dropOldest", "block"]).optional(),
  order: z.enum(["fifo", "priority"]).optional(),
  timeToLive: positive.optional(),
  dedupWindow: positive.optional(),
  ackDeadline: positive.optional(),
  staleAck: z.enum(["ignored", "accepted"]).optional(),
  redeliverTo: z.enum(["head", "tail"]).optional(),
  maxDeliveries: count.optional(),
  deadLetter: id.optional(),
});
const Topic = z.strictObject({
  id,
  kind: z.literal("topic"),
  subscriptions: z.array(z.strictObject({ to: id, probability: share.optional() })),
});
const Stream = z.strictObject({
  id,
  kind: z.literal("stream"),
  partitions: count,
  partitioner: z.enum(["byKey", "random", "roundRobin"]).optional(),
  retention: positive.optional(),
});
const Channel = z.discriminatedUnion("kind", [Queue, Topic, Stream]);
/** A channel of a case. */
export type ChannelCase = z.output<typeof Channel>;

const Backoff = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("fixed"), delay: time }),
  z.strictObject({ kind: z.literal("random"), delay: Law }),
  z.strictObject({ kind: z.literal("schedule"), delays: z.array(time).min(1) }),
  z.strictObject({
    kind: z.literal("exponential"),
    base: positive,
    factor: positive.optional(),
    cap: positive.nullable().optional(),
    jitter: z.enum(["none", "full", "equal", "decorrelated"]),
  }),
]);
/** The wait between two attempts. */
export type BackoffCase = z.output<typeof Backoff>;

const Step = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("work"), time: Law }),
  z
    .strictObject({
      do: z.literal("fail"),
      probability: share.exactOptional(),
      ofMessages: share.exactOptional(),
      firstAttempts: count.exactOptional(),
    })
    .refine((step) => Object.keys(step).length === 2, {
      error: "fail takes exactly one of probability, ofMessages and firstAttempts",
    }),
  z.strictObject({ do: z.literal("effect"), name: id }),
  z.strictObject({ do: z.literal("publish"), to: id, probability: share.optional() }),
  z.strictObject({ do: z.literal("crash"), probability: share, restart: Law.optional() }),
  z.strictObject({
    do: z.literal("call"),
    dependency: id,
    timeout: positive.optional(),
    attempts: count.optional(),
    backoff: Backoff.optional(),
  }),
  z.strictObject({ do: z.literal("ack") }),
]);
/** One step of a handler of a case. */
export type StepCase = z.output<typeof Step>;

const Consumer = z.strictObject({
  id,
  from: id,
  instances: count.optional(),
  concurrency: z.union([count, z.literal("unlimited")]).optional(),
  prefetch: count.optional(),
  ack: z.enum(["afterHandler", "beforeHandler"]).optional(),
  handler: z.array(Step),
  retry: z
    .strictObject({
      attempts: count.nullable(),
      mode: z.enum(["requeue", "inPlace"]).optional(),
      backoff: Backoff.optional(),
    })
    .optional(),
  dedup: z.boolean().optional(),
  ackLoss: share.optional(),
  poll: z
    .strictObject({
      interval: Law.nullable(),
      batch: count,
      work: z.enum(["perBatch", "perMessage"]).optional(),
    })
    .optional(),
  coldStart: Law.optional(),
  assignment: z.enum(["range", "roundRobin"]).optional(),
  commitEvery: count.optional(),
});
/** A consumer of a case. */
export type ConsumerCase = z.output<typeof Consumer>;

const Dependency = z.strictObject({
  id,
  latency: Law,
  failure: share.optional(),
  breaker: z.strictObject({ failures: count, openFor: positive }).optional(),
  rateLimit: z.strictObject({ rate: positive, burst: count }).optional(),
});
/** A dependency of a case. */
export type DependencyCase = z.output<typeof Dependency>;

const Saga = z.strictObject({
  id,
  arrivals: Arrivals,
  key: Key.optional(),
  from: time.optional(),
  until: time.optional(),
  steps: z.array(z.strictObject({ command: id, compensation: id.optional() })).min(1),
});
/** A saga of a case. */
export type SagaCase = z.output<typeof Saga>;

const Fault = z.union([
  z.strictObject({
    kind: z.enum(["crash", "pause"]),
    consumer: id,
    timeToFailure: Law,
    timeToRepair: Law,
    while: z.enum(["always", "busy"]).optional(),
  }),
  z.strictObject({ kind: z.enum(["crash", "pause"]), consumer: id, from: time, until: time }),
  z.strictObject({
    kind: z.literal("outage"),
    channel: id,
    from: time,
    until: time,
    publishes: z.enum(["buffer", "lose"]).optional(),
  }),
  z.strictObject({ kind: z.literal("scale"), consumer: id, at: time, instances: count }),
]);
/** A fault of a case. */
export type FaultCase = z.output<typeof Fault>;

export const CaseSystem = z.strictObject({
  producers: z.array(Producer),
  channels: z.array(Channel),
  consumers: z.array(Consumer),
  dependencies: z.array(Dependency).optional(),
  sagas: z.array(Saga).optional(),
  faults: z.array(Fault).optional(),
});
/** The system of a case, in the neutral language. */
export type CaseSystem = z.output<typeof CaseSystem>;
