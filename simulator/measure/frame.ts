/**
 * What the page gets of a running simulation at display rate: flat arrays that can be transferred.
 * Rows of `nodes` and `links` stand in the order of the system's nodes and links. NaN is what a node of
 * that kind does not have.
 */

/** Columns of a node's row. */
export const NODE_COLUMN = {
  /** Messages a second that come in: into channels and servers, handled attempts in consumers, made by producers. */
  rateIn: 0,
  /** Messages a second that come out: delivered by channels, handled to the end by consumers; of a producer, those of which all consequences have ended. */
  rateOut: 1,
  /** Messages that wait: ready in a channel, in a server's line; for a consumer its lag, over all that it reads. */
  ready: 2,
  /** Delivered and neither settled nor taken back; busy slots of a server. */
  inFlight: 3,
  /** Waiting for a retry or for their delay. */
  delayed: 4,
  /** Waiting in front of a full channel, or at a cut link. */
  blocked: 5,
  /** Age of the oldest ready message, in seconds; for a consumer over all that it reads. */
  oldestSeconds: 6,
  /** Highest number ready so far. */
  peakReady: 7,
  /** Share of the slots that are busy now, 0 … 1. */
  utilization: 8,
  /** Median and 99th percentile of the response time in seconds: consumer: entering the channel → end there; server: call → answer; producer: birth → end of everything. */
  p50: 9,
  p99: 10,
  /** Messages so far: into a channel, made by a producer, attempts of a consumer, calls of a server. */
  totalIn: 11,
  /** Messages so far: acknowledged, handled to the end, answered. */
  totalOut: 12,
  /** Deliveries beyond the first of a message, so far. */
  redelivered: 13,
  /** Messages handled to the end more than once, so far. */
  duplicates: 14,
  deadLettered: 15,
  /** Messages lost here, so far. */
  lost: 16,
  /** Attempts (or calls) that failed, so far. */
  failed: 17,
  /** Instances that are up, and that are down, paused. */
  instancesUp: 18,
  instancesDown: 19,
  instancesPaused: 20,
  /** 1 while a fault lasts that names this node. */
  isFaulty: 21,
  /** Effects of a consumer that happened for a root which had them already, so far. */
  repeatedEffects: 22,
} as const;
/** Columns in a node's row. */
export const NODE_COLUMNS = 23;

/** Columns of a link's row. */
export const LINK_COLUMN = {
  /** Messages a second that set out. */
  rate: 0,
  /** 1 while the link is cut. */
  isCut: 1,
  /** 1 while a fault slows it, or makes it lose or double. */
  isDisturbed: 2,
  /** Seconds that the consumer at its end is behind; NaN where nothing can be behind. */
  lagSeconds: 3,
  /** Messages that set out so far. */
  total: 4,
} as const;
/** Columns in a link's row. */
export const LINK_COLUMNS = 5;

/** Columns of an instance's row. */
export const INSTANCE_COLUMN = {
  /** Index of its node. */
  node: 0,
  slots: 1,
  busy: 2,
  /** Busy slots that work on a later attempt. */
  retrying: 3,
  /** Deliveries that wait in it for a slot. */
  buffered: 4,
  isCrashed: 5,
  isPaused: 6,
  /** Seconds until it is up again; NaN when it is up or nobody knows. */
  backIn: 7,
} as const;
/** Columns in an instance's row. */
export const INSTANCE_COLUMNS = 8;

/** Columns of a partition's row, one for each partition of each group. */
export const PARTITION_COLUMN = {
  /** Index of the stream's node. */
  node: 0,
  /** Index of the group among those of the stream. */
  group: 1,
  partition: 2,
  /** Messages appended, delivered and committed so far: positions in the log. */
  end: 3,
  position: 4,
  committed: 5,
} as const;
/** Columns in a partition's row. */
export const PARTITION_COLUMNS = 6;

/** One look at a running simulation. */
export interface Frame {
  /** Simulated time in seconds. */
  readonly now: number;
  /** Events so far. */
  readonly eventCount: number;
  readonly nodes: Float64Array<ArrayBuffer>;
  readonly links: Float64Array<ArrayBuffer>;
  readonly instances: Float64Array<ArrayBuffer>;
  readonly partitions: Float64Array<ArrayBuffer>;
  /** Messages that set out since the last frame, `DEPARTURE_FIELDS` numbers each: link, state, simulated time, number of the message. */
  readonly departures: Float64Array<ArrayBuffer>;
  /** For each link and state how many more set out than `departures` holds. */
  readonly overflow: Float64Array<ArrayBuffer>;
}
