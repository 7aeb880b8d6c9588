import { type EditorState, type Range, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";

/** A remark under a line of the text, with the act that mends it. */
export type LineMark = {
  offset: number;
  length: number;
  tone: "bad" | "warn";
  message: string;
  mend?: { label: string; perform: () => void } | undefined;
};

class Remark extends WidgetType {
  readonly mark: LineMark;

  constructor(mark: LineMark) {
    super();
    this.mark = mark;
  }

  override eq(other: Remark): boolean {
    return other.mark.message === this.mark.message && other.mark.tone === this.mark.tone;
  }

  override toDOM(): HTMLElement {
    const line = document.createElement("div");
    line.className = "cm-remark";
    line.dataset.tone = this.mark.tone;
    line.setAttribute("role", "status");
    line.append(this.mark.message);
    const { mend } = this.mark;
    if (mend) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "cm-mend";
      button.textContent = mend.label;
      button.addEventListener("click", () => mend.perform());
      line.append(button);
    }
    return line;
  }
}

const setMarks = StateEffect.define<readonly LineMark[]>();

function decorationsOf(state: EditorState, marks: readonly LineMark[]): DecorationSet {
  const ranges = marks.flatMap((mark): Range<Decoration>[] => {
    const from = Math.min(mark.offset, state.doc.length);
    const to = Math.min(from + mark.length, state.doc.length);
    const line = state.doc.lineAt(from);
    const widget = new Remark(mark);
    const lineClass = mark.tone === "bad" ? "cm-bad-line" : "cm-changed-line";
    return [
      Decoration.line({ class: lineClass }).range(line.from),
      ...(mark.tone === "bad" && to > from
        ? [Decoration.mark({ class: "cm-bad-place" }).range(from, to)]
        : []),
      Decoration.widget({ widget, block: true, side: 1 }).range(line.to),
    ];
  });
  return Decoration.set(ranges, true);
}

/** Remarks under lines; they move with the text until others are set. */
export const lineMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(held, transaction) {
    const effect = transaction.effects.find((each) => each.is(setMarks));
    if (effect) return decorationsOf(transaction.state, effect.value);
    return held.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

export function showMarks(view: EditorView, marks: readonly LineMark[]): void {
  view.dispatch({ effects: setMarks.of(marks) });
}
