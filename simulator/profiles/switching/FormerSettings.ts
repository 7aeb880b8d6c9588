import type { SystemText } from "../../model/index.ts";
import type { Parameter, Place, Primitive, Profile, Value } from "../Profile.ts";
import { type PlaceInSystem, placesOf } from "../places.ts";
import { asJson, copyOf, isJson, type Json, partAt } from "./json.ts";
import { productPrimitivesIn } from "./productPrimitives.ts";

/** Something that is written in the words of the former broker. */
export interface WrittenWord {
  readonly path: readonly string[];
  readonly name: string;
  readonly value: Value;
  readonly parameter: Parameter | undefined;
}

/** A primitive that the design sets itself at a place of the former broker. */
export interface OwnPrimitive {
  readonly path: readonly string[];
  readonly place: Place;
  readonly primitive: string;
  readonly value: Primitive;
}

/** What a design says at the places of one of its brokers, to be taken out of it. */
export class FormerSettings {
  private readonly system: SystemText;
  private readonly broker: string;
  private readonly profile: Profile | undefined;
  private readonly places: ReadonlyMap<string, PlaceInSystem>;

  /** @param system is changed: what is taken is gone from it */
  constructor(system: SystemText, broker: string, profile: Profile | undefined) {
    this.system = system;
    this.broker = broker;
    this.profile = profile;
    // Places read what is written when they are asked: of a copy, from which nothing is taken.
    this.places = new Map(placesOf(copyOf(system)).map((place) => [place.path.join("\0"), place]));
  }

  /** Takes the former broker's words out of the system. */
  takeWords(): WrittenWord[] {
    return this.paths().flatMap((path) => {
      const part = partAt(this.system, path);
      const written = asJson(part?.parameters);
      const words = Object.entries(written).flatMap(([name, value]) => {
        const parameter = entryOf(this.places.get(path.join("\0")), this.profile, name);
        if (parameter === undefined && this.isOfOthers(path)) return [];
        delete written[name];
        return [{ path, name, value: value as Value, parameter }];
      });
      if (part?.parameters !== undefined && Object.keys(written).length === 0)
        delete part.parameters;
      return words;
    });
  }

  /** Takes out what the design sets itself in channels that hold messages: these may become others. */
  takeFromChannels(): OwnPrimitive[] {
    const found = this.primitivesAt(["queue", "stream", "subscription"]);
    for (const each of found) this.take(each);
    return found;
  }

  /** What the design sets itself wherever no channel can become another: it stands there until it is taken. */
  elsewhere(): OwnPrimitive[] {
    return this.primitivesAt(["broker", "topic", "consumer", "publisher"]);
  }

  /** Channels of this broker that have a consumer as their only one. */
  readOnlyBy(consumer: string): string[][] {
    const nodes = asJson(this.system.nodes);
    const subscribes = Object.values(asJson(this.system.links))
      .map(asJson)
      .filter(({ kind }) => kind === "subscribe");
    const readers = (id: string) => subscribes.filter(({ source }) => source === id);
    return Object.keys(nodes)
      .filter((id) => asJson(nodes[id]).broker === this.broker)
      .filter((id) => readers(id).length === 1 && readers(id)[0]?.target === consumer)
      .map((id) => ["nodes", id]);
  }

  /** Removes one setting, and what is empty without it. */
  take({ path, primitive }: OwnPrimitive): void {
    const part = partAt(this.system, path);
    if (part !== undefined) removeAt(part, primitive.split("."));
  }

  private primitivesAt(kinds: readonly Place[]): OwnPrimitive[] {
    return this.paths().flatMap((path) => {
      const place = this.placeAt(path);
      const text = partAt(this.system, path);
      if (place === undefined || text === undefined || !kinds.includes(place)) return [];
      if (this.isOfOthers(path)) return [];
      return productPrimitivesIn(place, text).map(({ primitive, value }) => ({
        path,
        place,
        primitive,
        value: value as Primitive,
      }));
    });
  }

  private placeAt(path: readonly string[]): Place | undefined {
    if (path.length === 4) return "subscription";
    if (path[2] === "publisher") return "publisher";
    const { kind } = asJson(partAt(this.system, path));
    return PLACES.find((place) => place === kind);
  }

  /** Every place in which this broker has a say. */
  private paths(): string[][] {
    const nodes = asJson(this.system.nodes);
    const channels = Object.keys(nodes).filter((id) => asJson(nodes[id]).broker === this.broker);
    const groups = channels.flatMap((id) =>
      Object.keys(asJson(asJson(nodes[id]).subscriptions)).map((name) => [
        "nodes",
        id,
        "subscriptions",
        name,
      ]),
    );
    const links = Object.values(asJson(this.system.links)).filter(isJson);
    const ends = (kind: string, from: "source" | "target", to: "source" | "target") =>
      links
        .filter((link) => link.kind === kind && channels.includes(String(link[from])))
        .map((link) => String(link[to]));
    const consumers = new Set(ends("subscribe", "source", "target"));
    const publishers = new Set(ends("publish", "target", "source"));
    return [
      ["nodes", this.broker],
      ...channels.map((id) => ["nodes", id]),
      ...groups,
      ...[...consumers].map((id) => ["nodes", id]),
      ...[...publishers].map((id) => ["nodes", id, "publisher"]),
    ];
  }

  /** Whether a service at the end of a path also has to do with channels of another broker. */
  private isOfOthers(path: readonly string[]): boolean {
    const nodes = asJson(this.system.nodes);
    const id = path[1];
    if (id === this.broker || asJson(nodes[id ?? ""]).broker !== undefined) return false;
    return Object.values(asJson(this.system.links)).some((link) => {
      const { source, target } = asJson(link);
      const other = source === id ? target : target === id ? source : undefined;
      const broker = asJson(nodes[String(other)]).broker;
      return broker !== undefined && broker !== this.broker;
    });
  }
}

const PLACES: readonly Place[] = ["broker", "queue", "topic", "stream", "consumer"];

function entryOf(
  place: PlaceInSystem | undefined,
  profile: Profile | undefined,
  name: string,
): Parameter | undefined {
  for (const scope of place?.scopes ?? []) {
    if (scope.profile !== profile) continue;
    const entry = scope.writable.find((parameter) => parameter.name === name);
    if (entry) return entry;
  }
  return undefined;
}

function removeAt(part: Json, keys: readonly string[]): void {
  const [key, ...rest] = keys;
  if (key === undefined) return;
  const inner = part[key];
  if (rest.length > 0 && isJson(inner)) removeAt(inner, rest);
  if (rest.length === 0 || (isJson(inner) && Object.keys(inner).length === 0)) delete part[key];
}
