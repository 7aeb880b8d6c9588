import type { Place } from "../Profile.ts";
import { PROFILES } from "../registry.ts";
import { isJson, type Json } from "./json.ts";

/** A primitive that a design sets itself, though it is a product's to set. */
export interface WrittenPrimitive {
  /** Path inside its place, such as `lease.timeout`. */
  readonly primitive: string;
  readonly value: unknown;
}

/** Channels take on each other's kinds: what a product decides for one of them counts for all. */
const CHANNELS: readonly Place[] = ["queue", "stream", "subscription"];

/** What a service decides by itself, whatever product it is connected to. */
const OF_THE_APPLICATION = ["ack", "retry", "concurrency", "concurrencyLimit"];

/** The primitives that the product decides and nobody else, even where it has no word for them. */
const OF_THE_PRODUCT_ALONE = ["prefetch", "poll"];

/** Whether a place's own settings are the product's altogether, so that one without a counterpart has no meaning there. */
export function isProductsAlone(place: Place, primitive: string): boolean {
  return CHANNELS.includes(place) || OF_THE_PRODUCT_ALONE.includes(headOf(primitive));
}

/** Those of a place's settings that products decide, in the order in which they stand. */
export function productPrimitivesIn(place: Place, text: Json): WrittenPrimitive[] {
  const decided = decidedAt(place);
  const found: WrittenPrimitive[] = [];
  const look = (value: unknown, primitive: string): void => {
    const isWhole = decided.has(primitive) || isLaw(value);
    if (isWhole && [...decided].some((each) => isWithin(each, primitive)))
      found.push({ primitive, value });
    else if (!isWhole && isJson(value))
      for (const [key, part] of Object.entries(value)) look(part, `${primitive}.${key}`);
  };
  for (const [key, value] of Object.entries(text))
    if (!NOT_SETTINGS.includes(key)) look(value, key);
  return found;
}

const NOT_SETTINGS = ["kind", "broker", "parameters", "subscriptions", "publisher", "setAside"];

const decidedByPlace = new Map<Place, ReadonlySet<string>>();

/** All primitives that some product decides at a place. */
function decidedAt(place: Place): ReadonlySet<string> {
  const known = decidedByPlace.get(place);
  if (known !== undefined) return known;
  const places = CHANNELS.includes(place) ? CHANNELS : [place];
  const isHere = (of: readonly Place[]) => of.some((each) => places.includes(each));
  const all = PROFILES.flatMap(({ parameters, vectors }) => [
    ...parameters
      .filter(({ of, on }) => isHere(of ?? on))
      .flatMap(({ sets }) => sets.map(({ at }) => at)),
    ...vectors.filter(({ of }) => isHere(of)).flatMap(({ sets }) => Object.keys(sets)),
  ]);
  const decided = new Set(all.filter((each) => !OF_THE_APPLICATION.includes(headOf(each))));
  decidedByPlace.set(place, decided);
  return decided;
}

/** A law or a backoff is said as a whole. */
function isLaw(value: unknown): boolean {
  return isJson(value) && ("kind" in value || "distribution" in value);
}

function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}.`);
}

function headOf(primitive: string): string {
  return primitive.split(".", 1)[0] ?? primitive;
}
