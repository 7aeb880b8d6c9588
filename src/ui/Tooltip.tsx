import { Tooltip as BaseTooltip } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { usePopupPlace } from "./PopupPlace.tsx";
import styles from "./Tooltip.module.css";

export type TooltipProps = {
  /** What the tooltip says. It explains a word; it never carries what is needed to act. */
  text: ReactNode;
  keys?: string | undefined;
  side?: "top" | "right" | "bottom" | "left";
  /** Held open, as by a key; otherwise it shows on hover. */
  isOpen?: boolean;
  /** The element that is explained; it receives the handlers of the tooltip. */
  children: ReactElement;
};

export function Tooltip({ text, keys, side = "bottom", isOpen, children }: TooltipProps) {
  const place = usePopupPlace();
  return (
    <BaseTooltip.Root {...(isOpen && { open: true })}>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal {...(place && { container: place })}>
        <BaseTooltip.Positioner className={styles.positioner} side={side} sideOffset={6}>
          <BaseTooltip.Popup className={styles.popup}>
            <span>{text}</span>
            {keys && <span className={styles.keys}>{keys}</span>}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
