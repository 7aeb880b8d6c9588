import type { Context } from "../channels/Context.ts";
import { POISON } from "../channels/Messages.ts";
import type { Port } from "../channels/Port.ts";
import { whatOf } from "../kernel/Kernel.ts";
import { ADDRESS, DOUBLES } from "../kernel/memory.ts";
import type { Arrivals, Producer as ProducerModel } from "../model/index.ts";
import { ArrivalProcess } from "./ArrivalProcess.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import { LatestFacts } from "./LatestFacts.ts";
import { Poison } from "./Poison.ts";
import { ProducerAtWork } from "./ProducerAtWork.ts";
import { ARRIVALS, LAST, LEFT, STEADY_RATE } from "./ProducerFigures.ts";
import type { Publisher } from "./Publisher.ts";
import { TypeMix } from "./TypeMix.ts";
import type { Users } from "./Users.ts";

/** A source of messages: at each arrival it makes a root and publishes it along its links. */
export class Producer extends ProducerAtWork {
  /** Who asks, where it calls endpoints. */
  users: Users | undefined = undefined;
  readonly id: string;
  readonly index: number;
  /** Ways of each message type. */
  readonly ports: Port[][];
  private readonly poison: Poison;
  private readonly horizon: number;
  private settings!: ProducerModel;
  private process!: ArrivalProcess;
  private nextState = -1;
  /** Rate by faults. */
  private readonly factors: number[] = [];
  private mix!: TypeMix;
  private factor = Number.NaN;
  /** Wait that is left, at the rate of the model, while faults have stopped the arrivals; ∞ otherwise. */
  private stoppedWait = Infinity;

  constructor(
    context: Context,
    id: string,
    index: number,
    node: number,
    settings: ProducerModel,
    horizon: number,
    publisher: Publisher,
  ) {
    super(context, id, index, node, publisher);
    this.factor = 1;
    this.id = id;
    this.index = index;
    this.horizon = horizon;
    this.poison = new Poison(context.kernel, this.typeStream);
    this.ports = context.types.names.map(() => []);
    this.configure(settings);
  }

  /** Sets the parameters. Arrivals that are edited in mid-run begin anew at that time. */
  configure(settings: ProducerModel): void {
    const isChanged =
      this.settings !== undefined &&
      JSON.stringify(settings.arrivals) !== JSON.stringify(this.settings.arrivals);
    const isNew = this.settings === undefined;
    this.settings = settings;
    this.isClosed = settings.arrivals.process === "closed";
    this.end = Math.min(settings.until ?? Infinity, this.horizon);
    this.publisher.configure(settings.publisher);
    this.mix = new TypeMix(this.context, settings.messages, this.typeStream);
    const { versions, names } = this.context.types;
    this.versions = settings.versions && versions.written(names, settings.versions);
    const { withdrawals } = settings;
    if (isNew && withdrawals) this.latest = new LatestFacts(this.context, this.id, withdrawals);
    if (isNew) this.arrivalsLeft = settings.limit ?? Infinity;
    if (isNew || isChanged)
      this.process = new ArrivalProcess(this.context.kernel, settings.arrivals, this.at + ARRIVALS);
    if (isChanged) this.restart(settings.arrivals);
    this.see();
  }

  /** Sees what each arrival would have to ask. Call it when the world is built, and after each change. */
  private see(): void {
    this.steadyRate = this.factor === 1 ? this.process.steadyRate : 0;
    this.only = this.mix.only;
    const ports = this.ports[this.only];
    this.lone = this.users === undefined && ports?.length === 1 ? ports[0] : undefined;
  }

  /** Begins at time 0, or at the start of its window of activity. */
  start(): void {
    this.see();
    const from = this.settings.from ?? 0;
    const { arrivals } = this.settings;
    if (arrivals.process === "closed") {
      for (let user = 0; user < arrivals.users; user++) this.think(from);
      return;
    }
    this.scheduleNext(true, from);
    this.scheduleState();
  }

  /** The next candidate is due. */
  arrive(): void {
    this.next = -1;
    const { now } = this.events;
    // Read here and not through their getters: V8 writes out only so much, and calls the rest.
    const at = this.at & ADDRESS;
    if (now > DOUBLES[(at + LAST) >> 1]!) return;
    if (DOUBLES[(at + STEADY_RATE) >> 1]! > 0) {
      if (DOUBLES[(at + LEFT) >> 1]! > 0) this.produce();
      if (DOUBLES[(at + LEFT) >> 1]! > 0) this.scheduleSteady();
      return;
    }
    if (this.process.accepts()) {
      const size = this.process.drawSize();
      for (let i = 0; i < size && this.arrivalsLeft > 0; i++) this.produce();
      if (this.arrivalsLeft <= 0) return;
    }
    this.scheduleNext(false, now);
  }

  /** A modulated source changes its state. */
  changeState(): void {
    this.process.changeState();
    if (this.next >= 0) this.context.kernel.events.cancel(this.next);
    this.scheduleNext(false, this.context.kernel.events.now);
    this.scheduleState();
  }

  /** Users of a closed population; ∞ where whoever likes comes. */
  get population(): number {
    const { arrivals } = this.settings;
    return arrivals.process === "closed" ? arrivals.users : Infinity;
  }

  /** A user of a closed population asks again. */
  userReturns(): void {
    if (this.events.now <= this.end && this.arrivalsLeft > 0) this.produce();
  }

  /** Everything that a message of this producer set in motion has ended. */
  rootEnded(root: number): void {
    this.ended(this.events.now - this.context.messages.bornAt(root));
    if (this.isClosed === true && this.users === undefined) this.think(this.events.now);
  }

  /** A user has his answer, or has given up: one of a closed population thinks. */
  answered(): void {
    if (this.isClosed === true) this.think(this.context.kernel.events.now);
  }

  /** Faults make some of what it makes unreadable (see `Poison.set`). */
  poisonWith(probability: number, count: number, type: number): void {
    this.poison.set(probability, count, type);
    this.isPoisoned = probability > 0;
  }

  /** Faults multiply the rate; the time still to wait for the next arrival is stretched alike. */
  multiplyRate(factor: number): void {
    this.factors.push(factor);
    this.stretch();
  }

  /** Takes back one `multiplyRate`. */
  divideRate(factor: number): void {
    const at = this.factors.indexOf(factor);
    if (at >= 0) this.factors.splice(at, 1);
    this.stretch();
  }

  /** The rate has changed: the wait that is left is worth more or less time. A rate of 0 stops the clock of arrivals. */
  private stretch(): void {
    const { events } = this;
    const before = this.factor;
    this.factor = this.factors.reduce((product, factor) => product * factor, 1);
    this.see();
    const left =
      this.next >= 0
        ? this.process.waitIn(events.timeOf(this.next) - events.now) * before
        : this.stoppedWait;
    if (this.next >= 0) events.cancel(this.next);
    this.next = -1;
    this.stoppedWait = this.factor > 0 ? Infinity : left;
    if (left < Infinity && this.factor > 0) this.scheduleAfter(left / this.factor, events.now);
  }

  private restart(arrivals: Arrivals): void {
    const { events } = this;
    if (this.next >= 0) events.cancel(this.next);
    if (this.nextState >= 0) events.cancel(this.nextState);
    this.next = -1;
    this.nextState = -1;
    if (arrivals.process === "closed")
      for (let user = 0; user < arrivals.users; user++) this.think(events.now);
    else {
      this.scheduleNext(false, events.now);
      this.scheduleState();
    }
  }

  private scheduleNext(first: boolean, from: number): void {
    const wait = this.process.delay(first, from);
    this.next = -1;
    if (this.factor > 0) this.scheduleAfter(wait / this.factor, from);
    else this.stoppedWait = wait;
  }

  private scheduleSteady(): void {
    const { events, streams } = this;
    streams.drawExponential(this.at + ARRIVALS);
    DOUBLES[(streams.drawn & ADDRESS) >> 1]! /= DOUBLES[((this.at & ADDRESS) + STEADY_RATE) >> 1]!;
    const time = events.now + DOUBLES[(events.wait & ADDRESS) >> 1]!;
    if (time <= DOUBLES[((this.at & ADDRESS) + LAST) >> 1]!)
      this.next = events.scheduleDrawn(this.arrival, 0);
  }

  private scheduleAfter(wait: number, from: number): void {
    const delay = this.process.secondsFor(wait, from, this.end);
    if (delay < Infinity && this.events.now + delay <= this.end)
      this.next = this.events.schedule(delay, this.arrival, 0);
  }

  private scheduleState(): void {
    const stay = this.process.stay();
    this.nextState = -1;
    if (stay < Infinity && this.events.now + stay <= this.end)
      this.nextState = this.events.schedule(
        stay,
        whatOf(SERVICE_EVENT.arrivalState, this.index),
        0,
      );
  }

  private think(from: number): void {
    const delay = this.process.drawThinkTime() + (from - this.events.now);
    if (this.events.now + delay <= this.end)
      this.events.schedule(delay, whatOf(SERVICE_EVENT.userReturns, this.index), 0);
  }

  private produce(): void {
    DOUBLES[((this.at & ADDRESS) + LEFT) >> 1]!--;
    if (this.latest !== undefined) this.withdraw(this.latest);
    this.make(this.only < 0 ? this.mix.draw() : this.only, undefined);
  }

  /** P11. Takes back the latest facts, by chance, and makes as many new ones. */
  private withdraw(latest: LatestFacts): void {
    const withdrawn = latest.draw();
    for (const values of withdrawn) this.make(latest.type, values);
    if (latest.republishes) for (const _ of withdrawn) this.make(this.mix.draw(), undefined);
  }

  /** Makes a root of a type, with keys and attributes of its own or those of the fact that it withdraws. */
  private make(type: number, values: Int32Array | undefined): void {
    const { messages, types, tracer } = this.context;
    this.produced();
    const isPoison = this.isPoisoned === true && this.poison.strikes(type);
    const root = messages.createRoot(this.node, isPoison ? POISON : 0);
    if (values !== undefined) messages.setValues(root, values);
    else {
      if (this.drawsValues === true) types.drawValues(root, this.valueStreams);
      this.latest?.add(type, root);
    }
    types.describe(root, type, this.typeStream);
    if (this.versions !== undefined)
      types.versions.write(root, this.versions[type]!, this.typeStream);
    if (tracer.isOn === true) tracer.message("created", root, { node: this.node });
    if (this.lone !== undefined && type === this.only) {
      this.publisher.handOver(root, this.lone);
      return;
    }
    const ports = this.ports[type]!;
    const kept = this.users === undefined ? ports.length - 1 : ports.length;
    for (let i = 0; i < kept; i++) this.publisher.publish(root, ports[i]!, -1);
    this.users?.ask(root);
    const last = ports[kept];
    if (last !== undefined) this.publisher.handOver(root, last);
    else messages.done(root);
  }
}
