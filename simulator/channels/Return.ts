import type { Backoff } from "../kernel/Backoff.ts";
import type { Position } from "./ReadyLines.ts";

/** How an entry comes back: where it is put, and after what wait. */
export interface Return {
  readonly delay: number;
  readonly backoff: Backoff;
  readonly position: Position;
}
