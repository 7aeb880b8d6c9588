import { NODE_SCHEMAS, Subscription } from "../../model/index.ts";
import type { Profile } from "../Profile.ts";
import { asJson, isJson, type Json } from "./json.ts";
import type { UnmatchedSetting } from "./SwitchReport.ts";

type ChannelKind = "queue" | "topic" | "stream";

/** Channels of a broker that took on the kind which another broker has. */
export interface Conversion {
  /** Where the settings of a channel went: its node, the subscriptions or queues that serve its consumers. */
  readonly homes: ReadonlyMap<string, readonly string[][]>;
  /** The same for one subscription of a channel, by `channel/subscription`. */
  readonly homesOfGroups: ReadonlyMap<string, readonly string[][]>;
  readonly addedNodes: readonly string[];
  readonly addedLinks: readonly string[];
  /** The subscription for which a node or link was added, by its id. */
  readonly addedFor: ReadonlyMap<string, readonly string[]>;
  readonly unmatched: readonly UnmatchedSetting[];
}

/** Turns the channels of a broker, in place, into the kinds that a profile has. */
export function convertChannels(system: Json, broker: string, profile: Profile): Conversion {
  return new Converter(system, broker, profile).run();
}

class Converter {
  private readonly nodes: Json;
  private readonly links: Json;
  private readonly homes = new Map<string, string[][]>();
  private readonly homesOfGroups = new Map<string, string[][]>();
  private readonly addedNodes: string[] = [];
  private readonly addedLinks: string[] = [];
  private readonly addedFor = new Map<string, readonly string[]>();
  private readonly unmatched: UnmatchedSetting[] = [];

  private readonly broker: string;
  private readonly profile: Profile;

  constructor(system: Json, broker: string, profile: Profile) {
    this.broker = broker;
    this.profile = profile;
    this.nodes = asJson(system.nodes);
    this.links = asJson(system.links);
  }

  run(): Conversion {
    for (const [id, node] of Object.entries(this.nodes)) {
      if (!isJson(node) || node.broker !== this.broker || !isChannelKind(node.kind)) continue;
      this.convert(id, node, node.kind);
    }
    const { homes, homesOfGroups, addedNodes, addedLinks, addedFor, unmatched } = this;
    return { homes, homesOfGroups, addedNodes, addedLinks, addedFor, unmatched };
  }

  private convert(id: string, node: Json, kind: ChannelKind): void {
    const groups = this.groupsOf(id, node);
    const own = ["nodes", id];
    const wanted = this.wantedKind(id, kind, groups.length);
    const homesOfGroup = (group: string) => [[...own, "subscriptions", group], own];
    this.homes.set(
      id,
      kind === "queue" ? [own] : [own, ...groups.map((g) => [...own, "subscriptions", g])],
    );
    for (const group of groups) this.homesOfGroups.set(`${id}/${group}`, homesOfGroup(group));
    if (wanted === kind) return;
    if (wanted === "stream" && kind === "queue") this.queueToStream(id, node);
    else if (wanted === "stream") this.fitting(id, this.retype(node, "stream"), {});
    else if (wanted === "queue") this.streamToQueue(id, node, groups[0]);
    else this.streamToTopic(id, node, groups);
  }

  /** What a channel becomes. A kind stays where the links around it need it, and the report says so. */
  private wantedKind(id: string, kind: ChannelKind, groups: number): ChannelKind {
    const forms = this.profile.forms;
    if (forms === undefined || forms.includes(kind)) return kind;
    const around = Object.values(this.links).filter(isJson);
    const has = (...kinds: string[]) =>
      around.some(
        (l) =>
          kinds.includes(String(l.kind)) &&
          (l.source === id || (l.kind === "mirror" && l.target === id)),
      );
    if (kind === "topic") {
      if (!has("bind", "alternate") && forms.includes("stream")) return "stream";
      this.say(
        id,
        "kind",
        "topic",
        `${this.profile.name} routes nothing between channels: this stays a router in front of it`,
      );
      return "topic";
    }
    if (kind === "queue") return forms.includes("stream") ? "stream" : kind;
    if (has("mirror")) {
      this.say(
        id,
        "kind",
        "stream",
        `${this.profile.name} has no log that can be mirrored: this stays one`,
      );
      return "stream";
    }
    return groups > 1 ? "topic" : "queue";
  }

  /** Names of the subscriptions of a channel: those that are declared, and those that its consumers have for themselves. */
  private groupsOf(id: string, node: Json): string[] {
    if (node.kind === "queue") return [];
    const served = this.subscribers(id).map((link) => String(link.subscription ?? link.target));
    return [...new Set([...Object.keys(asJson(node.subscriptions)), ...served])];
  }

  private subscribers(id: string): Json[] {
    return Object.values(this.links)
      .filter(isJson)
      .filter((link) => link.kind === "subscribe" && link.source === id);
  }

  /** All consumers of a queue compete: they are one group, which begins with all that is there. */
  private queueToStream(id: string, node: Json): void {
    const group = this.fitting(id, this.retype(node, "stream"), SUBSCRIPTION);
    const readers = this.subscribers(id);
    const path = ["nodes", id, "subscriptions", id];
    this.homes.set(id, readers.length > 0 ? [["nodes", id], path] : [["nodes", id]]);
    if (readers.length === 0) return;
    node.partitions = this.partitionsFor(readers);
    node.subscriptions = { [id]: { cursor: { start: "earliest" }, ...group } };
    for (const link of readers) link.subscription = id;
  }

  /** A partition for each that works at once, so that as many work as before. */
  private partitionsFor(readers: readonly Json[]): number {
    const each = readers.map((link) => {
      const { instances, concurrency } = asJson(this.nodes[String(link.target)]);
      const count = (value: unknown) => (typeof value === "number" ? value : 1);
      return count(instances) * count(concurrency);
    });
    return Math.min(
      100,
      Math.max(
        1,
        each.reduce((sum, count) => sum + count, 0),
      ),
    );
  }

  private streamToQueue(id: string, node: Json, group: string | undefined): void {
    const subscription = group === undefined ? {} : asJson(asJson(node.subscriptions)[group]);
    delete node.subscriptions;
    this.fitting(id, this.retype(node, "queue"), {});
    Object.assign(node, this.fitting(id, subscription, QUEUE));
    this.homes.set(id, [["nodes", id]]);
    if (group !== undefined) this.homesOfGroups.set(`${id}/${group}`, [["nodes", id]]);
    for (const link of Object.values(this.links).filter(isJson))
      if (link.source === id) delete link.subscription;
  }

  /** Each group gets a queue of its own, and a copy of each message. */
  private streamToTopic(id: string, node: Json, groups: readonly string[]): void {
    const subscriptions = asJson(node.subscriptions);
    delete node.subscriptions;
    this.fitting(id, this.retype(node, "topic"), {});
    const queues = groups.map((group) =>
      this.queueFor(id, node, group, asJson(subscriptions[group])),
    );
    this.homes.set(
      id,
      queues.map((queue) => ["nodes", queue]),
    );
  }

  private queueFor(id: string, { zone }: Json, group: string, subscription: Json): string {
    const { filter, ...settings } = subscription;
    const queue = freeName(`${id}.${group}`, this.nodes);
    const link = freeName(`${id}>${queue}`, this.links);
    const own = this.fitting(id, settings, QUEUE);
    this.nodes[queue] = {
      kind: "queue",
      broker: this.broker,
      ...(zone !== undefined && { zone }),
      ...own,
    };
    this.links[link] = {
      kind: "bind",
      source: id,
      target: queue,
      ...(filter !== undefined && { filter }),
    };
    this.addedNodes.push(queue);
    this.addedLinks.push(link);
    for (const added of [queue, link])
      this.addedFor.set(added, ["nodes", id, "subscriptions", group]);
    this.homesOfGroups.set(`${id}/${group}`, [["nodes", queue]]);
    for (const other of Object.values(this.links).filter(isJson)) {
      const isSubscribe = other.kind === "subscribe";
      if (other.source !== id || !(isSubscribe || other.kind === "dead-letter")) continue;
      if ((other.subscription ?? (isSubscribe ? other.target : undefined)) !== group) continue;
      other.source = queue;
      delete other.subscription;
    }
    return queue;
  }

  /** Gives a node another kind; returns the settings that the new kind does not know. */
  private retype(node: Json, kind: ChannelKind): Json {
    const known = Object.keys(NODE_SCHEMAS[kind].shape);
    const rest: Json = {};
    for (const [key, value] of Object.entries(node)) {
      if (known.includes(key)) continue;
      rest[key] = value;
      delete node[key];
    }
    node.kind = kind;
    return rest;
  }

  /** Of some settings those that another place takes too; the others are reported. */
  private fitting(id: string, settings: Json, shape: Shape): Json {
    const result: Json = {};
    for (const [key, value] of Object.entries(settings)) {
      const schema = shape[key];
      if (schema?.safeParse(value).success && !OF_PARTITIONS.test(JSON.stringify(value)))
        result[key] = value;
      else if (schema && isJson(value)) {
        const parts = Object.entries(value).filter(([name, part]) => {
          const isTaken =
            schema.safeParse({ [name]: part }).success && !OF_PARTITIONS.test(String(part));
          if (!isTaken) this.say(id, `${key}.${name}`, part, NO_SETTING(this.profile));
          return isTaken;
        });
        if (parts.length > 0) result[key] = Object.fromEntries(parts);
      } else if (!["parameters", "description"].includes(key))
        this.say(id, key, value, NO_SETTING(this.profile));
    }
    return result;
  }

  private say(id: string, name: string, value: unknown, why: string): void {
    this.unmatched.push({ at: ["nodes", id], name, value, why });
  }
}

type Shape = Readonly<Record<string, { safeParse(value: unknown): { success: boolean } }>>;

const QUEUE: Shape = NODE_SCHEMAS.queue.shape;
const SUBSCRIPTION: Shape = Subscription.shape;
/** A word that only a channel with partitions understands. */
const OF_PARTITIONS = /partition/;
const NO_SETTING = ({ name }: Profile) => `what takes its place at ${name} has no such setting`;

function freeName(name: string, taken: Json): string {
  let free = name;
  for (let i = 2; Object.hasOwn(taken, free); i++) free = `${name}-${i}`;
  return free;
}

function isChannelKind(kind: unknown): kind is ChannelKind {
  return kind === "queue" || kind === "topic" || kind === "stream";
}
