import { type Action, labelOf, type Session } from "../actions/index.ts";
import { type ButtonProps, IconButton, type IconName, keyText } from "../ui/index.ts";

export type ActionButtonProps = Pick<ButtonProps, "tone" | "size" | "className"> & {
  action: Action;
  session: Session;
  /** Where it is not the act's own. */
  icon?: IconName;
};

/**
 * A button for an act: its name, icon, keys and reason come from the one list of acts. It is drawn
 * anew with its parent, which follows the stores that the act depends on.
 */
export function ActionButton({ action, session, icon, ...look }: ActionButtonProps) {
  const [keys] = action.keys ?? [];
  return (
    <IconButton
      {...look}
      icon={icon ?? action.icon ?? "more"}
      label={labelOf(action, session)}
      keys={keys && keyText(keys)}
      whyNot={action.whyNot?.(session)}
      onClick={() => action.perform(session)}
    />
  );
}
