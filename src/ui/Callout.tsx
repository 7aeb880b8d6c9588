import { Dialog } from "@base-ui/react/dialog";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import styles from "./Callout.module.css";
import { placeClear, type ScreenBox } from "./placeClear.ts";

export type CalloutProps = {
  /** What it speaks of, as a selector; it is ringed, and the callout stands beside it. */
  target: string;
  title: string;
  children: ReactNode;
  /** Buttons in the foot. */
  actions: ReactNode;
  onClose: () => void;
};

/** What a callout leaves in sight as far as it can: controls, nodes and what explains them. */
const NEEDED =
  'button, input, select, textarea, a, [role="tab"], [role="slider"], [role="group"], [data-keep-in-sight]';

/**
 * A few words about a part of the page, beside it. The keyboard stays in it until it is left, by a
 * button or Esc; the page behind it stays as it is.
 */
export function Callout({ target, title, children, actions, onClose }: CalloutProps) {
  const box = useBoxOf(target);
  const popup = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words are another height
  useLayoutEffect(() => {
    if (box && popup.current) setPlace(placeOf(popup.current, box));
  }, [box, children]);
  return (
    <Dialog.Root
      open
      modal="trap-focus"
      disablePointerDismissal
      onOpenChange={(open) => !open && onClose()}
    >
      <Dialog.Portal>
        {box && <div className={styles.ring} style={box} />}
        <Dialog.Popup ref={popup} className={styles.popup} style={place ?? { left: 0, top: 0 }}>
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

function useBoxOf(selector: string): ScreenBox | undefined {
  const [box, setBox] = useState<ScreenBox>();
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

function placeOf(popup: HTMLElement, subject: ScreenBox): { left: number; top: number } {
  const screen = { width: window.innerWidth, height: window.innerHeight };
  const needed = [...document.querySelectorAll(NEEDED)]
    .filter((element) => !popup.contains(element))
    .map((element) => element.getBoundingClientRect())
    .filter(({ width, height }) => width > 0 && height > 0);
  const isSmall = subject.width * subject.height < (screen.width * screen.height) / 4;
  const { offsetWidth: width, offsetHeight: height } = popup;
  return placeClear(subject, { width, height }, screen, isSmall ? [...needed, subject] : needed);
}
