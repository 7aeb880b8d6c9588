/** Every act of the app, once. Keys, menus, buttons and the palette of commands are views of it. */
import type { Action, Session } from "./Action.ts";
import { ACTION_SOURCES } from "./actionSources.ts";
import { ARRANGE_ACTIONS } from "./arrangeActions.ts";
import { CANVAS_ACTIONS } from "./canvasActions.ts";
import { CLIPBOARD_ACTIONS } from "./clipboardActions.ts";
import { EDIT_ACTIONS } from "./editActions.ts";
import { FILE_ACTIONS } from "./fileActions.ts";
import { GROUP_ACTIONS } from "./groupActions.ts";
import { LOOK_ACTIONS } from "./lookActions.ts";
import { PAGE_ACTIONS } from "./pageActions.ts";
import { PROBLEM_ACTIONS } from "./problemActions.ts";
import { RUN_ACTIONS } from "./runActions.ts";
import { WORKPLACE_ACTIONS } from "./workplaceActions.ts";

export {
  ACTION_GROUPS,
  type Action,
  type ActionGroup,
  iconOf,
  labelOf,
  perform,
  type Session,
} from "./Action.ts";
export { actionEntry } from "./actionEntry.ts";
export { bindKeys } from "./bindKeys.ts";
export { copiedText, pasteText, removeSelected } from "./clipboardActions.ts";
export {
  type Breakage,
  type CanvasCommands,
  emptySeat,
  type FileCommands,
  type PanelCommands,
  type Seat,
} from "./commands.ts";
export { chooseProblem, fixProblems, letProblemGoOnSelection } from "./problemActions.ts";
export { unselectWhatGoes } from "./selected.ts";

/** Every act that is always there. */
export const ACTIONS: readonly Action[] = [
  ...RUN_ACTIONS,
  ...CANVAS_ACTIONS,
  ...EDIT_ACTIONS,
  ...CLIPBOARD_ACTIONS,
  ...GROUP_ACTIONS,
  ...ARRANGE_ACTIONS,
  ...PROBLEM_ACTIONS,
  ...PAGE_ACTIONS,
  ...FILE_ACTIONS,
  ...LOOK_ACTIONS,
  ...WORKPLACE_ACTIONS,
];

/** Every act of this moment: those that are always there, and those that the design gives rise to. */
export function actionsNow(session: Session): readonly Action[] {
  return [...ACTIONS, ...ACTION_SOURCES.flatMap((source) => source(session))];
}

/** The act of that id. @throws Error when there is none, which is a mistake in the app. */
export function actionOf(id: string): Action {
  const action = ACTIONS.find((each) => each.id === id);
  if (!action) throw new Error(`There is no act "${id}".`);
  return action;
}
