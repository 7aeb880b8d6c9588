import type { BrokerProfile, SystemText } from "../../model/index.ts";
import { lowerSystem } from "../lowerSystem.ts";
import type { Parameter, Place, Primitive, Profile, Value } from "../Profile.ts";
import { profileOf } from "../registry.ts";
import { settingsOf } from "../vectorOf.ts";
import { type Conversion, convertChannels } from "./convertChannels.ts";
import { type Counterpart, primitivesOf, type Wanted } from "./counterpartOf.ts";
import { FormerSettings, type OwnPrimitive, type WrittenWord } from "./FormerSettings.ts";
import { asJson, copyOf, isSameText, type Json, partAt, partMadeAt, valueAt } from "./json.ts";
import { NewWords } from "./NewWords.ts";
import { isProductsAlone } from "./productPrimitives.ts";
import type { MappedSetting, SwitchReport, UnmatchedSetting } from "./SwitchReport.ts";
import { spreadSlots } from "./spreadSlots.ts";
import { takeOutMisplaced } from "./takeOutMisplaced.ts";

/** A system whose broker has another profile, made from what is written in it and nothing else. */
export interface Derived {
  readonly system: SystemText;
  readonly report: SwitchReport;
  readonly addedNodes: readonly string[];
  readonly addedLinks: readonly string[];
  /** The subscription for which a node or link was added, by its id. */
  readonly addedFor: Conversion["addedFor"];
}

/** Writes a system anew for another profile of one of its brokers. The argument is not changed. */
export function deriveSwitch(system: SystemText, broker: string, target: BrokerProfile): Derived {
  return new Derivation(system, broker, target).run();
}

/** Something to be said in the new broker's words: a former word, or what the design sets itself. */
interface Said {
  readonly at: readonly string[];
  readonly name: string;
  readonly value: Value | Primitive;
  readonly wanted: readonly Wanted[];
  readonly homes: readonly Home[];
}

/** A place in which something may be said, and what it is about where that is another place. */
interface Home {
  readonly path: readonly string[];
  readonly about?: Place;
}

class Derivation {
  private readonly system: SystemText;
  /** The former system in the words that all brokers share. */
  private readonly lowered: SystemText;
  private readonly former: FormerSettings;
  private readonly from: Profile | undefined;
  private readonly to: Profile | undefined;
  private readonly mapped: MappedSetting[] = [];
  private readonly unmatched: UnmatchedSetting[] = [];
  private readonly broker: string;
  private readonly target: BrokerProfile;

  constructor(system: SystemText, broker: string, target: BrokerProfile) {
    this.broker = broker;
    this.target = target;
    this.system = copyOf(system);
    this.lowered = lowerSystem(system);
    this.from = profileOf((this.node.profile ?? "generic") as BrokerProfile);
    this.to = profileOf(target);
    this.former = new FormerSettings(this.system, broker, this.from);
  }

  private get node(): Json {
    return asJson(asJson(this.system.nodes)[this.broker]);
  }

  run(): Derived {
    const { to } = this;
    const former = copyOf(this.system);
    const words = this.former.takeWords();
    const rules = to !== undefined && to.parameters.length > 0;
    const primitives = rules ? this.former.takeFromChannels() : [];
    this.renameBroker();
    const conversion: Conversion = to
      ? convertChannels(this.system as Json, this.broker, to)
      : NO_CONVERSION;
    this.unmatched.push(...conversion.unmatched);
    if (to === undefined)
      for (const word of words) this.say(word, `the words of ${this.target} are not known yet`);
    else {
      const newWords = new NewWords(this.system, to);
      for (const each of primitives) this.move(each, conversion, to, newWords);
      if (rules) for (const each of this.former.elsewhere()) this.moveInPlace(each, to, newWords);
      for (const word of words) this.translate(word, conversion, to, newWords);
      this.writeRequired(newWords);
      this.mapped.push(...spreadSlots(former, this.system, this.broker, newWords));
    }
    this.unmatched.push(...takeOutMisplaced(this.system));
    const { addedNodes, addedLinks, addedFor } = conversion;
    const report = { mapped: this.mapped, unmatched: this.unmatched };
    return { system: this.system, report, addedNodes, addedLinks, addedFor };
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

  private translate(
    word: WrittenWord,
    conversion: Conversion,
    to: Profile,
    newWords: NewWords,
  ): void {
    const { path: at, name, value, parameter } = word;
    if (parameter === undefined) {
      this.say(word, `${this.from?.name ?? "the former broker"} does not know it either`);
      return;
    }
    const slots = this.slotsAt(at);
    const wanted = primitivesOf(parameter, value).map((each) => ({ ...each, slots }));
    const homes = homesOf(at, conversion).map((path) => ({ path }));
    const result = this.map({ at, name, value, wanted, homes }, newWords);
    if (wanted.length === 0) this.say(word, whyNothing(parameter, to));
    else if (!result.isMapped) this.say(word, result.why ?? `${to.name} has no counterpart`);
  }

  /** A channel's own setting becomes a word of the new broker, is what the product does anyway, or is set aside. */
  private move(own: OwnPrimitive, conversion: Conversion, to: Profile, newWords: NewWords): void {
    const { primitive: name, value } = own;
    const homes = homesOf(own.path, conversion);
    const result = this.map(
      this.saidBy(
        own,
        homes.map((path) => ({ path })),
      ),
      newWords,
    );
    if (result.isMapped) return;
    const allowing = homes.find((home) => newWords.allows(home, name, value));
    if (allowing === undefined) this.settle(own, homes, result.why, to, newWords);
    else Object.assign(partMadeAt(this.system, allowing), { [name]: value });
  }

  /** The same for what can stay where it stands: it does where the product has no opinion. */
  private moveInPlace(own: OwnPrimitive, to: Profile, newWords: NewWords): void {
    const { path: at, place, primitive: name } = own;
    const channels = place === "consumer" ? this.former.readOnlyBy(at[1] ?? "") : [];
    const homes = [{ path: at }, ...channels.map((path) => ({ path, about: place }))];
    const result = this.map(this.saidBy(own, homes), newWords);
    const isRuled = isProductsAlone(place, name) || newWords.ruleAt(at, name) !== undefined;
    if (!result.isMapped && !isRuled) return;
    this.former.take(own);
    if (!result.isMapped) this.settle(own, [at], result.why, to, newWords);
  }

  private saidBy({ path: at, primitive: name, value }: OwnPrimitive, homes: readonly Home[]): Said {
    const wanted = [{ at: name, primitive: value, slots: this.slotsAt(at) }];
    return { at, name, value, wanted, homes };
  }

  /** Messages that a consumer can work on at once in an instance; 0 where nothing is known of it. */
  private slotsAt(path: readonly string[]): number {
    const { concurrency } = asJson(partAt(this.system, path));
    return typeof concurrency === "number" ? concurrency : 0;
  }

  /** Writes the nearest counterpart, or says why there is none. */
  private map(said: Said, newWords: NewWords): { isMapped: boolean; why?: string | undefined } {
    const { at, name, value, wanted, homes } = said;
    let why: string | undefined;
    for (const home of homes) {
      for (const each of wanted) {
        const search = newWords.search(home.path, each, home.about);
        if ("why" in search) why ??= search.why;
        else {
          const { found } = search;
          const to = { ...found.choices, [found.parameter.name]: found.value };
          newWords.write(home.path, to);
          const near = [found.near, this.comesWith(found, each, at)].filter(Boolean).join("; ");
          this.mapped.push({ at, name, value, to, ...(near !== "" && { near }) });
          return { isMapped: true };
        }
      }
    }
    return { isMapped: false, why };
  }

  /** What else a word says that the former text did not. */
  private comesWith(
    { parameter, value }: Counterpart,
    { at: primitive }: Wanted,
    at: readonly string[],
  ): string | undefined {
    const all = settingsOf(parameter, value);
    const others = parameter.sets.flatMap(({ at: other, value: fixed }) => {
      const rule = all[other];
      if (fixed === undefined || other === primitive || rule === undefined) return [];
      const former = valueAt(this.lowered, [...at, ...other.split(".")]);
      return isSameText(former, rule) ? [] : [`${other} ${String(rule)}`];
    });
    return others.length === 0 ? undefined : `with it comes ${others.join(", ")}`;
  }

  /** What has no word is what the product does anyway, or it is set aside. */
  private settle(
    { path: at, primitive: name, value }: OwnPrimitive,
    homes: readonly (readonly string[])[],
    why: string | undefined,
    to: Profile,
    newWords: NewWords,
  ): void {
    const rules = homes
      .map((home) => newWords.ruleAt(home, name))
      .filter((rule) => rule !== undefined);
    if (rules.some((rule) => isSameText(rule, value)))
      this.mapped.push({ at, name, value, to: {} });
    else {
      const [rule] = rules;
      const other = rule === undefined ? undefined : `${to.name} has it otherwise: ${String(rule)}`;
      this.unmatched.push({
        at,
        name,
        value,
        why: why ?? other ?? `${to.name} has no such setting`,
      });
    }
  }

  /** What the new broker insists on is set as wide as it may be, and the report says so. */
  private writeRequired(newWords: NewWords): void {
    for (const { path: at, name, value, without } of newWords.required()) {
      const to = { [name]: value };
      newWords.write(at, to);
      const near = `it must be set here, and nothing said it: without it comes ${without}`;
      this.mapped.push({ at, name, value: "not set", to, near });
    }
  }

  private say({ path: at, name, value }: WrittenWord, why: string): void {
    this.unmatched.push({ at, name, value, why });
  }
}

const NO_CONVERSION: Conversion = {
  homes: new Map(),
  homesOfGroups: new Map(),
  addedNodes: [],
  addedLinks: [],
  addedFor: new Map(),
  unmatched: [],
};

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
