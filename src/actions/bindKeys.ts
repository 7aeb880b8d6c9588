import { tinykeys } from "tinykeys";
import { type Action, labelOf, perform, type Session } from "./Action.ts";
import { isHeardAt } from "./keyScope.ts";

/**
 * Listens to the keys of acts. Where several acts have the same keys, the first whose scope holds
 * the focus is done.
 * @param onRefusal is told the name of an act that cannot be done now, and the reason
 * @returns what ends the listening
 */
export function bindKeys(
  actions: readonly Action[],
  session: Session,
  onRefusal: (label: string, reason: string) => void,
): () => void {
  const byKeys = new Map<string, Action[]>();
  for (const action of actions.filter(({ isByBrowser }) => !isByBrowser))
    for (const keys of action.keys ?? []) byKeys.set(keys, [...(byKeys.get(keys) ?? []), action]);
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const [keys, candidates] of byKeys) {
    bindings[keys] = (event) => {
      if (event.defaultPrevented) return;
      const action = candidates.find(({ scope }) => isHeardAt(scope ?? "page", event));
      if (!action) return;
      event.preventDefault();
      if (event.repeat && !action.repeats) return;
      const reason = perform(action, session);
      if (reason !== undefined) onRefusal(labelOf(action, session), reason);
    };
  }
  return tinykeys(window, bindings);
}
