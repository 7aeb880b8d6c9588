import { useEffect } from "react";
import { copiedText, pasteText, removeSelected } from "../actions/index.ts";
import { showToast } from "../ui/index.ts";
import type { OpenSession } from "./openSession.ts";

/** Where the clipboard belongs to what is being typed, or to what is open. */
const TYPED = 'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]';

/**
 * Copies, cuts and pastes with the clipboard of the system, by the events that the browser's own keys
 * give rise to: no permission is asked for, and another tab or a text editor has what was copied.
 */
export function useClipboard(session: OpenSession): void {
  useEffect(() => {
    const copy = (event: ClipboardEvent) => {
      const text = isOurs(event) ? copiedText(session) : undefined;
      if (text === undefined) return;
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
      if (event.type === "cut") removeSelected(session);
    };
    const paste = (event: ClipboardEvent) => {
      if (!isOurs(event) || !session.canvas.current) return;
      event.preventDefault();
      const reason = pasteText(session, event.clipboardData?.getData("text/plain") ?? "");
      if (reason !== undefined) showToast({ text: `Paste: ${reason}`, tone: "warn" });
    };
    window.addEventListener("copy", copy);
    window.addEventListener("cut", copy);
    window.addEventListener("paste", paste);
    return () => {
      window.removeEventListener("copy", copy);
      window.removeEventListener("cut", copy);
      window.removeEventListener("paste", paste);
    };
  }, [session]);
}

/** Text that is marked on the page is copied as text. */
function isOurs({ target }: ClipboardEvent): boolean {
  const isTyped = target instanceof Element && target.closest(TYPED) !== null;
  return !isTyped && (document.getSelection()?.isCollapsed ?? true);
}
