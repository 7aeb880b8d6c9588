import type { Action } from "./Action.ts";
import { EDIT_ACTIONS } from "./editActions.ts";
import { RUN_ACTIONS } from "./runActions.ts";

export { type Action, perform, type Session } from "./Action.ts";

/** Every act of the app. */
export const ACTIONS: readonly Action[] = [...RUN_ACTIONS, ...EDIT_ACTIONS];

/** The act of that id. @throws Error when there is none, which is a mistake in the app. */
export function actionOf(id: string): Action {
  const action = ACTIONS.find((each) => each.id === id);
  if (!action) throw new Error(`There is no act "${id}".`);
  return action;
}
