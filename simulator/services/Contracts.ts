import type { MessageTypes } from "../channels/MessageTypes.ts";
import type { Consumer } from "../model/index.ts";

type Reads = Consumer["reads"];
type Writes = Consumer["writes"];

/** Messages that a consumer could not read, by the versions on both sides. */
export interface UnreadableSummary {
  readonly message: string;
  readonly written: string;
  readonly reads: readonly string[];
  readonly count: number;
}

/** Versions on one side of a service or of one of its instances. */
interface Side {
  readonly reads?: Reads;
  readonly writes?: Writes;
}

/** What the registries of a system say. */
export interface RegistryRules {
  /** Types and versions that are not accepted. */
  readonly refused: ReadonlySet<string>;
  /** Delays of the look-up of a type's versions, where it takes time. */
  readonly lookups: ReadonlyMap<number, number>;
}

/** Which contract versions the instances of a service read and write (RULES, part V); a rolling deploy mixes them. */
export class Contracts {
  private readonly types: MessageTypes;
  private own: Side;
  private readonly byInstance = new Map<number, Side>();
  private readonly unreadable = new Map<string, number>();
  /** Types and versions that a registry does not let pass. */
  private readonly refused: ReadonlySet<string>;
  private readonly lookups: ReadonlyMap<number, number>;
  /** Versions that instances have looked up. */
  private readonly known = new Set<string>();

  constructor(types: MessageTypes, own: Side, { refused, lookups }: RegistryRules) {
    this.types = types;
    this.lookups = lookups;
    this.own = own;
    this.refused = refused;
  }

  /** The versions of all instances that have not been deployed anew. */
  configure(own: Side): void {
    this.own = own;
  }

  /** V3. An instance runs another version from now on; what is left out stays as it was. */
  deploy(
    instance: number,
    { reads, writes }: { readonly reads?: Reads; readonly writes?: Writes },
  ): void {
    const before = this.byInstance.get(instance) ?? this.own;
    this.byInstance.set(instance, {
      reads: reads === undefined ? before.reads : { ...before.reads, ...reads },
      writes: writes === undefined ? before.writes : { ...before.writes, ...writes },
    });
  }

  /** V1. Number of the version that an instance writes of a type, −1 for the newest. */
  writes(instance: number, type: number): number {
    const name = this.types.names[type] ?? "";
    const version = (this.byInstance.get(instance) ?? this.own).writes?.[name];
    return version === undefined ? -1 : this.types.versions.of(type).indexOf(version);
  }

  /** V4. Whether a registry refuses what an instance writes of a type. */
  isRefused(instance: number, type: number): boolean {
    if (this.refused.size === 0) return false;
    const versions = this.types.versions.of(type);
    const written = this.writes(instance, type);
    return this.refused.has(`${type} ${versions[written < 0 ? versions.length - 1 : written]}`);
  }

  /** V5. Delay of the question that an instance asks the registry the first time that it meets a version; −1 if it need not. */
  lookup(instance: number, message: number): number {
    const type = this.types.messages.typeOf(message);
    const delay = this.lookups.get(type) ?? -1;
    const name = `${instance} ${type} ${this.types.versions.nameOf(message) ?? ""}`;
    if (delay < 0 || this.known.has(name)) return -1;
    this.known.add(name);
    return delay;
  }

  /** V5. A process that is gone has forgotten what it had looked up. */
  forget(instance: number): void {
    for (const name of this.known) if (name.startsWith(`${instance} `)) this.known.delete(name);
  }

  /** V2. Whether an instance can read a message. If not that is counted. */
  canRead(instance: number, message: number): boolean {
    const { messages, names } = this.types;
    const type = messages.typeOf(message);
    const readable = (this.byInstance.get(instance) ?? this.own).reads?.[names[type]!];
    const written = this.types.versions.nameOf(message);
    if (readable === undefined || written === undefined || readable.includes(written)) return true;
    const pair = JSON.stringify([names[type], written, readable]);
    this.unreadable.set(pair, (this.unreadable.get(pair) ?? 0) + 1);
    return false;
  }

  get summary(): UnreadableSummary[] {
    return [...this.unreadable].map(([pair, count]) => {
      const [message, written, reads] = JSON.parse(pair) as [string, string, string[]];
      return { message, written, reads, count };
    });
  }
}
