import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const text = "var(--font-mono)";

/** The editor in our tokens; it changes with the theme, for its colors are variables. */
export const codeTheme = [
  EditorView.theme({
    "&": { height: "100%", background: "var(--raised)", color: "var(--ink)" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": { fontFamily: text, fontSize: "11.5px", lineHeight: "18px" },
    ".cm-content": { caretColor: "var(--ink)", padding: "6px 0" },
    ".cm-gutters": { background: "var(--raised)", color: "var(--ink-3)", border: "0" },
    ".cm-activeLine, .cm-activeLineGutter": { background: "var(--hover)" },
    ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": {
      background: "var(--accent-weak) !important",
    },
    ".cm-cursor": { borderLeftColor: "var(--ink)" },
    ".cm-matchingBracket": { background: "var(--active)", color: "inherit" },
    ".cm-bad-line": { background: "var(--bad-weak)" },
    ".cm-changed-line": { background: "var(--warn-weak)" },
    ".cm-remark": {
      display: "flex",
      flexWrap: "wrap",
      gap: "6px",
      alignItems: "center",
      padding: "1px 8px 3px 20px",
      font: "var(--weight-regular) var(--text-dense) / 18px var(--font-ui)",
      whiteSpace: "normal",
    },
    ".cm-remark[data-tone='bad']": { color: "var(--bad-text)" },
    ".cm-mend": {
      height: "20px",
      padding: "0 7px",
      border: "1px solid var(--line-strong)",
      borderRadius: "var(--r-2)",
      background: "var(--raised)",
      color: "var(--ink)",
      font: "inherit",
    },
    ".cm-bad-place": { textDecoration: "underline wavy var(--bad) 1px" },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: tags.propertyName, color: "var(--m-first-text)" },
      { tag: tags.string, color: "var(--m-comp-text)" },
      { tag: [tags.number, tags.bool, tags.null], color: "var(--m-retry-text)" },
      { tag: tags.punctuation, color: "var(--ink-2)" },
    ]),
  ),
];
