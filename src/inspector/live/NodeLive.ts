import type { Beat } from "../../ui/index.ts";

/** One instance of a service at this moment. */
export type InstanceLive = {
  slots: number;
  busy: number;
  isCrashed: boolean;
  isPaused: boolean;
  /** Simulated seconds until it is back; NaN when that is not known. */
  backIn: number;
};

/** What the inspector shows of a node at this moment; NaN is what is not measured. */
export type NodeLive = {
  rate: number;
  ready: number;
  inFlight: number;
  /** Age of the oldest ready message, in seconds. */
  oldest: number;
  utilization: number;
  /** 99th percentile of the time of an answer, in seconds. */
  p99: number;
  redeliveries: number;
  duplicates: number;
  lagMessages: number;
  lagSeconds: number;
  instances: readonly InstanceLive[];
};

/** The running system as the inspector sees it; beats with each frame. */
export type InspectorSource = Beat & { figuresOf: (nodeId: string) => NodeLive | undefined };
