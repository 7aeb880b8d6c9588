import type { Context } from "../channels/Context.ts";
import { lawOf } from "../kernel/lawOf.ts";
import type { Step } from "../model/index.ts";
import { ConflictWays } from "./ConflictWays.ts";
import { CrashPoints } from "./CrashPoints.ts";
import { compileAwait } from "./compileAwait.ts";
import { compileCall, compileCallStep, effectsOfStep } from "./compileCall.ts";
import { compileFail } from "./compileFail.ts";
import { compilePublish } from "./compilePublish.ts";
import { conditionOf } from "./conditionOf.ts";
import { allSteps } from "./effectNames.ts";
import { GO_ON } from "./Interpreter.ts";
import {
  ACK,
  ACT,
  CALL,
  EFFECT,
  END,
  JUMP,
  NOTHING,
  type Program,
  RECORD,
  UNLESS,
  UNLESS_CHANCE,
  WORK,
} from "./Program.ts";
import type { Service } from "./Service.ts";
import { StoreStep } from "./StoreStep.ts";
import { cancelAct, replyAct } from "./stepActs.ts";
import { RECORD_STEP, storeRequest } from "./storeRequest.ts";
import type { World } from "./World.ts";

/** A step that asks a server. */
export type CallStep = Extract<Step, { do: "call" | "read" | "write" }>;
/** A step that publishes. */
export type PublishStep = Extract<Step, { do: "publish" }>;

/** Paths of steps that stand in no branch. */
const OUTERMOST = /^\d+$/;

/** Compiles the handlers of one service into the program of the run. */
export class HandlerCompiler {
  readonly world: World;
  readonly service: Service;
  readonly program: Program;
  /** Addresses at which the outermost steps of the handler begin that was compiled last. */
  starts: number[] = [];
  readonly crashPoints: CrashPoints;
  readonly context: Context;
  /** Steps of the handler that is being compiled, in the order of the file. */
  steps: readonly Step[] = [];
  readonly conflicts = new ConflictWays();
  /** P14. Where a publish step goes on without its effects, known when they have been compiled. */
  unheeded: { address: number } | undefined;
  /** Stream that says which messages a share is of: it hangs on the service and the place in it, and on nothing else in the system. */
  readonly salts: number;

  constructor(world: World, service: Service) {
    this.world = world;
    this.service = service;
    this.context = world.context;
    this.program = world.handling.program;
    this.crashPoints = new CrashPoints(world, service);
    this.salts = world.context.kernel.stream(service.id, "chosen messages");
  }

  /** Compiles the steps of a handler, and its end. Returns the address of its first instruction. */
  compile(steps: readonly Step[], type: string): number {
    const { program } = this;
    const address = program.here;
    this.steps = allSteps(steps);
    this.starts = [];
    this.conflicts.clear();
    this.crashPoints.type = type;
    this.begin();
    this.list(steps, "");
    this.finish();
    program.emit(END);
    return address;
  }

  /** An instruction that does something out of the ordinary. */
  act(run: (delivery: number, service: Service) => number): number {
    return this.program.emit(ACT, this.world.handling.interpreter.acts.push(run) - 1);
  }

  /** Compiles a list of steps. @param prefix path of the list inside its handler, as faults name steps */
  list(steps: readonly Step[], prefix: string): void {
    for (const [index, step] of steps.entries()) this.step(step, `${prefix}${index}`);
  }

  private step(step: Step, path: string): void {
    const { program, crashPoints } = this;
    if (OUTERMOST.test(path)) this.starts.push(program.here);
    crashPoints.emit(path, "before");
    const call = this.compileStep(step, path);
    // What a server does happens at the server, whether or not the caller still waits.
    if (call >= 0) this.world.calls.setCrashPoint(call, crashPoints.add(path, "done"));
    else {
      const { unheeded } = this;
      this.unheeded = undefined;
      crashPoints.emit(path, "during");
      for (const effect of effectsOfStep(this.world, step)) program.emit(EFFECT, effect);
      if (unheeded !== undefined) unheeded.address = program.here;
      crashPoints.emit(path, "done");
    }
    crashPoints.emit(path, "after");
  }

  /** Returns the number of the call that the step is, −1 if it is none. */
  private compileStep(step: Step, path: string): number {
    const { program } = this;
    switch (step.do) {
      case "work":
        this.work(step);
        break;
      case "fail":
        compileFail(this, step);
        break;
      case "publish":
        return compilePublish(this, step, path);
      case "ack":
        program.emit(ACK);
        break;
      case "call":
      case "read":
      case "write":
        return this.call(step, path);
      case "branch":
        this.branch(step, path);
        break;
      case "await":
        compileAwait(this, step, path);
        break;
      case "reply":
        this.act(replyAct(this.world, this.service, step));
        break;
      case "cancel":
        this.act(cancelAct(this.world, step));
        break;
      default:
        // Named by `notSimulated`; it takes no time.
        program.emit(NOTHING);
    }
    return -1;
  }

  private work(step: Extract<Step, { do: "work" }>): void {
    const { delays } = this.context.kernel;
    const delay = delays.share(lawOf(step.time));
    const isOnce = step.per === "batch" ? 1 : 0;
    this.program.emit(delays.isZero(delay) ? NOTHING : WORK, delay, isOnce);
  }

  private call(step: CallStep, path: string): number {
    const address = this.program.here;
    if (step.do === "read") this.conflicts.read(step, address);
    const conflict = step.do === "write" ? this.conflicts.ofWrite(step, address) : undefined;
    const store = step.do === "call" ? undefined : this.storeOf(step);
    return this.emitCall(path, compileCallStep(this.world, this.service, step, store, conflict));
  }

  /** A crash during it takes the request with it: nothing is asked. */
  emitCall(path: string, call: number): number {
    if (call < 0) return call;
    this.crashPoints.emit(path, "during");
    this.program.emit(CALL, call);
    return call;
  }

  /** What a read or write does beyond taking time; undefined where that is all. */
  private storeOf(step: Extract<Step, { do: "read" | "write" }>): StoreStep | undefined {
    const id = step.do === "read" ? step.from : step.to;
    const isPlain =
      step.key === undefined &&
      step.transaction === undefined &&
      step.rows === undefined &&
      !(step.do === "write" && (step.optimistic || step.size !== undefined));
    if (isPlain && this.service.settings.poll?.outcome !== "per-batch") return undefined;
    return new StoreStep(this.world, {
      ...storeRequest(this, step, step.do, undefined),
      store: this.world.stores.get(id),
    });
  }

  /** The first choice whose test passes is taken; each test but those by chance looks at the message. */
  private branch(step: Extract<Step, { do: "branch" }>, path: string): void {
    const { program } = this;
    const { conditions } = this.world.handling.interpreter;
    const exits: number[] = [];
    for (const [index, { when, steps }] of step.choices.entries()) {
      const test =
        "probability" in when
          ? program.emit(UNLESS_CHANCE, program.number(when.probability))
          : program.emit(UNLESS, conditions.push(conditionOf(this.world, when)) - 1);
      this.list(steps, `${path}.choices.${index}.steps.`);
      exits.push(program.emit(JUMP));
      program.patch(test, 2, program.here);
    }
    this.list(step.otherwise ?? [], `${path}.otherwise.`);
    for (const exit of exits) program.patch(exit, 1, program.here);
    program.emit(NOTHING);
  }

  /** What comes before the first step: a transaction that was left open is gone, and a dedup table is asked. */
  private begin(): void {
    const { transactions, brokerTransactions } = this.world;
    if (this.steps.some((step) => "transaction" in step && step.transaction !== undefined))
      this.act((delivery) => {
        transactions.begin(delivery);
        return GO_ON;
      });
    if (this.steps.some(isInBrokerTransaction))
      this.act((delivery, service) => brokerTransactions.begin(delivery, service));
    const { ends } = this.world.calls;
    if (this.steps.some(looksAtOutcome))
      this.act((delivery) => {
        ends.setOutcome(delivery, "ok");
        return GO_ON;
      });
    this.recognize();
  }

  /** H8. A dedup table in a database costs a read before the work, and a write where it is a step of its own. */
  private recognize(): void {
    const { deduplication } = this.service.settings;
    if (typeof deduplication?.store !== "object") return;
    const { database } = deduplication.store;
    const read = compileCall(this.world, this.service, database, "read", undefined);
    if (read >= 0) this.program.emit(CALL, read);
    const { attempts } = this.world.handling;
    this.act((delivery, service) => attempts.ask(service, delivery));
    if (deduplication.record === "before") this.record(database);
  }

  private finish(): void {
    const { deduplication } = this.service.settings;
    if (typeof deduplication?.store === "object" && deduplication.record === "after")
      this.record(deduplication.store.database);
    if (this.steps.some(isInBrokerTransaction)) {
      const { brokerTransactions } = this.world;
      this.act((delivery, service) => brokerTransactions.commit(delivery, service));
    }
  }

  private record(database: string): void {
    const { crashPoints, world, service } = this;
    crashPoints.emit("record", "before");
    const request = { ...storeRequest(this, RECORD_STEP, "record", undefined), records: true };
    const call = compileCall(world, service, database, "write", undefined, {
      store: new StoreStep(world, request),
    });
    if (call < 0) this.program.emit(RECORD);
    else {
      this.program.emit(CALL, call);
      world.calls.setCrashPoint(call, crashPoints.add("record", "done"));
    }
    crashPoints.emit("record", "after");
  }
}

/** Before its first step nothing has ended badly, whatever was said of a handler before it. */
function looksAtOutcome(step: Step): boolean {
  return step.do === "branch" && step.choices.some(({ when }) => "outcome" in when);
}

function isInBrokerTransaction(step: Step): boolean {
  return step.do === "publish" && step.via === "transaction";
}
