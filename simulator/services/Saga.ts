import type { Context } from "../channels/Context.ts";
import { COMPENSATION, SAGA_COMMAND } from "../channels/Messages.ts";
import type { Port } from "../channels/Port.ts";
import { whatOf } from "../kernel/Kernel.ts";
import type { Saga as SagaModel } from "../model/index.ts";
import { ArrivalProcess } from "./ArrivalProcess.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { Publisher } from "./Publisher.ts";
import { SagaFigures } from "./SagaFigures.ts";
import type { SagaRun } from "./SagaRun.ts";
import type { Stand } from "./sagaProgress.ts";
import { traceChild } from "./traceChild.ts";

/** A command that a coordinator sends, and where. */
export interface Command {
  readonly type: number;
  readonly port: Port;
}

/** One step of a saga: its command, and what takes it back. */
export interface SagaStep {
  readonly command: Command;
  readonly compensation: Command | undefined;
}

/** Where one instance of a saga stands. */
interface Progress {
  readonly born: number;
  step: number;
  isCompensating: boolean;
  compensations: number;
}

/**
 * An orchestrated saga (RULES, part G): the coordinator sends one command after the other; when one ends otherwise
 * than by an ack it compensates the completed steps, last one first, one at a time. It takes no time itself.
 */
export class Saga implements SagaRun {
  readonly id: string;
  readonly index: number;
  /** Index of its node in the system. */
  readonly node: number;
  readonly figures: SagaFigures;
  steps: readonly SagaStep[] = [];
  private readonly context: Context;
  private readonly publisher: Publisher;
  private readonly horizon: number;
  private readonly process: ArrivalProcess | undefined;
  private readonly valueStreams: Int32Array;
  private readonly typeStream: number;
  private readonly key: number;
  private readonly running = new Map<number, Progress>();

  constructor(
    context: Context,
    id: string,
    index: number,
    node: number,
    settings: SagaModel,
    horizon: number,
    publisher: Publisher,
  ) {
    this.context = context;
    this.id = id;
    this.index = index;
    this.node = node;
    this.horizon = horizon;
    this.publisher = publisher;
    this.figures = new SagaFigures(context.kernel, {
      ...settings,
      steps: settings.steps.filter(({ command }) => command !== undefined),
    });
    this.key = context.types.keyIndex(settings.correlation);
    this.valueStreams = context.types.streamsFor(id);
    this.typeStream = context.kernel.stream(id, "message type");
    const { begins } = settings;
    this.process =
      typeof begins === "string"
        ? undefined
        : new ArrivalProcess(
            context.kernel,
            begins.arrivals,
            context.kernel.stream(id, "arrivals"),
          );
  }

  /** Begins to begin. */
  start(): void {
    this.scheduleNext(true);
  }

  /** An instance begins. */
  arrive(): void {
    if (this.process?.accepts())
      for (let left = this.process.drawSize(); left > 0; left--) this.begin();
    this.scheduleNext(false);
  }

  /** G2. A command of an instance has ended: by an ack, or otherwise. */
  commandEnded(root: number, isAcknowledged: boolean): void {
    const progress = this.running.get(root);
    if (progress === undefined) return;
    if (progress.isCompensating) this.compensationEnded(root, progress, isAcknowledged);
    else if (!isAcknowledged) {
      this.note(root, progress.step, "failed");
      progress.isCompensating = true;
      this.compensate(root, progress);
    } else this.stepDone(root, progress);
  }

  private stepDone(root: number, progress: Progress): void {
    this.note(root, progress.step, "done");
    if (++progress.step === this.steps.length) this.end(root, progress, "completed");
    else {
      this.note(root, progress.step, "sent");
      this.send(root, this.steps[progress.step]!.command, 0);
    }
  }

  private note(root: number, step: number, state: Stand): void {
    this.figures.histories.note(this.context.messages.idOf(root), step, state);
  }

  timer(): void {}
  rootEnded(root: number): void {
    this.figures.histories.forget(this.context.messages.idOf(root));
  }

  /** Instances that have not ended. */
  get runningCount(): number {
    return this.running.size;
  }

  private begin(): void {
    const { kernel, messages, types } = this.context;
    const { now } = kernel.events;
    const root = messages.createRoot(this.node, 0);
    if (this.valueStreams.length > 0) types.drawValues(root, this.valueStreams);
    types.describe(root, this.steps[0]!.command.type, this.typeStream);
    this.running.set(root, { born: now, step: 0, isCompensating: false, compensations: 0 });
    this.figures.started(messages.idOf(root), messages.rootValue(root, this.key));
    this.note(root, 0, "sent");
    this.send(root, this.steps[0]!.command, 0);
  }

  private send(root: number, { type, port }: Command, marks: number): void {
    const { messages, types } = this.context;
    const message = messages.createChild(root, this.node, marks | SAGA_COMMAND);
    types.describe(message, type, this.typeStream);
    traceChild(this.context, message, root, this.node);
    this.publisher.publish(message, port, -1);
    messages.done(message);
  }

  /** G3. Takes back the last completed step that can be taken back; when there is none left the instance is compensated. */
  private compensate(root: number, progress: Progress): void {
    while (progress.step > 0) {
      const { compensation } = this.steps[--progress.step]!;
      if (compensation === undefined) continue;
      this.note(root, progress.step, "compensating");
      this.send(root, compensation, COMPENSATION);
      return;
    }
    this.end(root, progress, "compensated");
  }

  /** G4. A compensation that ends otherwise than by an ack leaves the instance stuck. */
  private compensationEnded(root: number, progress: Progress, isAcknowledged: boolean): void {
    if (!isAcknowledged) {
      this.end(root, progress, "stuck");
      return;
    }
    progress.compensations++;
    this.note(root, progress.step, "compensated");
    this.compensate(root, progress);
  }

  private end(
    root: number,
    { born, compensations }: Progress,
    outcome: "completed" | "compensated" | "stuck",
  ): void {
    const { kernel, messages } = this.context;
    this.running.delete(root);
    this.figures.ended(outcome, kernel.events.now - born, compensations, messages.idOf(root));
    messages.done(root);
  }

  private scheduleNext(first: boolean): void {
    const { events } = this.context.kernel;
    const delay = this.process?.secondsToNext(first, this.horizon) ?? Infinity;
    if (events.now + delay <= this.horizon)
      events.schedule(delay, whatOf(SERVICE_EVENT.sagaBegins, this.index), 0);
  }
}
