import type { Context } from "../channels/Context.ts";
import { whatOf } from "../kernel/Kernel.ts";
import type { Saga as SagaModel } from "../model/index.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import { SagaFigures, type SagaOutcome } from "./SagaFigures.ts";
import type { SagaRun } from "./SagaRun.ts";
import type { Stand } from "./sagaProgress.ts";

/** One step of a choreographed saga, by the numbers of message types. */
interface ObservedStep {
  readonly starts: readonly number[];
  readonly completes: readonly number[];
  readonly fails: readonly number[];
  readonly undone: readonly number[];
  /** Messages that show that it could not be taken back. */
  readonly notUndone: readonly number[];
  readonly hasCompensation: boolean;
  readonly isPivot: boolean;
  readonly timeout: number | undefined;
}

/** What has been seen of one instance. */
interface Seen {
  readonly root: number;
  readonly key: number;
  readonly born: number;
  readonly done: boolean[];
  readonly undone: boolean[];
  readonly started: boolean[];
  hasFailed: boolean;
  outcome: SagaOutcome | undefined;
}

/**
 * A choreographed saga (RULES G13 … G16): nobody leads it. It is declared over the messages of others, and seen in what
 * they publish, joined by the business key of the instance.
 */
export class SagaObserver implements SagaRun {
  readonly id: string;
  readonly index: number;
  readonly figures: SagaFigures;
  private readonly context: Context;
  private readonly settings: SagaModel;
  private readonly key: number;
  private readonly steps: readonly ObservedStep[];
  private readonly seen = new Map<number, Seen>();
  /** Ends of times: instance and step, −1 for the instance as a whole. */
  private readonly timers = new Map<number, { readonly key: number; readonly step: number }>();
  private nextTimer = 0;
  private running = 0;

  constructor(context: Context, id: string, index: number, settings: SagaModel) {
    this.context = context;
    this.id = id;
    this.index = index;
    this.settings = settings;
    const { types, kernel } = context;
    this.figures = new SagaFigures(kernel, settings);
    this.key = types.keyIndex(settings.correlation);
    const numbers = (names: readonly string[] | undefined): number[] =>
      (names ?? []).map((name) => types.indexOf(name));
    this.steps = settings.steps.map(
      ({ starts, completes, fails, compensation, timeout, pivot }) => ({
        starts: numbers(starts),
        completes: numbers(completes),
        fails: numbers(fails),
        undone: numbers(compensation?.completes),
        notUndone: numbers(compensation?.fails),
        hasCompensation: compensation !== undefined,
        isPivot: pivot,
        timeout,
      }),
    );
  }

  get runningCount(): number {
    return this.running;
  }

  /** Listens to all that shows something of an instance. */
  start(): void {
    const { types } = this.context;
    const begins = typeof this.settings.begins === "string" ? [this.settings.begins] : [];
    const all = new Set([
      ...begins.map((name) => types.indexOf(name)),
      ...this.steps.flatMap(({ starts, completes, fails, undone, notUndone }) => [
        ...notUndone,
        ...starts,
        ...completes,
        ...fails,
        ...undone,
      ]),
    ]);
    for (const type of all) types.listen(type, this);
  }

  arrive(): void {}
  commandEnded(): void {}

  /** G13. A message has been published. */
  created(message: number, type: number): void {
    const { messages, types } = this.context;
    const key = messages.rootValue(message, this.key);
    let seen = this.seen.get(key);
    if (seen === undefined) {
      if (type !== types.indexOf(String(this.settings.begins))) return;
      seen = this.begin(key, messages.rootOf(message));
    }
    for (const [i, step] of this.steps.entries()) {
      if (step.starts.includes(type)) this.started(seen, i);
      if (step.completes.includes(type)) this.done(seen, i);
      if (step.fails.includes(type)) this.failed(seen, i);
      if (step.undone.includes(type)) this.undone(seen, i);
      if (step.notUndone.includes(type) && seen.outcome === undefined) this.end(seen, "stuck");
    }
    this.see(seen);
  }

  /** G15. An instance, or one of its steps, has taken too long. */
  timer(number: number): void {
    const timer = this.timers.get(number);
    this.timers.delete(number);
    const seen = timer && this.seen.get(timer.key);
    if (timer === undefined || seen === undefined || seen.outcome !== undefined) return;
    if (timer.step < 0) this.end(seen, "stuck");
    else if (!seen.done[timer.step] && !seen.hasFailed) this.figures.timedOut();
  }

  /** G15. Nothing more will come of a root: an instance that has not ended is stuck. */
  rootEnded(root: number): void {
    const seen = this.seen.get(this.context.messages.rootValue(root, this.key));
    if (seen === undefined || seen.root !== root) return;
    if (seen.outcome === undefined) this.end(seen, "stuck");
    this.seen.delete(seen.key);
    this.figures.histories.forget(this.context.messages.idOf(root));
  }

  private begin(key: number, root: number): Seen {
    const { now } = this.context.kernel.events;
    const none = (): boolean[] => this.steps.map(() => false);
    const seen: Seen = {
      root,
      key,
      born: now,
      done: none(),
      undone: none(),
      started: none(),
      hasFailed: false,
      outcome: undefined,
    };
    this.seen.set(key, seen);
    this.running++;
    this.figures.started(this.context.messages.idOf(root), key);
    if (this.settings.timeout !== undefined) this.startTimer(this.settings.timeout, key, -1);
    return seen;
  }

  private started(seen: Seen, step: number): void {
    const { timeout } = this.steps[step]!;
    if (seen.started[step]) return;
    seen.started[step] = true;
    this.note(seen, step, "sent");
    if (timeout !== undefined) this.startTimer(timeout, seen.key, step);
  }

  private done(seen: Seen, step: number): void {
    const isTooLate = seen.undone[step] || seen.outcome === "compensated";
    seen.done[step] = true;
    this.note(seen, step, "done");
    if (isTooLate) this.contradict(seen, step, "done");
  }

  private failed(seen: Seen, step: number): void {
    seen.hasFailed = true;
    this.note(seen, step, "failed");
    if (seen.outcome === "completed") this.contradict(seen, step, "failed");
  }

  /** G16. What has been seen does not go together. */
  private contradict(seen: Seen, step: number, state: Stand): void {
    if (seen.outcome === undefined) this.end(seen, "inconsistent");
    else if (seen.outcome !== "inconsistent") this.correct(seen, step, state);
  }

  private note({ root }: Seen, step: number, state: Stand): void {
    this.figures.histories.note(this.context.messages.idOf(root), step, state);
  }

  /** G16. A compensation of a step that had not been done is an orphan. */
  private undone(seen: Seen, step: number): void {
    if (!seen.done[step]) this.figures.orphan();
    seen.undone[step] = true;
    this.note(seen, step, "compensated");
    if (this.steps.some(({ isPivot }, i) => isPivot && seen.done[i]))
      this.contradict(seen, step, "compensated");
  }

  /** G14. Completed when all steps are; compensated when, after a failure, all that were done have been taken back. */
  private see(seen: Seen): void {
    if (seen.outcome !== undefined) return;
    if (!seen.hasFailed) {
      if (this.steps.every((_, i) => seen.done[i])) this.end(seen, "completed");
      return;
    }
    const isBack = this.steps.every(
      ({ hasCompensation }, i) => !seen.done[i] || !hasCompensation || seen.undone[i],
    );
    if (isBack) this.end(seen, "compensated");
  }

  private end(seen: Seen, outcome: SagaOutcome): void {
    const { kernel, messages } = this.context;
    seen.outcome = outcome;
    this.running--;
    const compensations = seen.undone.filter((is, i) => is && seen.done[i]).length;
    this.figures.ended(
      outcome,
      kernel.events.now - seen.born,
      compensations,
      messages.idOf(seen.root),
    );
  }

  private correct(seen: Seen, step: number, state: Stand): void {
    const root = this.context.messages.idOf(seen.root);
    this.figures.corrected(seen.outcome!, root);
    this.figures.histories.correct(root, step, state);
    seen.outcome = "inconsistent";
  }

  private startTimer(delay: number, key: number, step: number): void {
    const number = this.nextTimer++;
    this.timers.set(number, { key, step });
    this.context.kernel.events.schedule(delay, whatOf(SERVICE_EVENT.sagaTimer, this.index), number);
  }
}
