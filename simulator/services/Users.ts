import type { Context } from "../channels/Context.ts";
import type { CallPolicy } from "../model/index.ts";
import { Inbox, type InboxEnd, type InboxHost } from "./Inbox.ts";
import type { Service } from "./Service.ts";

const ASKED = 0;
const SERVED = 1;
const FAILED = 2;
const SIZE = 3;

/** What the users behind a producer have seen since the end of the warm-up. */
export interface UserCounts {
  readonly asked: number;
  readonly served: number;
  readonly failed: number;
}

/** One way of asking: the message types that take it, and where in the program its call stands. */
export interface Way {
  readonly takes: (type: number) => boolean;
  readonly address: number;
}

/**
 * The users behind a producer that calls endpoints (RULES K8): each arrival is one user who asks along each call
 * link that takes his request, has patience, and tries again as the producer's call policy says.
 */
export class Users implements InboxHost {
  readonly service: Service;
  readonly inbox: Inbox;
  readonly policy: CallPolicy | undefined;
  ways: readonly Way[] = [];
  /** Runs when a user has his answer, or has given up. */
  onEnd: () => void = () => undefined;
  private readonly context: Context;
  private readonly counters: number;

  constructor(context: Context, service: Service, policy: CallPolicy | undefined) {
    this.context = context;
    this.service = service;
    this.policy = policy;
    this.counters = context.kernel.probe.counters.open(SIZE);
    this.inbox = new Inbox(context, `${service.id}/users`, service.node, this);
    service.inbox = this.inbox;
  }

  /** A user asks. */
  ask(root: number): void {
    const type = this.context.messages.typeOf(root);
    for (const { takes, address } of this.ways) {
      if (!takes(type)) continue;
      this.count(ASKED);
      this.inbox.put(root, 0, address);
    }
  }

  inboxEnded(_subject: number, how: InboxEnd): void {
    this.count(how === "completed" ? SERVED : FAILED);
    this.onEnd();
  }

  /** From asking to a good answer, retries and waits included, in seconds. */
  get latencies(): number {
    return this.service.figures.responseTimes;
  }

  get counts(): UserCounts {
    const value = (counter: number): number =>
      this.context.kernel.probe.counters.value(this.counters + counter);
    return { asked: value(ASKED), served: value(SERVED), failed: value(FAILED) };
  }

  /** Share of users who got a good answer, of those who have ended; undefined before there is any. */
  get availability(): number | undefined {
    const { served, failed } = this.counts;
    return served + failed === 0 ? undefined : served / (served + failed);
  }

  private count(counter: number): void {
    this.context.kernel.probe.counters.add(this.counters + counter);
  }
}
