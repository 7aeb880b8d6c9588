import { useState } from "react";
import {
  type Choice,
  choicesBeside,
  choicesWithin,
  type Design,
  faceOfNode,
  linkEndOf,
  nameOfPlaceable,
  PLACEABLE_KINDS,
  titleOfNode,
} from "../../design/index.ts";
import { SearchDialog, type SearchGroup, type SearchItem } from "../../ui/index.ts";
import type { Joint, PlaceableThing } from "./addThing.ts";

/** Where something is to be added, and what it would be linked with. */
export interface AddSpot extends Joint {
  /** Where the list opens, in pixels of the window. */
  client: { x: number; y: number };
  /** Whether what cannot be linked is refused; else it may be added on its own. */
  isLinkedOnly: boolean;
}

export type QuickAddProps = {
  spot: AddSpot;
  design: Design;
  onChoose: (thing: PlaceableThing, joint: Joint) => void;
  onClose: () => void;
};

/** A list of what can be added at a place: what can be linked there first, the rest with its reason. */
export function QuickAdd({ spot, design, onChoose, onClose }: QuickAddProps) {
  const [query, setQuery] = useState("");
  const title = titleOf(design, spot);
  const choose = (id: string) => {
    const [how, thing] = id.split(" ") as ["linked" | "alone", PlaceableThing];
    onChoose(thing, how === "linked" ? { after: spot.after, within: spot.within } : {});
  };
  return (
    <SearchDialog
      isOpen
      at={spot.client}
      title={title}
      placeholder={title}
      query={query}
      onQuery={setQuery}
      groups={groupsOf(design, spot, query.trim().toLowerCase())}
      onChoose={choose}
      onClose={onClose}
    />
  );
}

function titleOf(design: Design, { after, within }: AddSpot): string {
  if (within !== undefined) return "Insert into the link";
  if (after === undefined) return "Add";
  return `Add after ${titleOfNode(after, design.system?.nodes?.[after])}`;
}

/** What usually comes next stands first; a plain channel as a place for dead letters stands last. */
const USUAL: readonly PlaceableThing[] = [
  "consumer",
  "queue",
  "topic",
  "stream",
  "dead-letters",
  "database",
  "dependency",
  "endpoint",
  "saga",
];

function byUse(a: Choice, b: Choice): number {
  const rank = ({ thing, kind }: Choice) =>
    USUAL.indexOf(thing) + (kind === "dead-letter" && thing !== "dead-letters" ? 100 : 0);
  return rank(a) - rank(b);
}

function groupsOf(design: Design, spot: AddSpot, words: string): SearchGroup[] {
  const choices = choicesOf(design, spot);
  const isPlain = spot.after === undefined && spot.within === undefined;
  const linked = isPlain ? [] : choices.filter(({ whyNot }) => whyNot === undefined).sort(byUse);
  const rest = isPlain ? choices : choices.filter(({ whyNot }) => whyNot !== undefined);
  const alone = rest.map((choice) => itemOf(choice, "alone", spot.isLinkedOnly));
  if (!spot.isLinkedOnly) alone.push(NOTE);
  const groups = [
    { label: "Linked", items: linked.map((choice) => itemOf(choice, "linked", false)) },
    {
      label: isPlain ? "What it is" : spot.isLinkedOnly ? "Cannot stand here" : "On its own",
      items: alone,
    },
  ];
  return groups
    .map(({ label, items }) => ({
      label,
      items: items.filter(({ name }) => name.toLowerCase().includes(words)),
    }))
    .filter(({ items }) => items.length > 0);
}

function choicesOf(design: Design, { after, within }: AddSpot): Choice[] {
  if (within !== undefined) return choicesWithin(design, within);
  if (after !== undefined) return choicesBeside(design, after);
  return PLACEABLE_KINDS.map((thing) => ({ thing }));
}

const NOTE: SearchItem = { id: "alone note", name: "Note", icon: "note" };

function itemOf({ thing, kind, whyNot }: Choice, how: string, isRefused: boolean): SearchItem {
  return {
    id: `${how} ${thing}`,
    name: nameOfPlaceable(thing),
    icon: faceOfNode(linkEndOf(thing)).icon,
    keys: how === "linked" ? kind : undefined,
    whyNot: isRefused ? whyNot : undefined,
  };
}
