import {
  addNote,
  copyText,
  type Design,
  framesOf,
  nameOf,
  noteKey,
  parseDesign,
  pasteInto,
  problemLine,
  writeNote,
} from "../design/index.ts";
import { around, centerOf, type Point } from "../geometry/index.ts";
import { readClipboard, writeClipboard } from "../storage/index.ts";
import { showToast } from "../ui/toast/toasts.ts";
import { select } from "../view/index.ts";
import type { Action, Session } from "./Action.ts";
import { canvasIsGone } from "./selected.ts";

/** A copy of a selection stands this far below and right of it, in pixels. */
const BESIDE = 32;
/** Longer text is no note. */
const LONGEST_NOTE = 2000;

/** Acts by which parts of a design are copied, within it, to another tab, or as text. */
export const CLIPBOARD_ACTIONS = [
  {
    id: "cut",
    label: "Cut",
    group: "Edit",
    icon: "scissors",
    keys: ["$mod+x"],
    isByBrowser: true,
    suits: isAnySelected,
    whyNot: noNodeIsSelected,
    perform: (session) => {
      const text = copiedText(session);
      if (text === undefined) return;
      void writeClipboard(text).then((isDone) => {
        if (isDone) removeSelected(session);
        else refused();
      });
    },
  },
  {
    id: "copy",
    label: "Copy",
    group: "Edit",
    icon: "copy",
    keys: ["$mod+c"],
    isByBrowser: true,
    words: "json text clipboard",
    suits: isAnySelected,
    whyNot: noNodeIsSelected,
    perform: (session) => {
      const text = copiedText(session);
      if (text !== undefined)
        void writeClipboard(text).then((isDone) => (isDone ? undefined : refused()));
    },
  },
  {
    id: "paste",
    label: "Paste",
    group: "Edit",
    icon: "paste",
    keys: ["$mod+v"],
    isByBrowser: true,
    words: "insert json text clipboard",
    whyNot: canvasIsGone,
    perform: (session) => {
      const at = session.canvas.current?.pastePlace();
      void readClipboard().then((text) => {
        if (text === undefined) return refused();
        const reason = pasteText(session, text, at);
        if (reason !== undefined) showToast({ text: `Paste: ${reason}`, tone: "warn" });
      });
    },
  },
  {
    id: "duplicate",
    label: "Duplicate",
    group: "Edit",
    icon: "clone",
    keys: ["$mod+d"],
    scope: "canvas",
    words: "copy again twice",
    suits: isAnySelected,
    whyNot: noNodeIsSelected,
    perform: (session) => {
      const { design } = session.designs.getState();
      const keys = session.view.getState().selection.nodes;
      const frames = framesOf(design);
      const box = around(keys.flatMap((key) => frames.get(key) ?? []));
      if (!box) return;
      const { x, y } = centerOf(box);
      const clipping = parseDesign(copyText(design, keys));
      if (clipping.ok)
        pasteDesign(session, clipping.design, `duplicate ${nameOf(design, keys)}`, {
          x: x + BESIDE,
          y: y + BESIDE,
        });
    },
  },
] as const satisfies readonly Action[];

/** The selection as text for the clipboard; undefined when nothing that can be copied is selected. */
export function copiedText({ designs, view }: Session): string | undefined {
  const { nodes } = view.getState().selection;
  return nodes.length === 0 ? undefined : copyText(designs.getState().design, nodes);
}

/** Deletes what is selected, after it was copied. */
export function removeSelected({ canvas, view }: Session): void {
  const { nodes, links } = view.getState().selection;
  canvas.current?.remove(nodes, links);
}

/**
 * Puts text from the clipboard on the canvas: part of a design, a whole one, or plain text as a note.
 * @param at where its middle comes to stand; where the pointer is, or in the middle of the view, if absent
 * @returns why it cannot be pasted
 */
export function pasteText(session: Session, text: string, at?: Point): string | undefined {
  const middle = at ?? session.canvas.current?.pastePlace();
  if (!middle) return "the canvas is not on the screen";
  const trimmed = text.trim();
  if (trimmed === "") return "the clipboard holds no text";
  if (!trimmed.startsWith("{")) return pasteNote(session, trimmed, middle);
  const parsed = parseDesign(trimmed);
  if (!parsed.ok)
    return `the clipboard holds no part of a design. ${problemLine(parsed.problems[0])}`;
  const keys = Object.keys(parsed.design.system?.nodes ?? {});
  const count = keys.length + Object.keys(parsed.design.notes ?? {}).length;
  if (count === 0) return "the design on the clipboard is empty";
  const what = count === 1 && keys.length === 1 ? nameOf(parsed.design, keys) : `${count} things`;
  return pasteDesign(session, parsed.design, `paste ${what}`, middle);
}

function pasteDesign(
  { designs, view }: Session,
  clipping: Design,
  label: string,
  middle: Point,
): string | undefined {
  const done = pasteInto(designs, label, clipping, middle);
  if (!done.ok) return done.problems[0] && problemLine(done.problems[0]);
  select(view, done.value.keys);
  return undefined;
}

function pasteNote({ designs, view }: Session, text: string, middle: Point): string | undefined {
  if (text.length > LONGEST_NOTE) return "the clipboard holds no part of a design";
  const done = designs.edit("paste note", (draft) => {
    const id = addNote(draft, { x: middle.x - 72, y: middle.y - 36 });
    writeNote(draft, id, text);
    return id;
  });
  if (done.ok) select(view, [noteKey(done.value)]);
  return undefined;
}

function refused(): void {
  showToast({
    text: "The browser does not give the clipboard to menus. Use the keys: Ctrl C, Ctrl X, Ctrl V.",
    tone: "warn",
  });
}

function isAnySelected({ view }: Session): boolean {
  return view.getState().selection.nodes.length > 0;
}

function noNodeIsSelected(session: Session): string | undefined {
  return isAnySelected(session) ? canvasIsGone(session) : "select nodes or notes";
}
