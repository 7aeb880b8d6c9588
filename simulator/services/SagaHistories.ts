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
  readonly outcome: SagaOutcome;
  readonly moments: readonly SagaMoment[];
}

/** Histories that are kept of each outcome: the first ones. */
const KEPT = 5;
/** Instances that are followed at once; what begins beyond that is not. */
const FOLLOWED = 10_000;
/** States that are kept of one instance: of one that is tried again and again, the first ones and the last. */
const MOMENTS = 200;

/** G17. What the first instances of each outcome went through. */
export class SagaHistories {
  private readonly events: FutureEventList;
  private readonly steps: readonly string[];
  private readonly followed = new Map<number, SagaMoment[]>();
  private readonly kept: { root: number; outcome: SagaOutcome; moments: SagaMoment[] }[] = [];

  constructor(events: FutureEventList, steps: readonly string[]) {
    this.events = events;
    this.steps = steps;
  }

  begin(root: number): void {
    if (this.followed.size < FOLLOWED) this.followed.set(root, [this.moment(-1, "begun")]);
  }

  /** A step of an instance has come to another state. */
  note(root: number, step: number, state: Stand): void {
    const moments = this.followed.get(root);
    if (moments !== undefined) this.add(moments, this.moment(step, state));
  }

  end(root: number, outcome: SagaOutcome): void {
    const moments = this.followed.get(root);
    this.followed.delete(root);
    if (moments === undefined) return;
    this.add(moments, this.moment(-1, outcome));
    const alike = this.kept.filter((each) => each.outcome === outcome);
    if (alike.length < KEPT) this.kept.push({ root, outcome, moments });
  }

  /** An instance that had ended turns out to be inconsistent: a step was done after all, or failed. */
  correct(root: number, step: number, state: Stand): void {
    const history = this.kept.find((each) => each.root === root);
    if (history === undefined) return;
    history.outcome = "inconsistent";
    this.add(history.moments, this.moment(step, state));
    this.add(history.moments, this.moment(-1, "inconsistent"));
  }

  get list(): SagaHistory[] {
    return this.kept.map(({ root, outcome, moments }) => ({
      root,
      outcome,
      moments: [...moments],
    }));
  }

  private add(moments: SagaMoment[], moment: SagaMoment): void {
    if (moments.length >= MOMENTS) moments.splice(MOMENTS / 2, 1);
    moments.push(moment);
  }

  private moment(step: number, state: SagaMoment["state"]): SagaMoment {
    return { at: this.events.now, step: this.steps[step], state };
  }
}
