import type { DesignStore } from "../design/index.ts";
import type { Run } from "../run/index.ts";
import type { ViewStore } from "../view/index.ts";

/** What an act works on. */
export interface Session {
  designs: DesignStore;
  run: Run;
  view: ViewStore;
}

/** One act of the app: menus, keys and buttons are views of the same list. */
export interface Action {
  id: string;
  label: string;
  /** Keys as tinykeys writes them; `$mod` is Ctrl, or ⌘ on a Mac. */
  keys?: readonly string[];
  /** Why it cannot be done now; undefined when it can. */
  whyNot?: (session: Session) => string | undefined;
  perform: (session: Session) => void;
}

/** Does an act if it can be done; gives the reason when not. */
export function perform(action: Action, session: Session): string | undefined {
  const reason = action.whyNot?.(session);
  if (reason === undefined) action.perform(session);
  return reason;
}
