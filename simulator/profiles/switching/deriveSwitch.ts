import type { BrokerProfile, SystemText } from "../../model/index.ts";
import { isInVersion } from "../holds.ts";
import type { Condition, Parameter, Place, Profile, Value } from "../Profile.ts";
import { type PlaceInSystem, placesOf } from "../places.ts";
import { profileOf } from "../registry.ts";
import type { Scope } from "../Scope.ts";
import { type Conversion, convertChannels } from "./convertChannels.ts";
import { counterpartOf, primitivesOf } from "./counterpartOf.ts";
import { asJson, copyOf, isJson, type Json, partAt, partMadeAt } from "./json.ts";
import type { MappedSetting, SwitchReport, UnmatchedSetting } from "./SwitchReport.ts";

/** A system whose broker has another profile, made from what is written in it and nothing else. */
export interface Derived {
  readonly system: SystemText;
  readonly report: SwitchReport;
  readonly addedNodes: readonly string[];
  readonly addedLinks: readonly string[];
}

/** Writes a system anew for another profile of one of its brokers. The argument is not changed. */
export function deriveSwitch(system: SystemText, broker: string, target: BrokerProfile): Derived {
  return new Derivation(system, broker, target).run();
}

/** Something that is written in the words of the former broker. */
interface WrittenWord {
  readonly path: readonly string[];
  readonly name: string;
  readonly value: Value;
  readonly parameter: Parameter | undefined;
}

class Derivation {
  private readonly system: SystemText;
  private readonly from: Profile | undefined;
  private readonly to: Profile | undefined;
  private readonly mapped: MappedSetting[] = [];
  private readonly unmatched: UnmatchedSetting[] = [];
  /** Choices that parameters have been written under, by place: they must stay as they are. */
  private readonly chosen = new Map<string, Map<string, Value>>();
  private readonly before: SystemText;
  /** Found when it is asked for, forgotten when something is written. */
  private known: ReadonlyMap<string, PlaceInSystem> | undefined;

  private readonly broker: string;
  private readonly target: BrokerProfile;

  constructor(system: SystemText, broker: string, target: BrokerProfile) {
    this.broker = broker;
    this.target = target;
    this.before = system;
    this.system = copyOf(system);
    this.from = profileOf((this.node.profile ?? "generic") as BrokerProfile);
    this.to = profileOf(target);
  }

  private get node(): Json {
    return asJson(asJson(this.system.nodes)[this.broker]);
  }

  run(): Derived {
    const words = this.takeWords();
    this.renameBroker();
    const conversion: Conversion = this.to
      ? convertChannels(this.system as Json, this.broker, this.to)
      : {
          homes: new Map(),
          homesOfGroups: new Map(),
          addedNodes: [],
          addedLinks: [],
          unmatched: [],
        };
    this.unmatched.push(...conversion.unmatched);
    for (const word of words) this.translate(word, homesOf(word.path, conversion));
    this.writeRequired();
    const { addedNodes, addedLinks } = conversion;
    return {
      system: this.system,
      report: { mapped: this.mapped, unmatched: this.unmatched },
      addedNodes,
      addedLinks,
    };
  }

  private renameBroker(): void {
    const { node } = this;
    if (node.version !== undefined && node.profile !== this.target) {
      const why = `it is a version of ${this.from?.name ?? String(node.profile)}`;
      this.unmatched.push({
        at: ["nodes", this.broker],
        name: "version",
        value: node.version,
        why,
      });
      delete node.version;
    }
    node.profile = this.target;
  }

  /** Takes the former broker's words out of the system. */
  private takeWords(): WrittenWord[] {
    const places = new Map(placesOf(this.before).map((place) => [place.path.join("\0"), place]));
    return this.paths().flatMap((path) => {
      const part = partAt(this.system, path);
      const written = asJson(part?.parameters);
      const words = Object.entries(written).flatMap(([name, value]) => {
        const parameter = entryOf(places.get(path.join("\0")), this.from, name);
        if (parameter === undefined && this.isOfOthers(path)) return [];
        delete written[name];
        return [{ path, name, value: value as Value, parameter }];
      });
      if (part?.parameters !== undefined && Object.keys(written).length === 0)
        delete part.parameters;
      return words;
    });
  }

  /** Every place in which this broker's words may stand. */
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

  private translate(word: WrittenWord, homes: readonly (readonly string[])[]): void {
    const { path: at, name, value, parameter } = word;
    const say = (why: string) => this.unmatched.push({ at, name, value, why });
    if (this.to === undefined) return void say(`the words of ${this.target} are not known yet`);
    if (parameter === undefined)
      return void say(`${this.from?.name ?? "the former broker"} does not know it either`);
    const wanted = primitivesOf(parameter, value);
    if (wanted.length === 0) return void say(whyNothing(parameter, this.to));
    let why: string | undefined;
    for (const home of homes) {
      for (const each of wanted) {
        const search = counterpartOf(each, this.writableAt(home), (when) =>
          this.choose(home, when),
        );
        if ("why" in search) why ??= search.why;
        else {
          const { found } = search;
          const to = { ...found.choices, [found.parameter.name]: found.value };
          this.write(home, to);
          this.mapped.push({ at, name, value, to, ...(found.near && { near: found.near }) });
          return;
        }
      }
    }
    say(why ?? `${this.to.name} has no counterpart`);
  }

  /** What the new broker insists on is set as wide as it may be, and the report says so. */
  private writeRequired(): void {
    for (const { path: at, scopes, text } of this.places().values())
      for (const scope of scopes.filter(({ profile }) => profile === this.to))
        for (const { name, required, range, sets } of scope.effective) {
          const isSaid =
            scope.written(name) !== undefined || sets.some((set) => text?.[set.at] !== undefined);
          if (required === undefined || range === undefined || isSaid) continue;
          const to = { [name]: range[1] };
          this.write(at, to);
          const near = `it must be set here, and nothing said it: without it comes ${required}`;
          this.mapped.push({ at, name, value: "not set", to, near });
        }
  }

  /** The places of the system as it stands now. */
  private places(): ReadonlyMap<string, PlaceInSystem> {
    this.known ??= new Map(placesOf(this.system).map((place) => [place.path.join("\0"), place]));
    return this.known;
  }

  private scopesAt(path: readonly string[]): Scope[] {
    const scopes = this.places().get(path.join("\0"))?.scopes ?? [];
    return scopes.filter(({ profile }) => profile === this.to);
  }

  private writableAt(path: readonly string[]): Parameter[] {
    return this.scopesAt(path).flatMap(({ profile, place, version }) =>
      profile.parameters.filter(
        (each) => each.on.includes(place as Place) && isInVersion(each, version),
      ),
    );
  }

  /** The choices to write so that a condition holds, or undefined when it cannot be made to hold. */
  private choose(
    path: readonly string[],
    when: Condition | undefined,
  ): Record<string, Value> | undefined {
    const [scope] = this.scopesAt(path);
    if (scope === undefined) return undefined;
    const result: Record<string, Value> = {};
    for (const [name, wanted] of Object.entries(when ?? {})) {
      const allowed: readonly Value[] = Array.isArray(wanted) ? wanted : [wanted as Value];
      const now = scope.valueOf(name);
      if (now !== undefined && allowed.includes(now)) continue;
      const isFixed = this.chosen.get(path.join("\0"))?.has(name) ?? false;
      const isChoice = scope.writable.some(
        (each) => each.name === name && each.carriedOutBy === "choice",
      );
      const [first] = allowed;
      if (isFixed || !isChoice || first === undefined || scope.written(name) !== undefined)
        return undefined;
      result[name] = first;
    }
    return result;
  }

  private write(path: readonly string[], values: Readonly<Record<string, Value>>): void {
    Object.assign(partMadeAt(this.system, [...path, "parameters"]), values);
    this.known = undefined;
    const key = path.join("\0");
    const [scope] = this.scopesAt(path);
    const chosen = this.chosen.get(key) ?? new Map<string, Value>();
    for (const name of Object.keys(values)) {
      const entry = scope?.writable.find((each) => each.name === name);
      for (const choice of Object.keys(entry?.when ?? {})) {
        const value = scope?.valueOf(choice);
        if (value !== undefined) chosen.set(choice, value);
      }
    }
    this.chosen.set(key, chosen);
  }
}

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

/** Where the words of a place may stand once the channels have been converted, the nearest first. */
function homesOf(
  path: readonly string[],
  { homes, homesOfGroups }: Conversion,
): readonly (readonly string[])[] {
  const [, id = "", , group] = path;
  if (path.length === 4) return homesOfGroups.get(`${id}/${group}`) ?? [path];
  return path.length === 2 ? (homes.get(id) ?? [path]) : [path];
}

function whyNothing({ carriedOutBy, name }: Parameter, to: Profile): string {
  if (carriedOutBy === "link") return "the link that the design draws says it";
  if (carriedOutBy === "choice") return `${to.name} has no such kinds`;
  if (carriedOutBy === "nothing") return `${to.name} has no counterpart`;
  return `${name} is off, and ${to.name} does not have it`;
}
