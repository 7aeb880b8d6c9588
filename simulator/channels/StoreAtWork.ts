import type { FutureEventList } from "../kernel/FutureEventList.ts";
import type { Departures } from "../kernel/probe/Departures.ts";
import type { Gauges } from "../kernel/probe/Gauges.ts";
import type { Histograms } from "../kernel/probe/Histograms.ts";
import type { BrokerMemory } from "./BrokerMemory.ts";
import type { Context } from "./Context.ts";
import type { Entries } from "./Entries.ts";
import type { Leases } from "./Leases.ts";
import type { Member, Receiver } from "./Member.ts";
import type { Messages } from "./Messages.ts";
import { ReadyLines } from "./ReadyLines.ts";
import { READY_WORDS, SubscriptionFigures } from "./SubscriptionFigures.ts";
import type { Tracer } from "./Tracer.ts";

/**
 * What messages ask of a subscription. The fields of a base come first in an object, in the order in which they are written: these lie
 * side by side in its first lines of cache, those of each ack before those of each delivery.
 */
export class StoreAtWork {
  /** Address of the words that each message asks for (`SubscriptionFigures`). */
  protected readonly at: number;
  /** Entries that are ready. */
  protected readyCount: number;
  /** Members that may be given a message now. */
  freeMembers: number;
  /** How often a member has come to be free: the order in which they did. */
  nextFree: number;
  /** Nobody takes what is here, now or later: it is stored, and nothing is to be done with it. Set once, before the run. */
  isStore: boolean;
  /** Whether an entry that ends asks for nothing besides: it is no store, of no class of its own, and no broker counts its bytes. */
  protected endsPlainly: boolean;
  /** Whether it is of a class that has more to do when an entry ends. */
  protected watchesEnds: boolean;
  /** Counts the bytes that are stored, where its broker has a limit of them. */
  memory: BrokerMemory | undefined;
  /** Runs after an entry has left the ready line, when something waits for room. */
  onRoom: (() => void) | undefined;
  protected readonly entries: Entries;
  protected readonly events: FutureEventList;
  protected readonly leases: Leases;
  protected readonly gauges: Gauges;
  protected readonly histograms: Histograms;
  protected readonly messages: Messages;
  protected readonly tracer: Tracer;
  protected readonly departures: Departures;
  /** Whether what is ready stands in lines by rank. */
  protected readonly hasRanks: boolean;
  protected isDelayed: boolean;
  /** Nothing is delivered (outage). */
  isClosed: boolean;
  protected isDispatching: boolean;
  protected maxInFlight: number;
  protected leaseLane: number;
  /** The member whose turn it always is, where there is only one and nothing is drawn. */
  protected sole: Member | undefined;
  /** Who is given what is delivered; replies go to those who wait for them (W4). */
  receiver: Receiver;
  readonly lines: ReadyLines;
  readonly figures: SubscriptionFigures;

  constructor(context: Context, ranks: number) {
    const { kernel, entries, messages } = context;
    const figures = new SubscriptionFigures(kernel.probe);
    this.at = figures.at;
    this.readyCount = 0;
    this.freeMembers = 0;
    this.nextFree = 0;
    this.isStore = false;
    this.endsPlainly = true;
    this.watchesEnds = false;
    this.memory = undefined;
    this.onRoom = undefined;
    this.entries = entries;
    this.events = kernel.events;
    this.leases = context.leases;
    this.gauges = kernel.probe.gauges;
    this.histograms = kernel.probe.histograms;
    this.messages = messages;
    this.tracer = context.tracer;
    this.departures = kernel.probe.departures;
    this.hasRanks = ranks > 1;
    this.isDelayed = false;
    this.isClosed = false;
    this.isDispatching = false;
    this.maxInFlight = 0;
    this.leaseLane = -1;
    this.sole = undefined;
    this.receiver = context.receiver;
    this.lines = new ReadyLines(entries, messages, ranks, figures.at + READY_WORDS, kernel.region);
    this.figures = figures;
  }

  /** Sees what is to be done when an entry ends. Call it after each change of that. */
  protected seeEnds(): void {
    this.endsPlainly = !(this.isStore || this.watchesEnds || this.memory !== undefined);
  }
}
