import type { Context } from "../channels/Context.ts";
import type { RetryPolicy, Saga as SagaModel } from "../model/index.ts";
import { SagaArrivals } from "./SagaArrivals.ts";
import { SagaFigures, type SagaOutcome } from "./SagaFigures.ts";
import type { SagaRun } from "./SagaRun.ts";
import { SagaTimers } from "./SagaTimers.ts";
import type { Service } from "./Service.ts";
import {
  commandNow,
  isPastPivot,
  newProgress,
  nextToUndo,
  noteDone,
  noteUndone,
  type OrchestratedStep,
  type Progress,
  type Stand,
  sendCommand,
  standing,
} from "./sagaProgress.ts";

/**
 * An orchestrated saga whose coordinator hears of its steps by messages (RULES G5 … G12): a state machine for each
 * instance, with time limits, retries, compensations in reverse order, and what a crash of the coordinator leaves.
 */
export class Orchestrator implements SagaRun {
  readonly id: string;
  readonly index: number;
  readonly node: number;
  readonly figures: SagaFigures;
  /** Set when all parts of the run have been made. */
  steps: readonly OrchestratedStep[] = [];
  private readonly context: Context;
  private readonly service: Service;
  private readonly settings: SagaModel;
  private readonly arrivals: SagaArrivals;
  private readonly key: number;
  private readonly begins: number;
  private readonly running = new Map<number, Progress>();
  /** Instances that have ended, until their root has. */
  private readonly over = new Map<number, Progress>();
  private readonly timers: SagaTimers;
  private turn = 0;

  constructor(
    context: Context,
    index: number,
    service: Service,
    settings: SagaModel,
    horizon: number,
  ) {
    this.context = context;
    this.id = service.id;
    this.index = index;
    this.node = service.node;
    this.service = service;
    this.settings = settings;
    const { kernel, types } = context;
    this.figures = new SagaFigures(kernel, settings);
    this.timers = new SagaTimers(kernel, index, kernel.stream(this.id, "backoff"));
    this.key = types.keyIndex(settings.correlation);
    const { begins } = settings;
    this.begins = typeof begins === "string" ? types.indexOf(begins) : -1;
    this.arrivals = new SagaArrivals(context, this, settings, horizon);
  }

  get runningCount(): number {
    return this.running.size;
  }

  start(): void {
    this.arrivals.schedule(true);
  }

  arrive(): void {
    const { instances } = this.service;
    for (let left = this.arrivals.drawSize(); left > 0; left--) {
      const root = this.arrivals.createRoot(this.steps[0]?.command?.type ?? 0);
      const owner = instances[this.turn++ % instances.length]!.index;
      this.begin(root, this.context.messages.rootValue(root, this.key), owner);
    }
    this.arrivals.schedule(false);
  }

  /** G5, G6. A message has come to an instance of the coordinator. */
  receive(message: number, owner: number): void {
    const { messages } = this.context;
    const key = messages.rootValue(message, this.key);
    const type = messages.typeOf(message);
    if (type === this.begins && !this.running.has(key) && !this.over.has(key)) {
      messages.hold(message);
      this.begin(messages.rootOf(message), key, owner);
      return;
    }
    const progress = this.running.get(key) ?? this.over.get(key);
    if (progress === undefined) return;
    const told = messages.bornAt(message);
    for (const [i, step] of this.steps.entries()) {
      if (step.completes.includes(type)) this.done(progress, i, told);
      if (step.fails.includes(type)) this.refused(progress, i);
      if (step.undone.includes(type)) this.undone(progress, i, told);
      if (step.notUndone.includes(type)) this.notUndone(progress, i);
    }
  }

  /** G7. A command that nobody answers is done when it is acknowledged, and refused when it ends otherwise. */
  commandEnded(root: number, isAcknowledged: boolean): void {
    const key = this.context.messages.rootValue(root, this.key);
    const progress = this.running.get(key);
    if (progress === undefined) return;
    const { now } = this.context.kernel.events;
    const back = standing(progress, this.steps, "compensating", "undone");
    const step = standing(progress, this.steps, "sent", "completes");
    if (back >= 0) this[isAcknowledged ? "undone" : "notUndone"](progress, back, now);
    else if (step >= 0) this[isAcknowledged ? "done" : "refused"](progress, step, now);
  }

  /** G8. A time is over. While no instance of the coordinator is up it waits for one that is. */
  timer(number: number): void {
    if (!this.service.instances.some(({ isUp }) => isUp)) {
      this.timers.putOff(number, this.settings.restart);
      return;
    }
    const timer = this.timers.take(number);
    if (timer === undefined) return;
    const progress = this.running.get(timer.key);
    if (progress === undefined) return;
    if (timer.step < 0) this.end(progress, "stuck");
    else if (timer.isResend) this.send(progress, timer.step);
    else this.timedOut(progress, timer.step);
  }

  rootEnded(root: number): void {
    const key = this.context.messages.rootValue(root, this.key);
    const progress = this.over.get(key);
    if (progress?.root !== root) return;
    this.over.delete(key);
    this.figures.histories.forget(progress.id);
  }

  /** G12. An instance of the coordinator is gone; what it had only in memory nobody leads to its end. */
  forgetInstance(instance: number): void {
    if (this.settings.persistence !== "none") return;
    for (const progress of [...this.running.values()])
      if (progress.owner === instance) this.end(progress, "stuck");
  }

  /** The root is held until the instance ends. */
  private begin(root: number, key: number, owner: number): void {
    const { kernel, messages } = this.context;
    const about = { root, id: messages.idOf(root), key, owner, born: kernel.events.now };
    const progress = newProgress(about, this.steps.length);
    this.running.set(key, progress);
    this.figures.started(progress.id, key);
    const { timeout } = this.settings;
    const whole = { key, step: -1, isResend: false };
    if (timeout !== undefined) progress.deadline = this.timers.begin(timeout, whole);
    this.forward(progress);
  }

  /** G5. Sends the commands of the first group that is not done; after the last one the instance is completed. */
  private forward(progress: Progress): void {
    const isLeft = (stand: string, i: number) => stand !== "done" && this.steps[i]!.command;
    const group = this.steps[progress.stands.findIndex(isLeft)]?.group;
    if (group === undefined) {
      this.end(progress, "completed");
      return;
    }
    for (const [i, step] of this.steps.entries())
      if (step.group === group && progress.stands[i] === "idle") {
        this.stand(progress, i, "sent");
        this.send(progress, i);
      }
  }

  /** G6. A step is done; one that was taken back already makes the instance inconsistent. */
  private done(progress: Progress, step: number, told: number): void {
    const stand = progress.stands[step];
    const isLate = noteDone(progress, this.steps[step]!, step, told);
    if (isLate && progress.outcome === "compensated") this.correct(progress, step);
    // It stays taken back for the coordinator; only its history tells that it was done again.
    else if (isLate && stand === "compensated")
      this.figures.histories.note(progress.id, step, "done");
    if (progress.outcome !== undefined || (stand !== "sent" && stand !== "unknown")) return;
    this.timers.stopOf(progress, step);
    this.stand(progress, step, "done");
    if (progress.isBackward) this.backward(progress);
    else if (stand === "sent") this.forward(progress);
  }

  private correct(progress: Progress, step: number): void {
    this.figures.corrected("compensated", progress.id);
    this.figures.histories.correct(progress.id, step, "done");
    progress.outcome = "inconsistent";
  }

  private refused(progress: Progress, step: number): void {
    if (progress.outcome !== undefined || progress.stands[step] !== "sent") return;
    this.timers.stopOf(progress, step);
    if (isPastPivot(progress, this.steps)) {
      this.again(progress, step, this.steps[step]!.model.retry);
      return;
    }
    this.stand(progress, step, "failed");
    progress.isBackward = true;
    this.backward(progress);
  }

  /** G8. The outcome of a step is unknown. */
  private timedOut(progress: Progress, step: number): void {
    const stand = progress.stands[step];
    progress.timers[step] = -1;
    if (stand !== "sent" && stand !== "compensating") return;
    this.figures.timedOut();
    const { model } = this.steps[step]!;
    if (stand === "compensating") this.again(progress, step, model.compensation?.retry);
    else if (model.onTimeout === "wait") return;
    else if (model.onTimeout === "retry" || isPastPivot(progress, this.steps))
      this.again(progress, step, model.retry);
    else this.giveUp(progress, step);
  }

  private giveUp(progress: Progress, step: number): void {
    this.stand(progress, step, "unknown");
    if (isPastPivot(progress, this.steps)) this.end(progress, "stuck");
    else {
      progress.isBackward = true;
      this.backward(progress);
    }
  }

  /** G9. The command is sent again after its wait, until its attempts are used up. */
  private again(progress: Progress, step: number, retry: RetryPolicy | undefined): void {
    const attempts = progress.attempts[step]!;
    if (retry?.attempts !== "unlimited" && attempts >= (retry?.attempts ?? 1)) {
      if (progress.stands[step] === "compensating") this.end(progress, "stuck");
      else this.giveUp(progress, step);
      return;
    }
    this.figures.retried();
    const wait = this.timers.backoffOf(retry!).delayAfter(attempts, 0);
    this.timers.beginOf(progress, step, wait, true);
  }

  /** G10. When nothing is on its way any more, the last step that was (or may have been) done is taken back. */
  private backward(progress: Progress): void {
    if (progress.stands.includes("sent") || progress.stands.includes("compensating")) return;
    const step = nextToUndo(progress, this.steps);
    if (step >= 0) {
      this.stand(progress, step, "compensating");
      progress.attempts[step] = 0;
      this.send(progress, step);
      return;
    }
    this.end(progress, progress.isSplit ? "inconsistent" : "compensated");
  }

  private undone(progress: Progress, step: number, told: number): void {
    if (progress.outcome !== undefined || progress.stands[step] !== "compensating") return;
    noteUndone(progress, step, told);
    this.timers.stopOf(progress, step);
    this.stand(progress, step, "compensated");
    progress.compensations++;
    this.backward(progress);
  }

  /** G11. A compensation that could not be carried out is tried again, or leaves the instance stuck. */
  private notUndone(progress: Progress, step: number): void {
    if (progress.outcome !== undefined || progress.stands[step] !== "compensating") return;
    this.timers.stopOf(progress, step);
    this.again(progress, step, this.steps[step]!.model.compensation?.retry);
  }

  /** A step stands otherwise from now on. */
  private stand(progress: Progress, step: number, state: Stand): void {
    progress.stands[step] = state;
    this.figures.histories.note(progress.id, step, state);
  }

  private send(progress: Progress, step: number): void {
    const { model } = this.steps[step]!;
    const { type, port, marks } = commandNow(this.steps[step]!, progress.stands[step]!);
    progress.attempts[step]!++;
    sendCommand(this.context, this.service, progress.root, type, port, marks);
    if (model.timeout !== undefined) this.timers.beginOf(progress, step, model.timeout, false);
  }

  private end(progress: Progress, outcome: SagaOutcome): void {
    const { kernel, messages } = this.context;
    progress.outcome = outcome;
    this.running.delete(progress.key);
    this.over.set(progress.key, progress);
    for (const step of progress.timers.keys()) this.timers.stopOf(progress, step);
    this.timers.stop(progress.deadline);
    const { id, root, born, compensations } = progress;
    this.figures.ended(outcome, kernel.events.now - born, compensations, id);
    messages.done(root);
  }
}
