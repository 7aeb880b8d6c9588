import { keyText } from "../ui/keyText.ts";
import type { MenuEntry } from "../ui/menu/menuEntry.ts";
import { type Action, iconOf, labelOf, type Session } from "./Action.ts";

/** An act as a row of a menu: its name of the moment, its keys, and why it is off when it is. */
export function actionEntry(action: Action, session: Session): MenuEntry {
  const [keys] = action.keys ?? [];
  return {
    kind: "act",
    id: action.id,
    label: labelOf(action, session),
    icon: iconOf(action, session),
    keys: keys && keyText(keys),
    whyNot: action.whyNot?.(session),
    isChosen: action.isChosen?.(session),
    onSelect: () => action.perform(session),
  };
}
