import type { DesignStore } from "../design/index.ts";
import type { ProblemStore } from "../problems/index.ts";
import type { Run } from "../run/index.ts";
import type { IconName } from "../ui/icons/iconNames.ts";
import type { ViewStore } from "../view/index.ts";
import type { CanvasCommands, FileCommands, PanelCommands, Seat } from "./commands.ts";

/** What an act works on. */
export interface Session {
  designs: DesignStore;
  run: Run;
  view: ViewStore;
  problems: ProblemStore;
  /** What is on the screen and can be asked to do something; a seat is empty while it is not. */
  canvas: Seat<CanvasCommands>;
  panels: Seat<PanelCommands>;
  files: Seat<FileCommands>;
}

/**
 * Where the keys of an act are heard. `everywhere` is also heard in text fields, `page` is not;
 * `run` wants the focus on canvas, bar or dock, `canvas` on the canvas. No key is taken from an
 * open menu, list or dialog, and none from what is being typed.
 */
export type Scope = "everywhere" | "page" | "run" | "canvas";

/** The groups of the palette of commands and of the sheet of keys, in their order. */
export const ACTION_GROUPS = [
  "Run",
  "Edit",
  "Canvas",
  "Problems",
  "Go to",
  "File",
  "Look",
  "Help",
] as const;

export type ActionGroup = (typeof ACTION_GROUPS)[number];

/** One act of the app: menus, keys, buttons and the palette of commands are views of the same list. */
export interface Action {
  id: string;
  /** A verb and what it does; ends in "…" where a question follows. */
  label: string;
  group: ActionGroup;
  /** The label of the moment where it says more: "Pause", "Undo move Payment". */
  labelNow?: (session: Session) => string | undefined;
  icon?: IconName;
  /** The icon of the moment, where the act changes with its label. */
  iconNow?: (session: Session) => IconName;
  /**
   * Keys as tinykeys writes them; `$mod` is Ctrl, or ⌘ on a Mac. Signs are named by what they type
   * ("Shift+?"), digits by their key ("Shift+Digit1"), so that they are found on every keyboard.
   */
  keys?: readonly string[];
  /** The browser does it by these keys, and tells the page as an event of the clipboard. */
  isByBrowser?: boolean;
  /** Without it, `page`. */
  scope?: Scope;
  /** Whether holding the key down does it again and again. */
  repeats?: boolean;
  /** Name of the thing that it goes to or opens: who types that alone means this act before any other. */
  name?: string;
  /** Other words under which it is looked for. */
  words?: string;
  /** Why it cannot be done now, a clause that fits after a colon; undefined when it can. */
  whyNot?: (session: Session) => string | undefined;
  /** For a switch or one of several choices: whether it is in force. */
  isChosen?: (session: Session) => boolean;
  /** Whether it is about what is selected now; then it is suggested first. */
  suits?: (session: Session) => boolean;
  /** One of as many acts as the design has parts: shown once it is looked for. */
  isOneOfMany?: boolean;
  perform: (session: Session) => void;
}

/** Does an act if it can be done; gives the reason when not. */
export function perform(action: Action, session: Session): string | undefined {
  const reason = action.whyNot?.(session);
  if (reason === undefined) action.perform(session);
  return reason;
}

/** What the act is drawn as at this moment. */
export function iconOf(action: Action, session: Session): IconName | undefined {
  return action.iconNow?.(session) ?? action.icon;
}

/** What the act is called at this moment. */
export function labelOf(action: Action, session: Session): string {
  return action.labelNow?.(session) ?? action.label;
}
