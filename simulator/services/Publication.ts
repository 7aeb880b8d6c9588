import type { Port } from "../channels/Port.ts";

/** What a publish step publishes, and where. */
export interface Publication {
  readonly type: number;
  readonly port: Port;
  readonly probability: number;
  /** Law of how many. */
  readonly count: number;
  readonly startsRoot: boolean;
  readonly marks: number;
}
