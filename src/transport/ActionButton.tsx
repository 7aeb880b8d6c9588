import { type Action, iconOf, labelOf, type Session } from "../actions/index.ts";
import { type ButtonProps, IconButton, keyText } from "../ui/index.ts";

export type ActionButtonProps = Pick<ButtonProps, "tone" | "size" | "className"> & {
  action: Action;
  session: Session;
};

/**
 * A button for an act: its name, icon, keys and reason come from the one list of acts. It is drawn
 * anew with its parent, which follows the stores that the act depends on.
 */
export function ActionButton({ action, session, ...look }: ActionButtonProps) {
  const [keys] = action.keys ?? [];
  return (
    <IconButton
      {...look}
      icon={iconOf(action, session) ?? "more"}
      label={labelOf(action, session)}
      keys={keys && keyText(keys)}
      whyNot={action.whyNot?.(session)}
      onClick={() => action.perform(session)}
    />
  );
}
