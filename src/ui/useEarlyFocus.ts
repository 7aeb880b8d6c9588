import { useCallback, useRef } from "react";

/**
 * Gives the keyboard to the first field of a dialog as soon as it stands, and back when the dialog
 * closes: who types on without waiting for the dialog loses no letter.
 */
export function useEarlyFocus() {
  // The field takes the keyboard before the dialog itself has seen where it was.
  const before = useRef<HTMLElement>(null);
  const focus = useCallback((field: HTMLElement | null) => {
    const { activeElement } = document;
    if (!field || activeElement === field) return;
    const isSomewhere = activeElement instanceof HTMLElement && activeElement !== document.body;
    before.current = isSomewhere ? activeElement : null;
    field.focus();
  }, []);
  const finalFocus = useCallback(() => whereToGo(before.current), []);
  return { focus, finalFocus };
}

/** Back to where the keyboard was; nowhere else where the act that was chosen has put it somewhere. */
function whereToGo(before: HTMLElement | null): HTMLElement | false {
  const { activeElement } = document;
  const isInDialog = activeElement?.closest('[role="dialog"]') != null;
  const isSomewhere = activeElement !== null && activeElement !== document.body;
  return isSomewhere && !isInDialog ? false : (before ?? false);
}
