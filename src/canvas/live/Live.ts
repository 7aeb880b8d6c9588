import type { MessageState } from "../../../simulator/index.ts";
import type { Beat } from "../../ui/index.ts";

/** How a node is. Each state has a mark of its own shape. */
export type Health =
  | "idle"
  | "busy"
  | "saturated"
  | "crashed"
  | "paused"
  | "partitioned"
  | "parameter-error"
  | "muted";

/** One instance of a service. */
export interface InstanceFigures {
  slots: number;
  busy: number;
  /** Busy slots that work on a later attempt. */
  retrying: number;
  isCrashed: boolean;
  isPaused: boolean;
  /** Seconds of simulated time until it is back; NaN when that is not known. */
  backIn: number;
}

/** One partition of a stream, in offsets. */
export interface PartitionFigures {
  /** Oldest message that is kept. */
  start: number;
  /** Next message to be written. */
  end: number;
  /** Position of the slowest group; NaN when no group reads. */
  committed: number;
}

/** What a face shows of its node at this moment. NaN is what is not measured. */
export interface NodeFigures {
  health: Health;
  /** Messages a second: out of producers and channels, handled by services, into streams. */
  rate: number;
  /** Messages of a producer, a second, of which all consequences have ended. */
  endRate: number;
  /** Messages that wait in a channel. */
  ready: number;
  /** Messages handed out and not settled. */
  inFlight: number;
  /** Ready messages that were delivered before. */
  redelivered: number;
  /** Full scale of a tank: its limit or the peak so far. */
  scale: number;
  /** Depth that an objective allows. */
  objective: number;
  /** Age of the oldest ready message, in seconds. */
  oldest: number;
  /** Share of the capacity that is in use. */
  utilization: number;
  /** 99th percentile of the time of an answer, in seconds. */
  p99: number;
  /** Messages redelivered to a service since the run began. */
  redeliveries: number;
  /** Effects done more than once since the run began. */
  duplicates: number;
  /** Messages and seconds that a service is behind. */
  lagMessages: number;
  lagSeconds: number;
  instances: readonly InstanceFigures[];
  partitions: readonly PartitionFigures[];
}

/** What a link shows at this moment. */
export interface LinkFigures {
  /** Messages a second. */
  rate: number;
  isCut: boolean;
  /** Seconds that the consumer at its end is behind; NaN where nothing can be behind. */
  lagSeconds: number;
}

/** Receives each message that set out along a link since the frame before. */
export interface DepartureSink {
  /**
   * `count` messages of one state, more than one where the frame only says how many; they set out
   * this many simulated seconds before the frame.
   */
  depart(linkId: string, state: MessageState, count: number, secondsAgo: number): void;
}

/** The running system as the canvas sees it; beats with each frame. */
export interface Live extends Beat {
  /** Simulated time in seconds. */
  now(): number;
  /** Simulated seconds for each second of the wall; 0 while the run stands still. */
  speed(): number;
  figuresOf(nodeId: string): NodeFigures | undefined;
  linkFiguresOf(linkId: string): LinkFigures | undefined;
  /** The messages that set out in the latest frame. */
  readDepartures(sink: DepartureSink): void;
}

/** Figures of a node of which nothing is known. */
export function unmeasured(): NodeFigures {
  return {
    health: "idle",
    rate: Number.NaN,
    endRate: Number.NaN,
    ready: Number.NaN,
    inFlight: Number.NaN,
    redelivered: 0,
    scale: Number.NaN,
    objective: Number.NaN,
    oldest: Number.NaN,
    utilization: Number.NaN,
    p99: Number.NaN,
    redeliveries: 0,
    duplicates: 0,
    lagMessages: Number.NaN,
    lagSeconds: Number.NaN,
    instances: [],
    partitions: [],
  };
}
