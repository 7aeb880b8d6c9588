import type { ComponentProps, MouseEvent } from "react";
import styles from "./Button.module.css";
import { classNames } from "./classNames.ts";
import { Icon } from "./icons/Icon.tsx";
import type { IconName } from "./icons/iconNames.ts";

export type ButtonProps = Omit<ComponentProps<"button">, "type" | "disabled"> & {
  tone?: "plain" | "primary" | "quiet" | "danger";
  size?: "regular" | "large";
  icon?: IconName | undefined;
  isPressed?: boolean | undefined;
  /** Why the act is not possible now; the button is off and says this on hover and to a screen reader. */
  whyNot?: string | undefined;
};

export function Button({
  tone = "plain",
  size = "regular",
  icon,
  isPressed,
  whyNot,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const handleClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (whyNot) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      {...rest}
      type="button"
      className={classNames(
        styles.button,
        tone !== "plain" && styles[tone],
        size === "large" && styles.large,
        !children && styles.square,
        className,
      )}
      aria-pressed={isPressed}
      // Off but still focusable, so that the reason can be found and read.
      aria-disabled={whyNot ? true : rest["aria-disabled"]}
      title={whyNot ?? rest.title}
      onClick={handleClick}
    >
      {icon && <Icon name={icon} size={children ? 14 : 16} />}
      {children}
    </button>
  );
}
