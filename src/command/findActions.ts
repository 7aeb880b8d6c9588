import { ACTION_GROUPS, type Action, labelOf, type Session } from "../actions/index.ts";

/** Acts under one heading of the palette of commands. */
export interface FoundGroup {
  label: string;
  found: readonly FoundAction[];
}

export interface FoundAction {
  action: Action;
  label: string;
  /** Parts of the label that were asked for, as pairs of start and end. */
  marks: readonly (readonly [start: number, end: number])[];
}

/** How many recent acts are offered before anything is typed. */
const RECENT = 4;
/** Longest list that is shown; what is not in it is found by another letter. */
const MOST = 60;

/**
 * What the palette of commands offers. Without a query: what suits the selection, what was done
 * lately, then every act by its group. With one: what matches, the best first, acts on the
 * selection apart from the others.
 */
export function findActions(
  query: string,
  actions: readonly Action[],
  session: Session,
  about: string | undefined,
  recent: readonly string[],
): FoundGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const suited = actions.filter(({ suits }) => about !== undefined && suits?.(session));
  const others = actions.filter((action) => !suited.includes(action));
  const own = { label: `For ${about}, selected`, found: match(words, suited, session) };
  if (words.length > 0)
    return filled([
      own,
      { label: "Anywhere", found: match(words, others, session).slice(0, MOST) },
    ]);
  const lately = recent.flatMap((id) => others.find((action) => action.id === id) ?? []);
  const rest = others.filter(
    (action) => isListed(action) && !lately.slice(0, RECENT).includes(action),
  );
  return filled([
    own,
    { label: "Recent", found: match([], lately.slice(0, RECENT), session) },
    ...ACTION_GROUPS.map((group) => ({
      label: group,
      found: match(
        [],
        rest.filter((action) => action.group === group),
        session,
      ),
    })),
  ]);
}

/** Acts of which there are as many as there are nodes wait until they are asked for. */
function isListed({ isOneOfMany }: Action): boolean {
  return isOneOfMany !== true;
}

const filled = (groups: FoundGroup[]) => groups.filter(({ found }) => found.length > 0);

function match(
  words: readonly string[],
  actions: readonly Action[],
  session: Session,
): FoundAction[] {
  return actions
    .flatMap((action) => {
      const label = labelOf(action, session);
      const more = `${action.label} ${action.words ?? ""} ${action.group}`;
      const rank = rankOf(words, [label, action.name ?? ""], more);
      return rank === undefined ? [] : [{ action, label, rank, marks: marksOf(words, label) }];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ rank: _, ...found }) => found);
}

/** Lower is better; undefined when a word is found nowhere. */
function rankOf(
  words: readonly string[],
  [label, name]: readonly [string, string],
  more: string,
): number | undefined {
  let rank = 0;
  for (const [index, word] of words.entries()) {
    const at = placeOf(word, label);
    const isFirst = at === 0 || placeOf(word, name) === 0;
    if (isFirst && index === 0) rank += 0;
    else if (at !== undefined && isWordStart(label, at)) rank += 1;
    else if (at !== undefined) rank += 3;
    else if (placeOf(word, more) !== undefined) rank += 4;
    else return undefined;
  }
  return rank;
}

/** Where a word stands in a text: at the start of a word, else anywhere if it has three letters. */
function placeOf(word: string, text: string): number | undefined {
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1))
    if (isWordStart(lower, at)) return at;
  const anywhere = lower.indexOf(word);
  return anywhere >= 0 && word.length > 2 ? anywhere : undefined;
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1] ?? " ");
}

function marksOf(words: readonly string[], label: string): [number, number][] {
  return words
    .flatMap((word): [number, number][] => {
      const at = placeOf(word, label);
      return at === undefined ? [] : [[at, at + word.length]];
    })
    .sort(([a], [b]) => a - b)
    .filter(([start], index, all) => index === 0 || start >= (all[index - 1]?.[1] ?? 0));
}
