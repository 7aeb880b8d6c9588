import type { Action, Session } from "../actions/index.ts";
import { type ButtonProps, IconButton, type IconName, keyText } from "../ui/index.ts";

export type ActionButtonProps = Pick<ButtonProps, "tone" | "size" | "className"> & {
  action: Action;
  session: Session;
  icon: IconName;
  /** Name of the moment where it says more than the act's own: "Pause" for "Play or pause". */
  label?: string | undefined;
  whyNot?: string | undefined;
};

/** A button for an act: its name, its keys and its reason come from the one list of acts. */
export function ActionButton({ action, session, label, ...look }: ActionButtonProps) {
  const [keys] = action.keys ?? [];
  return (
    <IconButton
      {...look}
      label={label ?? action.label}
      keys={keys && keyText(keys)}
      onClick={() => action.perform(session)}
    />
  );
}
