import {
  defaultKeymap,
  history,
  historyKeymap,
  indentLess,
  indentMore,
} from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { Annotation, EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { codeTheme } from "./codeTheme.ts";
import { type LineMark, lineMarks, showMarks } from "./lineMarks.ts";
import styles from "./SchemaEditor.module.css";

export type SchemaEditorProps = {
  label: string;
  text: string;
  marks: readonly LineMark[];
  onChange: (text: string) => void;
};

/** The text was set by the page: an undo, or another version. */
const fromOutside = Annotation.define<boolean>();

/** Keys of the editor are no acts of the page; those with Ctrl are, but for undo and select all. */
function keepInside(event: KeyboardEvent): void {
  const isAct = event.ctrlKey || event.metaKey;
  if (!isAct || ["z", "y", "a"].includes(event.key.toLowerCase())) event.stopPropagation();
}

function leave(editor: EditorView): boolean {
  editor.contentDOM.blur();
  return true;
}

/**
 * Typing over a selection: left to itself the browser keeps the look of what is replaced in a style
 * attribute, which the page's policy refuses.
 */
const typeOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType, isComposing } = event;
    if (inputType !== "insertText" || data === null || isComposing) return false;
    if (view.state.selection.main.empty) return false;
    view.dispatch(view.state.replaceSelection(data), { userEvent: "input.type" });
    event.preventDefault();
    return true;
  },
});

/**
 * A text of JSON with numbered lines and remarks under them. Esc leaves it, so that Tab, which
 * indents here, cannot hold anybody captive.
 */
export function SchemaEditor({ label, text, marks, onChange }: SchemaEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const change = useRef(onChange);
  change.current = onChange;
  const first = useRef(text);

  useEffect(() => {
    if (!host.current) return undefined;
    // In a shadow tree the editor keeps its styles in a sheet object; in the page it would write a
    // style element, which the page's policy does not take.
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    const editor = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          lineNumbers(),
          history(),
          json(),
          bracketMatching(),
          indentOnInput(),
          lineMarks,
          codeTheme,
          EditorState.tabSize.of(2),
          // What can be written in can have the focus; the check of accessibility wants to read it too.
          EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
          typeOver,
          keymap.of([
            { key: "Tab", run: indentMore, shift: indentLess },
            { key: "Escape", run: leave, stopPropagation: true },
            ...defaultKeymap,
            ...historyKeymap,
          ]),
          EditorView.updateListener.of((update) => {
            const isTyped =
              update.docChanged &&
              !update.transactions.every((each) => each.annotation(fromOutside));
            if (isTyped) change.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [label]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === text) return;
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: text },
      annotations: fromOutside.of(true),
    });
  }, [text]);

  useEffect(() => {
    if (view.current) showMarks(view.current, marks);
  }, [marks]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps what is typed inside from the page.
    <div ref={host} className={styles.editor} onKeyDown={keepInside} />
  );
}
