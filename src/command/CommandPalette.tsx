import { type ReactNode, useMemo, useState } from "react";
import { useStore } from "zustand";
import { actionsNow, iconOf, perform, type Session } from "../actions/index.ts";
import { titleOfNode } from "../design/index.ts";
import { recallRecentActions, rememberAction } from "../storage/index.ts";
import { keyText, SearchDialog, type SearchItem } from "../ui/index.ts";
import { type FoundAction, findActions } from "./findActions.ts";

/** Finds any act by name and does it: for those who know what they want but not where it is. */
export function CommandPalette({ session }: { session: Session }) {
  const isOpen = useStore(session.view, ({ dialog }) => dialog === "commands");
  return isOpen ? <OpenPalette session={session} /> : null;
}

function OpenPalette({ session }: { session: Session }) {
  const [query, setQuery] = useState("");
  const [recent] = useState(recallRecentActions);
  const actions = useMemo(() => actionsNow(session), [session]);
  const about = nameOfSelection(session);
  const groups = findActions(query, actions, session, about, recent).map(({ label, found }) => ({
    label,
    items: found.map((each) => itemOf(each, session)),
  }));
  const close = () => session.view.setState({ dialog: undefined });
  const choose = (id: string) => {
    const action = actions.find((each) => each.id === id);
    if (!action) return;
    close();
    rememberAction(id);
    // The dialog gives the focus back first, so that an act that moves it has the last word.
    setTimeout(() => perform(action, session));
  };
  return (
    <SearchDialog
      isOpen
      onClose={close}
      title="Commands"
      placeholder="Find a command, node or example"
      query={query}
      onQuery={setQuery}
      groups={groups}
      onChoose={choose}
    />
  );
}

function itemOf({ action, label, marks }: FoundAction, session: Session): SearchItem {
  const [keys] = action.keys ?? [];
  return {
    id: action.id,
    name: label,
    label: marked(label, marks),
    icon: iconOf(action, session),
    keys: keys && keyText(keys),
    whyNot: action.whyNot?.(session),
    isChosen: action.isChosen?.(session),
  };
}

function marked(label: string, marks: FoundAction["marks"]): ReactNode {
  let from = 0;
  const parts = marks.map(([start, end]) => {
    const before = label.slice(from, start);
    from = end;
    return (
      <span key={start}>
        {before}
        <b>{label.slice(start, end)}</b>
      </span>
    );
  });
  return (
    <>
      {parts}
      {label.slice(from)}
    </>
  );
}

function nameOfSelection({ designs, view }: Session): string | undefined {
  const { nodes, links } = view.getState().selection;
  const count = nodes.length + links.length;
  if (count !== 1) return count === 0 ? undefined : `${count} things`;
  const [id] = nodes;
  if (id === undefined) return "the link";
  const node = designs.getState().design.system?.nodes?.[id];
  return node ? titleOfNode(id, node) : "the note";
}
