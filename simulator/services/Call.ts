import type { Wire } from "../channels/Wire.ts";
import type { Backoff } from "../kernel/Backoff.ts";
import type { CallPolicy } from "../model/index.ts";
import type { Breaker } from "./Breaker.ts";
import type { Bulkhead } from "./Bulkhead.ts";
import type { KeyMemory } from "./KeyMemory.ts";
import type { RetryBudget } from "./RetryBudget.ts";
import type { Server, ServerWork } from "./Server.ts";
import type { TokenBucket } from "./TokenBucket.ts";

/** Who can be called: a server, or an endpoint. */
export interface Callee {
  readonly index: number;
  /** Index of its node in the system. */
  readonly node: number;
  /** A request comes. Returns `REFUSED` when it is refused at once, else `OK`: the answer comes later, if ever. */
  accept(request: number, work: ServerWork): number;
}

/** A message for which a handler asks something of a server, and why that is not the first time. */
export interface Handled {
  readonly message: number;
  readonly cause: number;
  /** Its place in its channel, −1 where the handler has gone on without the answer. */
  readonly entry: number;
}

/** What a database does for a request beyond taking time: it reads, writes, commits. */
export interface StoreWork {
  /** The request sets out: keeps what it needs from the handler. @param others the other messages of a batch */
  prepare(request: number, delivery: number, others: readonly Handled[]): void;
  /** Bytes that a request sends to the database. */
  bytesSent(request: number): number;
  /** Seconds that serving a request takes longer because of what it moves. */
  extraSeconds(request: number): number;
  /** Bytes of the answer to the request that was served last. */
  readonly bytesRead: number;
  /** The request has been served. Returns the status of the answer: 200, 404 absent, 409 conflict, 507 full. */
  perform(request: number): number;
}

/** One call, read or write step, compiled. */
export interface Call {
  readonly callee: Callee;
  /** The callee, if it is a server. */
  readonly server: Server | undefined;
  readonly wire: Wire;
  readonly work: ServerWork;
  readonly policy: CallPolicy | undefined;
  readonly waits: boolean;
  readonly continues: boolean;
  /** Effect that happens at the server, or −1 − effect when it is taken back there; undefined if none. */
  readonly effects: readonly number[];
  /** What the server remembers of idempotency keys; undefined where none is sent or honored. */
  readonly memory: KeyMemory | undefined;
  readonly store: StoreWork | undefined;
  /** Message type of the request, −1 where the message that is handled is all that is sent. */
  readonly type: number;
  /** Seconds between two questions of a status page, and how many there may be. */
  readonly poll: { readonly lane: number; readonly most: number } | undefined;
  /** Where the handler reads again after a conflict, and how often. */
  readonly conflict: { readonly address: number; readonly retries: number };
  /** The caller may crash when the callee has done it: a crash point, −1 if none. */
  crashPoint: number;
  readonly backoff: Backoff;
  readonly breaker: Breaker | undefined;
  readonly limiter: TokenBucket | undefined;
  /** Who is beyond the limiter waits for a token. */
  readonly waitsForToken: boolean;
  readonly bulkhead: Bulkhead | undefined;
  readonly budget: RetryBudget | undefined;
  /** Delay of one crossing of the link, −1 when it takes no time. */
  readonly crossing: number;
}

/** A call that has not been sent yet: it waits between attempts, for a token, or for room. */
export interface PendingCall {
  readonly call: number;
  readonly attempt: number;
  /** Questions asked so far, of a call that asks until the answer is there. */
  readonly asked: number;
  /** It has its token already. */
  readonly hasToken: boolean;
}
