import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { type CSSProperties, type ReactNode, type RefObject, useLayoutEffect, useRef } from "react";
import styles from "./Dialog.module.css";
import { IconButton } from "./IconButton.tsx";
import { Icon, type IconTone } from "./icons/Icon.tsx";
import type { IconName } from "./icons/iconNames.ts";
import { usePopupPlace } from "./PopupPlace.tsx";
import { useEarlyFocus } from "./useEarlyFocus.ts";

export type DialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  icon?: IconName;
  iconTone?: IconTone;
  /** Width in pixels, cut to the window. */
  width?: number;
  /** The field that a question begins with; without it the keyboard begins at the head. */
  firstField?: RefObject<HTMLElement | null>;
  children: ReactNode;
  /** Buttons in the foot; the primary one, at the right, is the one that loses nothing. */
  actions?: ReactNode;
  /** There is nothing in it but text: the text itself takes the keyboard, which scrolls it. */
  isText?: boolean;
};

export function Dialog({
  isOpen,
  onClose,
  title,
  icon,
  iconTone,
  width = 480,
  firstField,
  children,
  actions,
  isText = false,
}: DialogProps) {
  // The first button would open its tooltip over the dialog, and take the first Esc for it.
  const popup = useRef<HTMLDivElement>(null);
  const place = usePopupPlace();
  const { focus, finalFocus } = useEarlyFocus();
  return (
    <BaseDialog.Root
      open={isOpen}
      modal={place === undefined}
      onOpenChange={(open) => !open && onClose()}
    >
      <BaseDialog.Portal {...(place && { container: place })}>
        {!place && <BaseDialog.Backdrop className={styles.backdrop} />}
        <BaseDialog.Popup
          ref={popup}
          initialFocus={place ? false : (firstField ?? popup)}
          {...(firstField && { finalFocus })}
          className={styles.popup}
          style={{ "--dialog-w": `${width}px` } as CSSProperties}
        >
          <div className={styles.head}>
            {icon && <Icon name={icon} tone={iconTone} />}
            <BaseDialog.Title className={styles.title}>{title}</BaseDialog.Title>
            <IconButton icon="close" label="Close" keys="Esc" onClick={onClose} />
          </div>
          <div className={styles.body} {...(isText && { tabIndex: 0 })}>
            {children}
          </div>
          {firstField && !place && <FirstFocus field={firstField} onField={focus} />}
          {actions && <div className={styles.actions}>{actions}</div>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

type FirstFocusProps = {
  field: RefObject<HTMLElement | null>;
  onField: (field: HTMLElement | null) => void;
};

/** Stands after the field, so that the field is there when this is. */
function FirstFocus({ field, onField }: FirstFocusProps) {
  useLayoutEffect(() => onField(field.current), [field, onField]);
  return null;
}
