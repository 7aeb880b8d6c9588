/**
 * Which parameters of the model the engine simulates. Everything that a design says and that does not
 * stand here is named by `notSimulated`; nothing is silently ignored. A parameter is listed by its path
 * inside its part; a path stands for everything below it. A function says for which values it holds.
 */
export type Coverage = Readonly<Record<string, true | ((value: never) => boolean)>>;

/** It holds for these values. */
export const oneOf =
  (...values: readonly unknown[]) =>
  (value: never): boolean =>
    values.includes(value);
/** It holds for this value. */
const only = (value: unknown) => oneOf(value);

/** What a queue and a subscription have in common. */
export const subscription: Coverage = {
  filter: true,
  "expiry.after": true,
  "expiry.evaluated": true,
  "assign.mode": true,
  "assign.dispatch": true,
  "assign.strategy": oneOf("range", "round-robin"),
  "assign.transfer": only("none"),
  "lease.timeout": true,
  "lease.startsAt": true,
  "lease.renewEvery": true,
  "lease.renewAtMost": true,
  "lease.onDisconnect": true,
  "lease.lateAck": true,
  "lease.checkEvery": true,
  "lease.onExpiry": true,
  "lease.onFailover": true,
  "attempts.limit": true,
  "attempts.counts": true,
  "attempts.checkedAt": true,
  "attempts.onExceeded": true,
  "attempts.persisted": true,
  "redeliver.position": true,
  "redeliver.nackPosition": true,
  "redeliver.delay": true,
  "redeliver.delays": true,
  "redeliver.bypassesInFlightLimit": true,
  slowConsumer: true,
  "deadLetter.reasons": true,
  "deadLetter.clock": true,
  "deadLetter.safety": true,
  "deadLetter.cycles": true,
  "deadLetter.retryEvery": true,
  "order.maxInFlight": true,
  "order.failureBlocks": true,
  maxInFlight: true,
  deliveryLatency: true,
  ackLatency: true,
};

/** What every channel has. */
export const channel: Coverage = {
  kind: true,
  zone: true,
  messages: true,
  broker: true,
  role: true,
  latency: true,
  "throttle.rate": true,
  "throttle.burst": true,
  "throttle.per": true,
  "throttle.bytesPerSecond": true,
  transactions: true,
  maxMessageSize: true,
  "deduplication.by": true,
  "deduplication.window": true,
  "deduplication.scope": true,
};

/** A queue has room for so much. Topics store nothing. */
export const capacity: Coverage = {
  "capacity.messages": true,
  "capacity.counted": true,
  "capacity.bytes": true,
  "capacity.overshoot": true,
  "capacity.overflow": true,
};

/** A log has room for so much. */
export const capacityOfStreams: Coverage = {
  "capacity.messages": true,
  "capacity.bytes": true,
  "capacity.overshoot": true,
  "capacity.overflow": true,
};
