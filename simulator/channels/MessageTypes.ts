import type { Kernel } from "../kernel/Kernel.ts";
import { lawOf } from "../kernel/lawOf.ts";
import type { Counters } from "../kernel/probe/Counters.ts";
import type { MessageType, System } from "../model/index.ts";
import { ContractVersions, sizeOfNewest } from "./ContractVersions.ts";
import { Creations } from "./Creations.ts";
import { Messages } from "./Messages.ts";
import { indexIn, keyLaw, type ValueLaw, weightsLaw } from "./ValueLaw.ts";

/**
 * The contracts of a system, compiled: numbers for names, and how keys, attributes, sizes and ranks come about.
 * Keys and attributes belong to roots and are inherited; the values of a root are its keys in the order of
 * the system, then its attributes.
 */
export class MessageTypes {
  readonly names: readonly string[];
  readonly messages: Messages;
  /** Ranks that occur, highest first: a message's rank is its index here. */
  readonly ranks: readonly number[];
  readonly attributeValues: readonly (readonly string[])[];
  private readonly kernel: Kernel;
  private readonly types: readonly MessageType[];
  private readonly keyIds: readonly string[];
  private readonly attributeIds: readonly string[];
  private readonly laws: readonly ValueLaw[];
  private readonly sizes: readonly number[];
  private readonly keyOfType: readonly number[];
  private readonly counters: Counters;
  private readonly created: number;
  private readonly watched: Uint8Array;
  private readonly creations = new Creations();
  /** For each type: 0 no order, 1 by key, 2 in all. */
  private readonly ordering: Uint8Array;
  private readonly watches: {
    readonly from: number;
    readonly to: number;
    readonly histogram: number;
  }[] = [];
  /** Rank and size of types for which both are always the same; rank −1 for the others. */
  private readonly fixed: Int32Array;
  private readonly number = new Map<string, number>();
  readonly versions: ContractVersions;

  constructor(kernel: Kernel, system: System, effectCount: number) {
    this.kernel = kernel;
    this.names = Object.keys(system.messageTypes);
    this.types = Object.values(system.messageTypes);
    for (const [i, name] of this.names.entries()) this.number.set(name, i);
    this.keyIds = Object.keys(system.keys);
    this.attributeIds = Object.keys(system.attributes);
    this.attributeValues = Object.values(system.attributes).map(({ values }) =>
      Object.keys(values),
    );
    this.laws = [
      ...Object.values(system.keys).map((key) => keyLaw(key.values)),
      ...Object.values(system.attributes).map((attribute) =>
        weightsLaw(Object.values(attribute.values)),
      ),
    ];
    this.sizes = this.types.map((type) => kernel.delays.compile(lawOf(sizeOfNewest(type))));
    this.keyOfType = this.types.map((type) =>
      type.key === undefined ? -1 : this.keyIds.indexOf(type.key),
    );
    this.counters = kernel.probe.counters;
    this.created = this.counters.open(this.names.length);
    this.ordering = Uint8Array.from(this.types, ({ ordering }) =>
      ["none", "per-key", "total"].indexOf(ordering),
    );
    this.watched = new Uint8Array(this.names.length);
    this.ranks = ranksOf(this.types);
    this.fixed = new Int32Array(this.types.length * 2);
    this.fix();
    const hasKeys = this.keyOfType.some((key) => key >= 0);
    const { events, slabs } = kernel;
    this.messages = new Messages(events, this.laws.length, effectCount, hasKeys, slabs);
    this.versions = new ContractVersions(kernel, this.messages, this.types);
  }

  /** Whether messages of some type carry a time to live. */
  get hasOwnExpiry(): boolean {
    return this.types.some(({ expiresAfter }) => expiresAfter !== undefined);
  }

  /** Time to live that messages of a type carry, ∞ if none. */
  expiryOf(type: number): number {
    return this.types[type]?.expiresAfter ?? Infinity;
  }

  /** Number of a message type, or −1. */
  indexOf(name: string): number {
    return this.number.get(name) ?? -1;
  }

  /** Index of a key among the values of a root, or −1. */
  keyIndex(id: string): number {
    return this.keyIds.indexOf(id);
  }

  /** Index of an attribute among the values of a root, or −1. */
  attributeIndex(id: string): number {
    const index = this.attributeIds.indexOf(id);
    return index < 0 ? -1 : this.keyIds.length + index;
  }

  /** The model of a message type. */
  typeAt(index: number): MessageType | undefined {
    return this.types[index];
  }

  /** Replaces the size laws (edit of parameters in mid-run). */
  reconfigure(system: System): void {
    this.names.forEach((name, i) => {
      const type = system.messageTypes[name];
      if (type) this.kernel.delays.replace(this.sizes[i]!, lawOf(sizeOfNewest(type)));
    });
    this.fix();
  }

  private fix(): void {
    for (const [type, { priority }] of this.types.entries()) {
      const { laws } = this.kernel;
      const isFixed = typeof priority !== "object" && laws.isConstant(this.sizes[type]!);
      this.fixed[type * 2] = isFixed ? this.ranks.indexOf(priority ?? 0) : -1;
      this.fixed[type * 2 + 1] = isFixed
        ? Math.min(laws.constantOf(this.sizes[type]!), 0x7fffffff)
        : 0;
    }
  }

  /** Opens the streams from which a node draws the values of its roots. */
  streamsFor(nodeId: string): Int32Array {
    return Int32Array.from([...this.keyIds, ...this.attributeIds], (id) =>
      this.kernel.stream(nodeId, `value of ${id}`),
    );
  }

  /** Draws the keys and attributes of a new root. */
  drawValues(root: number, streams: Int32Array): void {
    const count = this.laws.length;
    for (let i = 0; i < count; i++) {
      const law = this.laws[i]!;
      let value: number;
      if (law.kind === "unique") value = this.messages.idOf(root);
      else if (law.kind === "uniform") value = this.kernel.streams.integer(streams[i]!, law.count);
      else value = indexIn(law.cumulative, this.kernel.streams.uniform(streams[i]!));
      this.messages.setValue(root, i, value);
    }
  }

  /** Messages of a type that came into being, since the end of the warm-up. */
  createdCount(type: number): number {
    return this.kernel.probe.counters.value(this.created + type);
  }

  /** Takes the time from the birth of roots of one type to the creation of messages of another. Returns the histogram. */
  watch(from: number, to: number): number {
    const histogram = this.kernel.probe.histograms.open();
    this.watched[to] = 1;
    this.watches.push({ from, to, histogram });
    return histogram;
  }

  /** Tells somebody of each new message of a type. */
  listen(type: number, listener: Parameters<Creations["listen"]>[1]): void {
    this.watched[type] = 1;
    this.creations.listen(type, listener);
  }

  private observe(message: number, type: number): void {
    const { messages, kernel } = this;
    this.creations.tell(message, type);
    const root = messages.rootOf(message);
    for (const { from, to, histogram } of this.watches) {
      if (to === type && messages.typeOf(root) === from)
        kernel.probe.histograms.add(histogram, kernel.events.now - messages.bornAt(root));
    }
  }

  /** Writes what a new message has by its type: key, rank and size. */
  describe(message: number, type: number, stream: number): void {
    const key = this.keyOfType[type]!;
    this.counters.add(this.created + type);
    if (key < 0 && this.fixed[type * 2]! >= 0 && this.watched[type] === 0) {
      this.messages.describe(message, type, this.fixed[type * 2]!, -1, this.fixed[type * 2 + 1]!);
      return;
    }
    const size = Math.min(this.kernel.laws.sample(this.sizes[type]!, stream), 0x7fffffff);
    this.messages.describe(
      message,
      type,
      this.rankOf(message, type),
      key < 0 ? -1 : this.messages.rootValue(message, key),
      size,
    );
    if (this.watched[type] === 1) this.observe(message, type);
  }

  /** Writes into a new message what another one has by its type: it is passed on as it is. */
  describeLike(message: number, model: number): void {
    const own = this.messages;
    const type = own.typeOf(model);
    this.counters.add(this.created + type);
    own.describe(message, type, own.rankOf(model), own.keyOf(model), own.sizeOf(model));
    own.setVersion(message, own.versionOf(model));
    if (this.watched[type] === 1) this.observe(message, type);
  }

  /** Whether consumers of a type rely on its order. */
  isOrdered(type: number): boolean {
    return this.ordering[type] !== 0;
  }

  /** What a message's order is kept by: its key, or one for all (`ordering: total`, or no key). */
  orderKeyOf(message: number): number {
    return this.ordering[this.messages.typeOf(message)] === 1 ? this.messages.keyOf(message) : -1;
  }

  /** The text of an attribute that a message carries, undefined if it has none. */
  attributeText(message: number, id: string): string | undefined {
    const index = this.attributeIds.indexOf(id);
    const carried = this.types[this.messages.typeOf(message)]?.attributes;
    if (index < 0 || carried?.includes(id) === false) return undefined;
    return this.attributeValues[index]![
      this.messages.rootValue(message, this.keyIds.length + index)
    ];
  }

  /** Routing key of a message: that of its type, with the values of attributes put in. */
  routingKey(message: number): string {
    const type = this.messages.typeOf(message);
    const pattern = this.types[type]!.routingKey ?? this.names[type]!;
    return pattern.replace(
      /\{([^}]+)\}/g,
      (_, id: string) => this.attributeText(message, id) ?? "",
    );
  }

  private rankOf(message: number, type: number): number {
    const priority = this.types[type]!.priority;
    if (priority === undefined) return this.ranks.indexOf(0);
    if (typeof priority === "number") return this.ranks.indexOf(priority);
    return this.ranks.indexOf(
      priority.ranks[this.attributeText(message, priority.from) ?? ""] ?? 0,
    );
  }
}

function ranksOf(types: readonly MessageType[]): number[] {
  const ranks = new Set([0]);
  for (const { priority } of types) {
    if (typeof priority === "number") ranks.add(priority);
    else if (priority !== undefined)
      for (const rank of Object.values(priority.ranks)) ranks.add(rank);
  }
  return [...ranks].sort((a, b) => b - a);
}
