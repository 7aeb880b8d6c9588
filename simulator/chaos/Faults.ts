import { whatOf } from "../kernel/Kernel.ts";
import { lawOf } from "../kernel/lawOf.ts";
import { type Fault, targetsOfFault } from "../model/index.ts";
import { compileService } from "../services/compileService.ts";
import type { World } from "../services/World.ts";
import { applyFault } from "./applyFault.ts";
import { deployStep, deploySteps } from "./deploy.ts";
import { FAULT_EVENT } from "./eventKinds.ts";
import { groupsOf, standing } from "./faultTargets.ts";
import { redriveOne } from "./redriveOne.ts";

/** A fault of a run: what the model says of it, and what it has done so far. */
interface ActiveFault {
  readonly id: string;
  readonly fault: Fault;
  readonly index: number;
  readonly stream: number;
  /** Laws of the times to failure and to repair, −1 if there are none. */
  readonly mttfLaw: number;
  readonly mttrLaw: number;
  /** Undoes what the latest strike did. */
  undo: (() => void) | undefined;
  strikeCount: number;
}

/** Strikes that are kept for the timeline; more are carried out, but not listed. */
const MAX_SPANS = 10_000;

/** When a fault struck and when it was over, for the timeline. */
export interface FaultSpan {
  readonly id: string;
  readonly fault: Fault["fault"];
  readonly from: number;
  /** Undefined while it lasts. */
  until: number | undefined;
}

/** The faults of a scenario, and those that somebody brings about while it runs (RULES, part F). */
export class Faults {
  readonly spans: FaultSpan[] = [];
  private readonly world: World;
  private readonly faults: ActiveFault[] = [];
  /** Dead letters that a redrive has sent back. */
  private readonly redriven = new Map<number, number>();
  private readonly latest = new Map<number, FaultSpan>();

  constructor(world: World) {
    this.world = world;
  }

  /** Schedules a fault of the scenario. */
  schedule(id: string, fault: Fault): void {
    if (fault.fault === "crash" && fault.atStep !== undefined) this.scheduleAtStep(id, fault);
    else if ((fault.fault === "crash" || fault.fault === "pause") && fault.while === "busy")
      this.expose(id, fault);
    else {
      const active = this.add(id, fault);
      if (fault.mttf !== undefined) this.awaitFailure(active);
      // What a link is like from the beginning holds for what crosses it at time 0 (F2).
      else if (fault.at === 0 && "link" in fault) this.strike(active.index);
      else if (fault.at !== undefined)
        this.scheduleStrike(active, Math.max(0, fault.at - this.world.context.kernel.events.now));
    }
  }

  /** F6. The crash strikes at a step; the handlers are compiled anew with that point in them. */
  private scheduleAtStep(id: string, fault: Extract<Fault, { fault: "crash" }>): void {
    const service = this.world.services.get(fault.target);
    if (service === undefined || fault.atStep === undefined) return;
    const { mttrLaw, stream } = this.add(id, fault);
    const { laws } = this.world.context.kernel;
    const drawDownTime = (): number =>
      mttrLaw < 0 ? (fault.for ?? service.settings.restart) : laws.sample(mttrLaw, stream);
    service.stepCrashes.push({ atStep: fault.atStep, drawDownTime });
    compileService(this.world, service);
  }

  /** F7. It strikes only who works: each run of a handler draws its own time to failure, in each instance by itself. */
  private expose(id: string, fault: Extract<Fault, { fault: "crash" | "pause" }>): void {
    const instances = this.world.services.get(fault.target)?.instances ?? [];
    const struck =
      typeof fault.instance === "number"
        ? instances.slice(fault.instance, fault.instance + 1)
        : instances;
    for (const instance of struck) {
      const { index, stream, mttfLaw } = this.add(id, { ...fault, instance: instance.number });
      if (mttfLaw >= 0) instance.hazard = { law: mttfLaw, stream, fault: index };
      instance.service.see();
    }
  }

  /** A fault strikes now; it ends by itself after its duration, or by `mend`. */
  inject(id: string, fault: Fault): void {
    this.strike(this.add(id, fault).index);
  }

  /** Ends all faults that last and name a node or link. */
  mend(target: string): void {
    for (const { index, fault, undo } of this.faults) {
      if (undo === undefined) continue;
      const { nodes, links } = targetsOfFault(fault);
      if (nodes.includes(target) || links.includes(target)) this.end(index);
    }
  }

  /** Nodes and links that are named by faults which last. */
  struck(): ReadonlySet<string> {
    const struck = new Set<string>();
    for (const { fault, undo } of this.faults) {
      if (undo === undefined) continue;
      const { nodes, links } = targetsOfFault(fault);
      for (const target of [...nodes, ...links]) struck.add(target);
    }
    return struck;
  }

  /** A fault strikes, perhaps at a handler that was exposed to it. Where everybody whom it strikes is down already nothing happens, and chance draws anew. */
  strike(index: number, delivery = -1): void {
    const active = this.faults[index]!;
    const { fault } = active;
    // The timer of the handler that it strikes has just gone off.
    if (delivery >= 0)
      for (const instance of this.world.handling.instances)
        if (instance.hazard?.fault === index) instance.hazardTimers?.delete(delivery);
    const { kernel } = this.world.context;
    if (active.undo !== undefined) return;
    const isRandom = fault.mttf !== undefined;
    if (
      isRandom &&
      fault.fault === "crash" &&
      !this.world.outboxes.has(fault.target) &&
      standing(this.world, fault, active.stream).length === 0
    ) {
      this.awaitFailure(active);
      return;
    }
    active.strikeCount++;
    const { instances } = this.world.handling;
    const wereUp = instances.filter((instance) => instance.isUp);
    active.undo = applyFault(this.world, fault, active.stream);
    if (fault.fault === "redrive") this.beginRedrive(index, fault);
    if (fault.fault === "rebalance") this.rebalanceLater(index, fault);
    if (fault.fault === "deploy")
      for (const { delay, code } of deploySteps(this.world, fault))
        kernel.events.schedule(delay, whatOf(FAULT_EVENT.step, index), code);
    const span: FaultSpan = {
      id: active.id,
      fault: fault.fault,
      from: kernel.events.now,
      until: undefined,
    };
    if (this.spans.length < MAX_SPANS) this.spans.push(span);
    this.latest.set(index, span);
    if (fault.fault === "rebuild") this.endWhenRebuilt(index, fault.target);
    const lasts =
      isRandom && active.mttrLaw >= 0
        ? kernel.laws.sample(active.mttrLaw, active.stream)
        : fault.for;
    if (lasts === undefined) return;
    kernel.events.schedule(lasts, whatOf(FAULT_EVENT.mend, index), active.strikeCount);
    for (const instance of wereUp)
      if (!instance.isUp && instance.restartEvent < 0) instance.backAt = kernel.events.now + lasts;
  }

  /** F8, F14. One more dead letter goes back, and the next one in its turn; or a deploy goes on. */
  step(index: number, subject: number): void {
    const { fault, undo } = this.faults[index]!;
    if (fault.fault === "rebalance" && undo !== undefined) {
      applyFault(this.world, fault, -1);
      this.rebalanceLater(index, fault);
    }
    if (fault.fault === "deploy") deployStep(this.world, fault, subject);
    if (fault.fault !== "redrive" || undo === undefined) return;
    if (!redriveOne(this.world, fault) || fault.rate === undefined) return;
    this.redriven.set(index, (this.redriven.get(index) ?? 0) + 1);
    if ((this.redriven.get(index) ?? 0) >= (fault.count ?? Infinity)) return;
    this.world.context.kernel.events.schedule(1 / fault.rate, whatOf(FAULT_EVENT.step, index), -1);
  }

  /** The event that was to end a strike has come; it may have been ended before. */
  mendDue(index: number, strike: number): void {
    if (this.faults[index]!.strikeCount === strike && this.faults[index]!.undo !== undefined)
      this.end(index);
  }

  private end(index: number): void {
    const active = this.faults[index]!;
    const { kernel } = this.world.context;
    active.undo?.();
    active.undo = undefined;
    const span = this.latest.get(index);
    if (span !== undefined) span.until = kernel.events.now;
    this.awaitFailure(active);
  }

  /** Draws the time to the next failure; a fault that strikes who works is drawn for each run of a handler. */
  private awaitFailure(active: ActiveFault): void {
    const { kernel } = this.world.context;
    const { fault } = active;
    if (active.mttfLaw < 0 || ("while" in fault && fault.while === "busy")) return;
    this.scheduleStrike(active, kernel.laws.sample(active.mttfLaw, active.stream));
  }

  private scheduleStrike({ index }: ActiveFault, delay: number): void {
    this.world.context.kernel.events.schedule(delay, whatOf(FAULT_EVENT.strike, index), -1);
  }

  /** F12. Again and again, while it lasts. */
  private rebalanceLater(index: number, { every }: Extract<Fault, { fault: "rebalance" }>): void {
    if (every !== undefined)
      this.world.context.kernel.events.schedule(every, whatOf(FAULT_EVENT.step, index), -1);
  }

  /** F11. A rebuild is over when everything has been handled once more that was stored when it began. */
  private endWhenRebuilt(index: number, target: string): void {
    const groups = groupsOf(this.world, target);
    const look = (): void => {
      const isOver = groups.every((group) => !group.isRebuilding);
      if (isOver && this.faults[index]!.undo !== undefined) this.end(index);
    };
    for (const group of groups) group.onRebuilt = look;
    look();
  }

  /** F8. All that are there by now at once where no rate is given, else one after the other. */
  private beginRedrive(index: number, fault: Extract<Fault, { fault: "redrive" }>): void {
    this.redriven.set(index, 0);
    this.world.handling.interpreter.effects.reach?.redrive(fault.target, fault.to);
    if (fault.rate !== undefined) {
      this.step(index, -1);
      return;
    }
    // Some may come back at once.
    const stored = this.world.feeds.get(fault.target)?.[0]?.depth ?? 0;
    for (let left = Math.min(fault.count ?? Infinity, stored); left > 0; left--)
      if (!redriveOne(this.world, fault)) return;
  }

  private add(id: string, fault: Fault): ActiveFault {
    const index = this.faults.length;
    const { laws } = this.world.context.kernel;
    const lawNumber = (law: Fault["mttf"]): number =>
      law === undefined ? -1 : laws.compile(lawOf(law));
    const active: ActiveFault = {
      id,
      fault,
      index,
      stream: this.world.context.kernel.stream(id, `fault ${index}`),
      mttfLaw: lawNumber(fault.mttf),
      mttrLaw: lawNumber(fault.mttr),
      undo: undefined,
      strikeCount: 0,
    };
    this.faults.push(active);
    return active;
  }
}
