import { useEffect } from "react";
import { tinykeys } from "tinykeys";
import { ACTIONS, perform } from "../actions/index.ts";
import { showToast } from "../ui/index.ts";
import type { OpenSession } from "./openSession.ts";

/** Where keys belong to what is being typed or chosen. */
const TAKES_KEYS =
  'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]';
/** Where Space and Enter press what has the focus. */
const TAKES_PRESSES = 'button, a[href], [role="button"], [role="tab"], [role="switch"], summary';

/** One dispatcher for all keys, from the one list of acts. */
export function useKeys(session: OpenSession): void {
  useEffect(() => {
    const bindings: Record<string, (event: KeyboardEvent) => void> = {};
    for (const action of ACTIONS) {
      for (const keys of action.keys ?? []) {
        bindings[keys] = (event) => {
          if (belongsElsewhere(event)) return;
          event.preventDefault();
          const reason = perform(action, session);
          if (reason !== undefined) showToast({ text: `${action.label}: ${reason}` });
        };
      }
    }
    return tinykeys(window, bindings);
  }, [session]);
}

function belongsElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented) return true;
  const { target } = event;
  if (!(target instanceof Element)) return false;
  if (target.closest(TAKES_KEYS)) return true;
  return event.key === " " && target.closest(TAKES_PRESSES) !== null;
}
