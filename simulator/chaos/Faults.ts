import { whatOf } from "../kernel/Kernel.ts";
import { lawOf } from "../kernel/lawOf.ts";
import { type Fault, targetsOfFault } from "../model/index.ts";
import { FAILURE_KINDS } from "../services/Program.ts";
import type { World } from "../services/World.ts";
import { FAULT_EVENT } from "./eventKinds.ts";
import { channelsOf, instancesOf, linksOfCut } from "./faultTargets.ts";

/** A fault of a run: what the model says of it, and what it has done so far. */
interface ActiveFault {
  readonly id: string;
  readonly fault: Fault;
  readonly index: number;
  readonly stream: number;
  /** Undoes what the latest strike did. */
  undo: (() => void) | undefined;
  strikeCount: number;
}

/** When a fault struck and when it was over, for the timeline. */
export interface FaultSpan {
  readonly id: string;
  readonly fault: Fault["fault"];
  readonly from: number;
  /** Undefined while it lasts. */
  until: number | undefined;
}

/** Faults whose behavior is simulated; all others are named by `notSimulated`. */
export const SIMULATED_FAULTS: readonly Fault["fault"][] = [
  "crash",
  "pause",
  "slow",
  "errors",
  "outage",
  "cut-off",
  "latency",
  "loss",
  "duplicate",
  "poison",
  "spike",
];

/** The faults of a scenario, and those that somebody brings about while it runs (RULES, part F). */
export class Faults {
  readonly spans: FaultSpan[] = [];
  private readonly world: World;
  private readonly faults: ActiveFault[] = [];
  private readonly latest = new Map<number, FaultSpan>();

  constructor(world: World) {
    this.world = world;
  }

  /** Schedules a fault of the scenario. */
  schedule(id: string, fault: Fault): void {
    const active = this.add(id, fault);
    const { kernel } = this.world.context;
    const what = whatOf(FAULT_EVENT.strike, active.index);
    if (fault.mttf !== undefined) kernel.events.schedule(this.draw(active, fault.mttf), what, -1);
    else if (fault.at !== undefined)
      kernel.events.schedule(Math.max(0, fault.at - kernel.events.now), what, -1);
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

  /** Whether a fault lasts that names a node or link. */
  strikes(target: string): boolean {
    return this.faults.some(({ fault, undo }) => {
      if (undo === undefined) return false;
      const { nodes, links } = targetsOfFault(fault);
      return nodes.includes(target) || links.includes(target);
    });
  }

  /** A fault strikes. */
  strike(index: number): void {
    const active = this.faults[index]!;
    const { kernel } = this.world.context;
    if (active.undo !== undefined) return;
    active.strikeCount++;
    active.undo = this.apply(active);
    const span: FaultSpan = {
      id: active.id,
      fault: active.fault.fault,
      from: kernel.events.now,
      until: undefined,
    };
    this.spans.push(span);
    this.latest.set(index, span);
    const { mttf, mttr } = active.fault;
    const lasts =
      mttf !== undefined && mttr !== undefined ? this.draw(active, mttr) : active.fault.for;
    if (lasts !== undefined)
      kernel.events.schedule(lasts, whatOf(FAULT_EVENT.mend, index), active.strikeCount);
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
    if (active.fault.mttf !== undefined)
      kernel.events.schedule(
        this.draw(active, active.fault.mttf),
        whatOf(FAULT_EVENT.strike, index),
        -1,
      );
  }

  private add(id: string, fault: Fault): ActiveFault {
    const index = this.faults.length;
    const active: ActiveFault = {
      id,
      fault,
      index,
      stream: this.world.context.kernel.stream(id, `fault ${index}`),
      undo: undefined,
      strikeCount: 0,
    };
    this.faults.push(active);
    return active;
  }

  private draw(active: ActiveFault, law: NonNullable<Fault["mttf"]>): number {
    const { laws } = this.world.context.kernel;
    return laws.sample(laws.compile(lawOf(law)), active.stream);
  }

  /** Brings a fault about. Returns how to undo it. */
  private apply({ fault, stream }: ActiveFault): () => void {
    switch (fault.fault) {
      case "crash":
        return this.crash(fault, stream);
      case "pause":
        return this.pause(fault, stream);
      case "slow":
        return this.slow(fault);
      case "errors":
        return this.errors(fault);
      case "outage":
        return this.outage(fault);
      case "cut-off":
        return this.cut(fault);
      case "latency":
      case "loss":
      case "duplicate":
        return this.disturb(fault);
      case "poison":
        return this.poison(fault);
      case "spike":
        return this.spike(fault);
      default:
        return () => undefined;
    }
  }

  /** F1. Up again after the fault's duration if it has one, else after the service's own restart time. */
  private crash(fault: Extract<Fault, { fault: "crash" }>, stream: number): () => void {
    const { lifecycle, services } = this.world;
    const struck = [...instancesOf(this.world, fault, stream)].filter((instance) => instance.isUp);
    const hasEnd = fault.for !== undefined || fault.mttr !== undefined;
    const restart = services.get(fault.target)?.settings.restart ?? 0;
    for (const instance of struck) lifecycle.crash(instance, hasEnd ? Infinity : restart);
    return () => {
      for (const instance of struck) lifecycle.restart(instance);
    };
  }

  private pause(fault: Extract<Fault, { fault: "pause" }>, stream: number): () => void {
    const { lifecycle } = this.world;
    const struck = [...instancesOf(this.world, fault, stream)];
    for (const instance of struck) lifecycle.pause(instance);
    return () => {
      for (const instance of struck) lifecycle.resume(instance);
    };
  }

  private slow({ target, factor }: Extract<Fault, { fault: "slow" }>): () => void {
    const part = this.world.services.get(target) ?? this.world.servers.get(target);
    if (part === undefined) return () => undefined;
    part.slowFactor *= factor;
    return () => {
      part.slowFactor /= factor;
    };
  }

  private errors(fault: Extract<Fault, { fault: "errors" }>): () => void {
    const { services, servers } = this.world;
    const service = services.get(fault.target);
    const server = servers.get(fault.target);
    if (service !== undefined) {
      service.errorProbability = fault.probability;
      service.errorKind = FAILURE_KINDS.indexOf(fault.with);
    }
    if (server !== undefined) server.faultErrors = fault.probability;
    return () => {
      if (service !== undefined) service.errorProbability = 0;
      if (server !== undefined) server.faultErrors = 0;
    };
  }

  /** F4. A dependency or database answers nothing; a channel takes nothing in, gives nothing out, and takes deliveries back. */
  private outage(fault: Extract<Fault, { fault: "outage" }>): () => void {
    const { servers, calls, system } = this.world;
    const server = servers.get(fault.target);
    if (server !== undefined) {
      server.outages++;
      return () => {
        server.outages--;
        calls.resume(server);
      };
    }
    const broker = system.nodes[fault.target];
    const publishes =
      fault.publishes ?? (broker?.kind === "broker" ? broker.outagePublishes : "buffer");
    const channels = channelsOf(this.world, fault.target).flatMap(
      (id) =>
        this.world.queues.get(id) ?? this.world.topics.get(id) ?? this.world.streams.get(id) ?? [],
    );
    for (const channel of channels) {
      channel.beginOutage(publishes);
      this.world.handling.dropAll(this.world.feeds.get(channel.id) ?? []);
    }
    return () => {
      for (const channel of channels) channel.endOutage();
    };
  }

  /** F3. Nothing crosses; what is published waits at the link, acks are lost. */
  private cut(fault: Extract<Fault, { fault: "cut-off" }>): () => void {
    const ids = linksOfCut(this.world, fault.target);
    const change = (by: number): void => {
      for (const id of ids) {
        const wire = this.world.wires.get(id);
        if (wire === undefined) continue;
        wire.cuts += by;
        wire.refresh();
        if (!wire.isCut) this.world.ports.get(id)?.mend();
      }
      for (const member of this.world.handling.members) {
        if (!ids.includes(member.wire.id)) continue;
        member.refresh();
        if (!member.wire.isCut) member.subscription.serve(member);
      }
    };
    change(1);
    return () => change(-1);
  }

  /** F2. A link is slow, loses, or doubles what crosses it. */
  private disturb(fault: Extract<Fault, { fault: "latency" | "loss" | "duplicate" }>): () => void {
    const wire = this.world.wires.get(fault.link);
    if (wire === undefined) return () => undefined;
    const set = (isOn: boolean): void => {
      if (fault.fault === "latency") wire.addLatency(isOn ? fault.add : undefined);
      else if (fault.fault === "loss") wire.loss[fault.of] = isOn ? fault.probability : 0;
      else wire.duplicateProbability = isOn ? fault.probability : 0;
      wire.refresh();
    };
    set(true);
    return () => set(false);
  }

  private poison(fault: Extract<Fault, { fault: "poison" }>): () => void {
    const producer = this.world.producers.get(fault.target);
    const type = fault.message === undefined ? -1 : this.world.context.types.indexOf(fault.message);
    producer?.setPoison(fault.probability, fault.count ?? Infinity, type);
    return () => producer?.setPoison(0, Infinity, -1);
  }

  private spike({ target, factor }: Extract<Fault, { fault: "spike" }>): () => void {
    const producer = this.world.producers.get(target);
    producer?.multiplyRate(factor);
    return () => producer?.divideRate(factor);
  }
}
