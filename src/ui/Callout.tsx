import { Dialog } from "@base-ui/react/dialog";
import { type ReactNode, useLayoutEffect, useState } from "react";
import styles from "./Callout.module.css";

export type CalloutProps = {
  /** What it speaks of, as a selector; it is ringed, and the callout stands beside it. */
  target: string;
  title: string;
  children: ReactNode;
  /** Buttons in the foot. */
  actions: ReactNode;
  onClose: () => void;
};

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const WIDTH = 320;
/** Height that is kept free for the callout. */
const HEIGHT = 200;
const GAP = 14;

/**
 * A few words about a part of the page, beside it. The keyboard stays in it until it is left, by a
 * button or Esc; the page behind it stays as it is.
 */
export function Callout({ target, title, children, actions, onClose }: CalloutProps) {
  const box = useBoxOf(target);
  return (
    <Dialog.Root
      open
      modal="trap-focus"
      disablePointerDismissal
      onOpenChange={(open) => !open && onClose()}
    >
      <Dialog.Portal>
        {box && <div className={styles.ring} style={box} />}
        <Dialog.Popup className={styles.popup} style={placeBeside(box)}>
          <div className={styles.body}>
            <Dialog.Title className={styles.title}>{title}</Dialog.Title>
            <Dialog.Description render={<div />}>{children}</Dialog.Description>
          </div>
          <div className={styles.foot}>{actions}</div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function useBoxOf(selector: string): Box | undefined {
  const [box, setBox] = useState<Box>();
  useLayoutEffect(() => {
    const measure = () => {
      const rect = document.querySelector(selector)?.getBoundingClientRect();
      setBox(rect && { left: rect.left, top: rect.top, width: rect.width, height: rect.height });
    };
    measure();
    // Panels take a moment to open.
    const later = setTimeout(measure, 250);
    window.addEventListener("resize", measure);
    return () => {
      clearTimeout(later);
      window.removeEventListener("resize", measure);
    };
  }, [selector]);
  return box;
}

/** Right of its target, else left of it, else below or above, else within it; always on the screen. */
function placeBeside(box: Box | undefined): { left: number; top?: number; bottom?: number } {
  const { innerWidth, innerHeight } = window;
  const within = (value: number, most: number) => Math.max(16, Math.min(value, most));
  if (!box) return { left: (innerWidth - WIDTH) / 2, top: innerHeight / 3 };
  const right = box.left + box.width;
  const bottom = box.top + box.height;
  const top = within(box.top, innerHeight - HEIGHT - 16);
  if (right + GAP + WIDTH + 16 <= innerWidth) return { left: right + GAP, top };
  if (box.left - GAP - WIDTH >= 16) return { left: box.left - GAP - WIDTH, top };
  const left = within(box.left + 40, innerWidth - WIDTH - 16);
  if (bottom + GAP + HEIGHT <= innerHeight) return { left, top: bottom + GAP };
  // However many lines it has, it ends above what it speaks of.
  if (box.top - GAP - HEIGHT >= 16) return { left, bottom: innerHeight - box.top + GAP };
  return { left, top: within(bottom - HEIGHT - 40, innerHeight - HEIGHT - 16) };
}
