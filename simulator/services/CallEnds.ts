import type { Context } from "../channels/Context.ts";
import { whatOf } from "../kernel/Kernel.ts";
import type { Call, PendingCall } from "./Call.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { Handling } from "./Handling.ts";
import { FAILURE_KINDS } from "./Program.ts";
import type { Sending } from "./Sending.ts";

const TRANSIENT = FAILURE_KINDS.indexOf("transient");
const PERMANENT = FAILURE_KINDS.indexOf("permanent");
const TIMEOUT = FAILURE_KINDS.indexOf("timeout");
const CALL_AGAIN = whatOf(SERVICE_EVENT.callAgain, 0);

/** How a call ended, for a branch that looks at it. */
export type CallOutcome = "ok" | "failed" | "timeout" | "refused";

/** What becomes of a handler when an attempt of its call has ended (RULES K1 … K4). */
export class CallEnds {
  private readonly context: Context;
  private readonly handling: Handling;
  private readonly sending: Sending;
  /** How the last call that may fail ended, of handlers that go on all the same. */
  private readonly outcomes = new Map<number, CallOutcome>();
  /** Conflicts so far of a write, by delivery. */
  private readonly conflicts = new Map<number, number>();

  constructor(context: Context, handling: Handling, sending: Sending) {
    this.context = context;
    this.handling = handling;
    this.sending = sending;
  }

  /** How the last call of a handler ended that goes on whatever happens. */
  outcomeOf(delivery: number): CallOutcome {
    return this.outcomes.get(delivery) ?? "ok";
  }

  /** A step of a handler that goes on whatever happens has ended in some way. */
  setOutcome(delivery: number, outcome: CallOutcome): void {
    if (outcome === "ok") this.outcomes.delete(delivery);
    else this.outcomes.set(delivery, outcome);
  }

  /** K1. The answer is good: the handler goes on, or asks again where it waits for more than an acceptance. */
  succeeded(delivery: number, call: Call, pending: PendingCall, status: number): void {
    const { poll } = call;
    if (poll !== undefined && (status === 202 || status === 404)) {
      const asked = pending.asked + 1;
      if (asked >= poll.most) {
        this.over(delivery, call, TIMEOUT, "timeout");
        return;
      }
      this.handling.pendingCalls.set(delivery, { ...pending, asked, hasToken: false });
      const event = this.context.kernel.events.scheduleInLane(poll.lane, CALL_AGAIN, delivery);
      this.handling.deliveries.setTimer(delivery, event);
      return;
    }
    if (status >= 400) {
      this.over(delivery, call, PERMANENT, "failed");
      return;
    }
    if (call.continues) this.outcomes.delete(delivery);
    if (call.conflict.address >= 0) this.conflicts.delete(delivery);
    this.handling.goOn(delivery);
  }

  /** DB3. A write met another one of the same key: the handler reads and writes again, or fails. */
  conflicted(delivery: number, call: Call, pending: PendingCall): void {
    const { address, retries } = call.conflict;
    const before = this.conflicts.get(delivery) ?? 0;
    if (address < 0 || before >= retries) {
      this.conflicts.delete(delivery);
      this.failed(delivery, pending, TRANSIENT, "failed");
      return;
    }
    this.conflicts.set(delivery, before + 1);
    this.handling.deliveries.setStep(delivery, address);
    this.handling.proceedLater(delivery);
  }

  /** K2. An attempt has failed: another one is made after its wait, or the call is over. */
  failed(
    delivery: number,
    { call: number, attempt, asked }: PendingCall,
    kind: number,
    outcome: CallOutcome,
  ): void {
    const call = this.sending.calls[number]!;
    const { handling } = this;
    if (!call.waits) return;
    const limit = call.policy?.attempts ?? 1;
    const isLeft = limit === "unlimited" || attempt < limit;
    if (!isLeft || call.budget?.spend() === false) {
      this.over(delivery, call, kind, outcome);
      return;
    }
    const wait = call.backoff.delayAfter(attempt, 0);
    const pending = { call: number, attempt: attempt + 1, asked, hasToken: false };
    handling.pendingCalls.set(delivery, pending);
    handling.deliveries.setTimer(delivery, call.backoff.schedule(wait, CALL_AGAIN, delivery));
  }

  /** No further attempt: the handler goes on, or fails. */
  over(delivery: number, call: Call, kind: number, outcome: CallOutcome): void {
    if (call.continues) {
      this.outcomes.set(delivery, outcome);
      this.handling.proceedLater(delivery);
    } else this.handling.failLater(delivery, kind);
  }
}
