import { type Kernel, whatOf } from "../kernel/Kernel.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";

/** The requests of one hedged call. */
interface Hedge {
  readonly call: number;
  readonly after: number;
  /** Requests that have not been answered. */
  readonly requests: number[];
  /** Extra requests that may still be sent. */
  left: number;
  /** Event of the next extra request, −1 if there is none. */
  timer: number;
}

/** Hedged requests (RULES K11): while the first has no answer others are sent, and the first good answer wins. */
export class Hedges {
  private readonly kernel: Kernel;
  private readonly hedges = new Map<number, Hedge>();

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /** A call that may be hedged has been sent. */
  begin(
    delivery: number,
    call: number,
    request: number,
    { after, most }: { readonly after: number; readonly most: number },
  ): void {
    const hedge: Hedge = { call, after, requests: [request], left: most, timer: -1 };
    this.hedges.set(delivery, hedge);
    this.arm(delivery, hedge);
  }

  /** It is time for an extra request. Returns its call. */
  due(delivery: number): number {
    const hedge = this.hedges.get(delivery)!;
    hedge.left--;
    hedge.timer = -1;
    return hedge.call;
  }

  /** An extra request has been sent. */
  add(delivery: number, request: number): void {
    const hedge = this.hedges.get(delivery)!;
    hedge.requests.push(request);
    this.arm(delivery, hedge);
  }

  /** A request has its answer. Returns whether others of its call are still open. */
  settle(delivery: number, request: number): boolean {
    const hedge = this.hedges.get(delivery);
    if (hedge === undefined) return false;
    const at = hedge.requests.indexOf(request);
    if (at >= 0) hedge.requests.splice(at, 1);
    return hedge.requests.length > 0;
  }

  /** The call is over. Returns the requests that nobody needs any more. */
  end(delivery: number): readonly number[] {
    const hedge = this.hedges.get(delivery);
    if (hedge === undefined) return [];
    if (hedge.timer >= 0) this.kernel.events.cancel(hedge.timer);
    this.hedges.delete(delivery);
    return hedge.requests;
  }

  private arm(delivery: number, hedge: Hedge): void {
    const { events } = this.kernel;
    if (hedge.left > 0)
      hedge.timer = events.scheduleInLane(
        events.laneFor(hedge.after),
        whatOf(SERVICE_EVENT.hedge, 0),
        delivery,
      );
  }
}
