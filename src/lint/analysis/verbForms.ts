/**
 * Whether names of message types are facts or intents. English has too many verbs for a list, but
 * few irregular participles, and all others end in "ed".
 */
const IRREGULAR =
  "begun bent bet bid bound bought bound broken brought broadcast built burnt cast caught chosen cut dealt done drawn driven fallen fed felt filled forgotten forwarded found frozen given gone grown heard held hidden hit hurt kept known laid learnt led left lent let lit lost made meant met mown outbid overdrawn overridden overtaken overwritten paid put quit read rebuilt rerun resent reset rewritten risen run said seen sent set shown shut slept sold spent split spoken spread stolen struck stuck sworn swept swung taken taught thought thrown told torn undone understood undertaken upheld upset withdrawn withheld won worn written".split(
    " ",
  );
const PARTICIPLES = new Set(IRREGULAR);
/** Words in "ed" that are no participles. */
const NOT_PAST = new Set(
  "bed bleed breed deed embed exceed feed greed heed hundred need proceed red reed seed shed shred sled speed succeed weed".split(
    " ",
  ),
);
/** Verbs that open the names of commands whose last word may look like a fact. */
const IMPERATIVES = new Set(
  "add apply ask assign book cancel capture change check clear close complete confirm create delete do flag get keep let make mark move notify open place process publish put read record refresh release remove report request resend reserve reset retry return save send set ship show start stop submit take tell undo update write".split(
    " ",
  ),
);

const PAST_OF: Readonly<Record<string, string>> = {
  begin: "begun",
  build: "built",
  buy: "bought",
  choose: "chosen",
  draw: "drawn",
  find: "found",
  give: "given",
  hold: "held",
  keep: "kept",
  lose: "lost",
  make: "made",
  pay: "paid",
  sell: "sold",
  send: "sent",
  show: "shown",
  take: "taken",
  withdraw: "withdrawn",
  write: "written",
  cancel: "cancelled",
  ship: "shipped",
  stop: "stopped",
  submit: "submitted",
  refer: "referred",
  put: "put",
  set: "set",
};

/** The words of a name: OrderPlaced, order.placed.v1, order_placed. Versions are no words. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[\s._>-]+/)
    .filter((word) => word !== "" && !/^v?\d+$/i.test(word));
}

/** Whether one of the words says that something has happened. */
export function isFact(name: string): boolean {
  const words = wordsOf(name);
  const verbs = words.length > 1 ? words.slice(1) : words;
  return verbs.some((word) => isParticiple(word.toLowerCase()));
}

/** Whether a name asks for something; only facts are certain not to. */
export function isIntent(name: string): boolean {
  const [first = ""] = wordsOf(name);
  return IMPERATIVES.has(first.toLowerCase()) || !isFact(name);
}

/** The name of the fact that a name may mean: PlaceOrder is OrderPlaced. */
export function asFact(name: string): string | undefined {
  const [verb = "", ...rest] = wordsOf(name);
  const isKnown = IMPERATIVES.has(verb.toLowerCase()) || PAST_OF[verb.toLowerCase()] !== undefined;
  if (!isKnown || rest.length === 0) return undefined;
  return [...rest, pastOf(verb.toLowerCase())].map(capitalized).join("");
}

/** The name of the intent that a name may mean: OrderPlaced is PlaceOrder. */
export function asIntent(name: string): string | undefined {
  const words = wordsOf(name);
  const past = words.at(-1)?.toLowerCase() ?? "";
  const verb =
    Object.keys(PAST_OF).find((stem) => PAST_OF[stem] === past) ??
    [...IMPERATIVES].find((stem) => pastOf(stem) === past);
  return verb && words.length > 1
    ? [verb, ...words.slice(0, -1)].map(capitalized).join("")
    : undefined;
}

function isParticiple(word: string): boolean {
  return PARTICIPLES.has(word) || (/..ed$/.test(word) && !NOT_PAST.has(word));
}

function pastOf(verb: string): string {
  const irregular = PAST_OF[verb];
  if (irregular !== undefined) return irregular;
  if (verb.endsWith("e")) return `${verb}d`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`;
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
