import type { Context } from "../channels/Context.ts";
import type { System } from "../model/index.ts";
import { MessageWays, type Place } from "./MessageWays.ts";

/** A kind of root whose ends are counted. */
interface Counted {
  readonly counter: number;
  readonly starts: readonly Place[];
}

/**
 * Tells for which roots an effect could have happened at all: those from whose producer and message type a way leads
 * to a step that has it. Ends of roots are counted by their kind, so that nothing is decided while a run goes on.
 */
export class EffectReach {
  private readonly context: Context;
  private readonly counted = new Map<string, { counter: number; starts: Place[] }>();
  /** By node and type of a root, the counter of its ends; −1 where nobody knows where it came from. */
  private readonly counters: (Int32Array | undefined)[];
  /** Systems that have been in force, the first and what it was edited to. */
  private readonly ways: MessageWays[] = [];
  /** Channels that dead letters were sent back to, by where they lay. */
  private readonly redriven: (readonly [string, string])[] = [];
  /** Effects that a kind of root can come to; found when first asked for. */
  private readonly known = new Map<Counted, ReadonlySet<string>>();

  constructor(context: Context, system: System) {
    this.context = context;
    const nodeIds = Object.keys(system.nodes);
    this.counters = nodeIds.map(() => undefined);
    const ways = new MessageWays(system);
    this.ways.push(ways);
    for (const { node, message, starts } of ways.origins) {
      const name = `${node}\0${message ?? ""}`;
      const before = this.counted.get(name);
      const counter = before?.counter ?? context.kernel.probe.counters.open(1);
      this.counted.set(name, { counter, starts: [...(before?.starts ?? []), ...starts] });
      const at = nodeIds.indexOf(node);
      const { names } = context.types;
      const row = this.counters[at] ?? new Int32Array(names.length).fill(-1);
      if (message === undefined) row.fill(counter);
      else row[context.types.indexOf(message)] = counter;
      this.counters[at] = row;
    }
  }

  /** A root has ended. */
  rootEnded(root: number): void {
    const { messages, kernel } = this.context;
    const counter = this.counters[messages.sourceOf(root)]?.[messages.typeOf(root)] ?? -1;
    if (counter >= 0) kernel.probe.counters.add(counter);
  }

  /** The run goes on with other parameters: handlers may lead elsewhere. */
  widen(system: System): void {
    this.ways.push(new MessageWays(system));
    this.known.clear();
  }

  /** Dead letters go from one channel back to another. */
  redrive(from: string, to: string): void {
    this.redriven.push([from, to]);
    this.known.clear();
  }

  /** Roots that have ended since the end of the warm-up and from which a way leads to the effect. */
  endedOf(effect: string): number {
    const { counters } = this.context.kernel.probe;
    let ended = 0;
    for (const each of this.counted.values())
      if (this.effectsOf(each).has(effect)) ended += counters.value(each.counter);
    return ended;
  }

  private effectsOf(counted: Counted): ReadonlySet<string> {
    const known = this.known.get(counted);
    if (known !== undefined) return known;
    const effects = new Set<string>();
    const seen = new Map<string, Place>();
    const visit = (place: Place): unknown => seen.set(`${place.node}\0${place.message}`, place);
    counted.starts.forEach(visit);
    // What is put into the map while it is walked through comes later.
    for (const place of seen.values()) {
      for (const [from, to] of this.redriven)
        if (from === place.node) visit({ node: to, message: place.message });
      for (const ways of this.ways) {
        for (const { effect } of ways.stepsAt(place)) if (effect !== undefined) effects.add(effect);
        ways.next(place).forEach(visit);
      }
    }
    this.known.set(counted, effects);
    return effects;
  }
}
