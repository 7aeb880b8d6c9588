import { produce, setAutoFreeze } from "immer";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Design, ResolvedDesign } from "./DesignFile.ts";
import { checkDesign } from "./parseDesign.ts";
import type { Problem } from "./problem.ts";

setAutoFreeze(true);

/**
 * The open design and its history.
 *
 * There is one door: `edit(label, recipe)`. A recipe changes a draft; what comes out must be a
 * valid design or nothing happens and the caller is told why. History keeps the whole document
 * before and after each edit: they share all that did not change, so an entry costs what the edit
 * touched, and undo gives back the very same document, byte for byte, which patches do not (they
 * lose the order of keys).
 */
export interface DesignState {
  /** The document: what is drawn, edited and saved. Frozen. */
  design: Design;
  /** The same with defaults and in base units: what is run. */
  resolved: ResolvedDesign;
  /** Edits that can be undone, the oldest first. */
  past: readonly HistoryEntry[];
  /** Edits that can be done again, the next one last. */
  future: readonly HistoryEntry[];
}

/** One step of undo. */
export interface HistoryEntry {
  /** What was done, as in "Undo move Payment". */
  label: string;
  before: Design;
  after: Design;
}

/** What an edit came to. */
export type EditResult<T = void> =
  | { ok: true; value: T }
  | { ok: false; problems: readonly Problem[] };

/** How an edit joins the history. */
export interface EditOptions {
  /** Edits with the same gesture that follow one another are one step of undo. */
  gesture?: string;
}

/** The store of the open design. */
export interface DesignStore extends StoreApi<DesignState> {
  /** Changes the design; an invalid outcome changes nothing and is explained. Gives what the recipe gave. */
  edit<T>(label: string, recipe: (draft: Design) => T, options?: EditOptions): EditResult<T>;
  /** Ends a gesture: the next edit is a step of its own. */
  endGesture(): void;
  undo(): void;
  redo(): void;
  /** Opens another design. A step of undo like any other: the one before is not lost. */
  open(design: Design): EditResult;
}

/** Steps of undo that are kept. */
const HISTORY_LIMIT = 2000;

/** Creates a store with an open design. @throws Error when the design is not valid. */
export function createDesignStore(initial: Design): DesignStore {
  const checked = checkDesign(initial);
  if (!checked.ok) throw new Error(`${checked.problems[0].path}: ${checked.problems[0].message}`);
  const store = createStore<DesignState>(() => opened(checked.design, checked.resolved));
  let gesture: string | undefined;

  const show = (design: Design, past: readonly HistoryEntry[], future: readonly HistoryEntry[]) => {
    store.setState({ design, resolved: resolve(design, store.getState()), past, future });
  };

  return {
    ...store,
    edit<T>(label: string, recipe: (draft: Design) => T, options: EditOptions = {}): EditResult<T> {
      const { design, past } = store.getState();
      let value!: T;
      const after = produce(design, (draft) => {
        value = recipe(draft as Design);
      });
      if (after === design) return { ok: true, value };
      const meaning = meansTheSame(design, after) ? undefined : checkDesign(after);
      if (meaning?.ok === false) return { ok: false, problems: meaning.problems };
      const last = past.at(-1);
      const joins =
        options.gesture !== undefined && options.gesture === gesture && last?.after === design;
      gesture = options.gesture;
      const entry = { label, before: joins ? last.before : design, after };
      const kept = joins ? past.slice(0, -1) : past.slice(-HISTORY_LIMIT + 1);
      store.setState({
        design: after,
        resolved: meaning
          ? keepingIdentity(store.getState(), after, meaning.resolved)
          : resolve(after, store.getState()),
        past: [...kept, entry],
        future: [],
      });
      return { ok: true, value };
    },
    endGesture() {
      gesture = undefined;
    },
    undo() {
      const { past, future } = store.getState();
      const entry = past.at(-1);
      gesture = undefined;
      if (entry) show(entry.before, past.slice(0, -1), [...future, entry]);
    },
    redo() {
      const { past, future } = store.getState();
      const entry = future.at(-1);
      gesture = undefined;
      if (entry) show(entry.after, [...past, entry], future.slice(0, -1));
    },
    open(design) {
      const next = checkDesign(design);
      if (!next.ok) return { ok: false, problems: next.problems };
      const { design: before, past } = store.getState();
      gesture = undefined;
      const entry = { label: `open ${next.design.name}`, before, after: next.design };
      const kept = past.slice(-HISTORY_LIMIT + 1);
      store.setState({ ...opened(next.design, next.resolved), past: [...kept, entry] });
      return { ok: true, value: undefined };
    },
  };
}

function opened(design: Design, resolved: ResolvedDesign): DesignState {
  return { design, resolved, past: [], future: [] };
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

/** The resolved form of a design that is known to be valid. */
function resolve(design: Design, state: DesignState): ResolvedDesign {
  const checked = checkDesign(design);
  return checked.ok ? keepingIdentity(state, design, checked.resolved) : state.resolved;
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
