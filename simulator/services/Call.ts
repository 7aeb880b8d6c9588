import type { Wire } from "../channels/Wire.ts";
import type { Backoff } from "../kernel/Backoff.ts";
import type { CallPolicy } from "../model/index.ts";
import type { Breaker } from "./Breaker.ts";
import type { RetryBudget } from "./RetryBudget.ts";
import type { Server, ServerWork } from "./Server.ts";
import type { TokenBucket } from "./TokenBucket.ts";

/** One call, read or write step, compiled. */
export interface Call {
  readonly server: Server;
  readonly wire: Wire;
  readonly work: ServerWork;
  readonly policy: CallPolicy | undefined;
  readonly waits: boolean;
  readonly continues: boolean;
  /** Effect that happens at the server, or −1 − effect when it is taken back there; undefined if none. */
  readonly effects: readonly number[];
  /** The server acts once for each root, however often it is asked. */
  readonly isIdempotent: boolean;
  readonly backoff: Backoff;
  readonly breaker: Breaker | undefined;
  readonly limiter: TokenBucket | undefined;
  readonly budget: RetryBudget | undefined;
  /** Delay of one crossing of the link, −1 when it takes no time. */
  readonly crossing: number;
}
