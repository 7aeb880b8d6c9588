import { Button, type ButtonProps } from "./Button.tsx";
import type { IconName } from "./icons/iconNames.ts";
import { Tooltip } from "./Tooltip.tsx";

export type IconButtonProps = Omit<ButtonProps, "children" | "aria-label" | "title"> & {
  icon: IconName;
  /** Its name, shown on hover and read out. */
  label: string;
  keys?: string | undefined;
  side?: "top" | "right" | "bottom" | "left";
};

/** A button that shows only a picture; its name and keys stand in the tooltip. */
export function IconButton({
  label,
  keys,
  side,
  tone = "quiet",
  whyNot,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={whyNot ? `${label}: ${whyNot}` : label} keys={keys} {...(side && { side })}>
      <Button
        {...rest}
        tone={tone}
        aria-label={label}
        aria-description={whyNot}
        {...(whyNot && { "aria-disabled": true, onClick: undefined })}
      />
    </Tooltip>
  );
}
