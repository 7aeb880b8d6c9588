import {
  figureText,
  type Saga,
  type SagaHistory,
  type SagaMoment,
  STATE_WORDS,
  shortDuration,
} from "../../simulator/index.ts";
import { backState, type DiagramLink, stepState } from "./stateDiagram.ts";

/** What became of a state that an instance was in. */
export interface StateMark {
  tone: "passed" | "bad" | "waiting";
  caption: string;
}

/** The way of one instance through the states of its saga. */
export interface InstancePath {
  marks: ReadonlyMap<string, StateMark>;
  links: readonly DiagramLink[];
  /** A step that was done, or refused, after the instance had ended. */
  late: { from: string; words: string } | undefined;
}

const time = (seconds: number) => figureText(shortDuration(seconds));

/** Follows an instance through the states of the picture. */
export function instancePath(saga: Saga, history: SagaHistory): InstancePath {
  const walk = new Walk(saga);
  for (const moment of history.moments) walk.take(moment);
  return walk;
}

class Walk implements InstancePath {
  readonly marks = new Map<string, StateMark>();
  readonly links: DiagramLink[] = [];
  late: InstancePath["late"];
  private readonly saga: Saga;
  private readonly since = new Map<string, number>();
  /** Steps whose outcome is known and good: the next ones follow from them. */
  private done: string[] = ["begin"];
  private followed: string[] = [];
  /** Where the instance turned back, and then the last state that was taken back. */
  private back = "begin";
  private endedAt: number | undefined;
  private endedAs = "";

  constructor(saga: Saga) {
    this.saga = saga;
  }

  take({ at, step, state }: SagaMoment): void {
    if (step === undefined) this.takeWhole(at, state);
    else {
      const index = this.saga.steps.findIndex(({ name }) => name === step);
      if (this.endedAt === undefined) this.takeStep(at, index, state);
      else this.takeLate(at, stepState(index), state);
    }
  }

  private takeWhole(at: number, state: SagaMoment["state"]): void {
    if (state === "begun") {
      this.marks.set("begin", { tone: "passed", caption: "" });
      this.since.set("begin", at);
      return;
    }
    const length = at - (this.since.get("begin") ?? at);
    this.endedAt ??= at;
    this.endedAs ||= state;
    if (state === "completed" || state === "compensated") {
      const last = this.followed.length > 0 ? this.followed : this.done;
      const from = state === "completed" ? last : [this.back];
      for (const each of from) this.links.push({ from: each, to: state });
      this.marks.set(state, { tone: "passed", caption: `after ${time(length)}` });
    }
  }

  private takeStep(at: number, index: number, state: SagaMoment["state"]): void {
    const id = stepState(index);
    const undo = backState(index);
    switch (state) {
      case "sent":
        this.enter(at, id);
        return;
      case "done":
        if (!this.marks.has(id)) this.enter(at, id);
        this.marks.set(id, { tone: "passed", caption: this.lasted(at, id) });
        this.followed.push(id);
        return;
      case "failed":
      case "unknown": {
        const words = `${STATE_WORDS[state]}, ${this.lasted(at, id)}`;
        this.marks.set(id, { tone: "bad", caption: words });
        this.back = id;
        return;
      }
      case "compensating":
        this.turnTo(undo);
        this.since.set(undo, at);
        this.marks.set(undo, { tone: "waiting", caption: STATE_WORDS.compensating });
        return;
      case "compensated":
        if (!this.marks.has(undo)) this.turnTo(undo);
        this.marks.set(undo, { tone: "passed", caption: this.lasted(at, undo) });
    }
  }

  /** A step begins: after all that was done before it, which side by side steps share. */
  private enter(at: number, id: string): void {
    if (this.followed.length > 0) {
      this.done = this.followed;
      this.followed = [];
    }
    for (const from of this.done) this.links.push({ from, to: id });
    this.since.set(id, at);
    this.marks.set(id, { tone: "waiting", caption: STATE_WORDS.sent });
  }

  private turnTo(undo: string): void {
    this.links.push({ from: this.back, to: undo });
    this.back = undo;
  }

  private takeLate(at: number, id: string, state: SagaMoment["state"]): void {
    const delay = time(at - (this.endedAt ?? at));
    this.late = { from: id, words: `${STATE_WORDS[state]} ${delay} after it was ${this.endedAs}` };
    this.marks.set(id, { tone: "bad", caption: `${STATE_WORDS[state]} too late` });
  }

  private lasted(at: number, id: string): string {
    const since = this.since.get(id);
    return since === undefined || since === at ? "" : time(at - since);
  }
}
