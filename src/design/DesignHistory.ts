import { produce, setAutoFreeze } from "immer";
import type { StoreApi } from "zustand/vanilla";
import type { Design, ResolvedDesign } from "./DesignFile.ts";
import type { DesignState, EditOptions, EditResult, HistoryEntry } from "./designStore.ts";
import { checkDesign, checkDrawing, type ParsedDesign } from "./parseDesign.ts";

setAutoFreeze(true);

/** Steps of undo that are kept. */
const HISTORY_LIMIT = 2000;
/** The gesture by which edits of another tab join into one step. */
const ADOPTING = "edits of another tab";

/** Every way in which the open design changes, each of them a step of undo; see `DesignStore`. */
export class DesignHistory {
  readonly #store: StoreApi<DesignState>;
  #gesture: string | undefined;

  constructor(store: StoreApi<DesignState>) {
    this.#store = store;
  }

  edit<T>(label: string, recipe: (draft: Design) => T, options: EditOptions = {}): EditResult<T> {
    const { design, past, readOnly } = this.#store.getState();
    if (readOnly !== undefined) return lookOnly(readOnly);
    let value!: T;
    const after = produce(design, (draft) => {
      value = recipe(draft as Design);
    });
    if (after === design) return { ok: true, value };
    const meaning = check(after, this.#store.getState());
    if (!meaning.ok) return { ok: false, problems: meaning.problems };
    const last = past.at(-1);
    const { gesture } = options;
    const joins = gesture !== undefined && gesture === this.#gesture && last?.after === design;
    this.#gesture = gesture;
    this.#store.setState({
      design: after,
      resolved: meaning.resolved,
      past: grown(past, { label, before: design, after }, joins),
      future: [],
    });
    return { ok: true, value };
  }

  endGesture(): void {
    this.#gesture = undefined;
  }

  undo(): void {
    const { past, future, readOnly } = this.#store.getState();
    const entry = past.at(-1);
    this.#gesture = undefined;
    if (!entry || readOnly !== undefined) return;
    this.#show(entry.before, entry.designIds?.before, {
      past: past.slice(0, -1),
      future: [...future, entry],
    });
  }

  redo(): void {
    const { past, future, readOnly } = this.#store.getState();
    const entry = future.at(-1);
    this.#gesture = undefined;
    if (!entry || readOnly !== undefined) return;
    this.#show(entry.after, entry.designIds?.after, {
      past: [...past, entry],
      future: future.slice(0, -1),
    });
  }

  open(design: Design, designId?: string): EditResult {
    const { designId: before } = this.#store.getState();
    const label = `open ${design.name}`;
    this.#gesture = undefined;
    return this.#put(
      design,
      designId === undefined
        ? { label, isReplacement: true }
        : { label, designIds: { before, after: designId } },
    );
  }

  replace(label: string, design: Design): EditResult {
    const { readOnly } = this.#store.getState();
    if (readOnly !== undefined) return lookOnly(readOnly);
    this.#gesture = undefined;
    return this.#put(design, { label, isReplacement: true });
  }

  adopt(design: Design): EditResult {
    const joins = this.#gesture === ADOPTING;
    this.#gesture = ADOPTING;
    return this.#put(design, { label: ADOPTING }, joins);
  }

  /** Takes a whole document that does not come from an edit of the present one. */
  #put(design: Design, step: Omit<HistoryEntry, "before" | "after">, joins = false): EditResult {
    const next = checkDesign(design);
    if (!next.ok) return { ok: false, problems: next.problems };
    const { design: before, past, designId } = this.#store.getState();
    this.#store.setState({
      designId: step.designIds?.after ?? designId,
      design: next.design,
      resolved: next.resolved,
      past: grown(past, { ...step, before, after: next.design }, joins),
      future: [],
    });
    return { ok: true, value: undefined };
  }

  /** Goes to the document of a step, and to the design that it belongs to. */
  #show(
    design: Design,
    designId: string | undefined,
    history: Pick<DesignState, "past" | "future">,
  ): void {
    const state = this.#store.getState();
    this.#store.setState({
      design,
      designId: designId ?? state.designId,
      resolved: resolve(design, state),
      ...history,
    });
  }
}

/** The history with one more step, or with its last step reaching further. */
function grown(
  past: readonly HistoryEntry[],
  entry: HistoryEntry,
  joins: boolean,
): readonly HistoryEntry[] {
  const last = past.at(-1);
  if (joins && last) return [...past.slice(0, -1), { ...entry, before: last.before }];
  return [...past.slice(-HISTORY_LIMIT + 1), entry];
}

function lookOnly(reason: string): { ok: false; problems: [{ path: string; message: string }] } {
  return { ok: false, problems: [{ path: "$", message: reason }] };
}

/** Whether two documents differ only in picture and words, which the simulator does not read. */
function meansTheSame(a: Design, b: Design): boolean {
  return (
    a.system === b.system &&
    a.scenarios === b.scenarios &&
    a.objectives === b.objectives &&
    a.format === b.format
  );
}

/** Checks a document that may differ from the open one in a part only; what is the same is not read again. */
function check(design: Design, state: DesignState): ParsedDesign {
  if (meansTheSame(state.design, design)) return checkDrawing(design, state.resolved);
  const checked = checkDesign(design);
  if (!checked.ok) return checked;
  return { ...checked, resolved: keepingIdentity(state, design, checked.resolved) };
}

/** The resolved form of a design that is known to be valid. */
function resolve(design: Design, state: DesignState): ResolvedDesign {
  const checked = check(design, state);
  return checked.ok ? checked.resolved : state.resolved;
}

/**
 * What did not change in the text keeps its identity when it is resolved, so that whoever runs it
 * sees a moved node as no change at all, and a changed setting as no change of the scenario.
 */
function keepingIdentity(
  { design: before, resolved: known }: DesignState,
  after: Design,
  fresh: ResolvedDesign,
): ResolvedDesign {
  return {
    ...fresh,
    system: before.system === after.system ? known.system : fresh.system,
    scenarios: before.scenarios === after.scenarios ? known.scenarios : fresh.scenarios,
    objectives: before.objectives === after.objectives ? known.objectives : fresh.objectives,
  };
}
