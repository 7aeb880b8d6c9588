import type { FutureEventList } from "../kernel/FutureEventList.ts";
import type { SagaOutcome } from "./SagaFigures.ts";
import type { Stand } from "./sagaProgress.ts";

/** One change of the state of an instance. */
export interface SagaMoment {
  /** Simulated time in seconds. */
  readonly at: number;
  /** Name of the step that it is about; undefined for the instance as a whole. */
  readonly step: string | undefined;
  readonly state: Stand | "begun" | SagaOutcome;
}

/** The states of one instance over time. */
export interface SagaHistory {
  /** Number of its root message. */
  readonly root: number;
  /** Value of its business key. */
  readonly key: number;
  /** How it has ended; "running" while it has not. */
  readonly outcome: SagaOutcome | "running";
  readonly moments: readonly SagaMoment[];
}

/** Histories that are kept of each outcome: the first ones. */
const KEPT = 5;
/** Instances that are followed at once; what begins beyond that is not. */
const FOLLOWED = 10_000;
/** States that are kept of one instance: of one that is tried again and again, the first ones and the last. */
const MOMENTS = 200;

interface Followed {
  readonly root: number;
  readonly key: number;
  outcome: SagaHistory["outcome"];
  readonly moments: SagaMoment[];
}

/** G17. What the first instances of each outcome, and the oldest of those that have not ended, went through. */
export class SagaHistories {
  private readonly events: FutureEventList;
  private readonly steps: readonly string[];
  private readonly followed = new Map<number, Followed>();
  /** Instances that have ended and of which something may still be heard. */
  private readonly ended = new Map<number, Followed>();
  private readonly kept: Followed[] = [];

  constructor(events: FutureEventList, steps: readonly string[]) {
    this.events = events;
    this.steps = steps;
  }

  begin(root: number, key: number): void {
    if (this.followed.size >= FOLLOWED) return;
    const moments = [this.moment(-1, "begun")];
    this.followed.set(root, { root, key, outcome: "running", moments });
  }

  /** A step of an instance has come to another state. */
  note(root: number, step: number, state: Stand): void {
    const history = this.followed.get(root);
    if (history !== undefined) this.add(history.moments, this.moment(step, state));
  }

  end(root: number, outcome: SagaOutcome): void {
    const history = this.followed.get(root);
    this.followed.delete(root);
    if (history === undefined) return;
    this.endAs(history, outcome);
    if (this.ended.size < FOLLOWED) this.ended.set(root, history);
  }

  /** Nothing more can be heard of an instance. */
  forget(root: number): void {
    this.ended.delete(root);
  }

  /** An instance that had ended turns out to be inconsistent: a step was done after all, or failed. */
  correct(root: number, step: number, state: Stand): void {
    const history = this.ended.get(root);
    if (history === undefined) return;
    this.add(history.moments, this.moment(step, state));
    this.endAs(history, "inconsistent");
  }

  get list(): SagaHistory[] {
    const oldest = [...this.followed.values()].slice(0, KEPT);
    return [...this.kept, ...oldest].map((each) => ({ ...each, moments: [...each.moments] }));
  }

  private endAs(history: Followed, outcome: SagaOutcome): void {
    history.outcome = outcome;
    this.add(history.moments, this.moment(-1, outcome));
    const alike = this.kept.filter((each) => each.outcome === outcome);
    if (alike.length < KEPT && !this.kept.includes(history)) this.kept.push(history);
  }

  private add(moments: SagaMoment[], moment: SagaMoment): void {
    if (moments.length >= MOMENTS) moments.splice(MOMENTS / 2, 1);
    moments.push(moment);
  }

  private moment(step: number, state: SagaMoment["state"]): SagaMoment {
    return { at: this.events.now, step: this.steps[step], state };
  }
}
