import { createStore, type StoreApi } from "zustand/vanilla";
import type { Design, ResolvedDesign } from "./DesignFile.ts";
import { DesignHistory } from "./DesignHistory.ts";
import { checkDesign, type ParsedDesign } from "./parseDesign.ts";
import type { Problem } from "./problem.ts";

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
  /** Which of the kept designs is open. */
  designId: string;
  /** The document: what is drawn, edited and saved. Frozen. */
  design: Design;
  /** The same with defaults and in base units: what is run. */
  resolved: ResolvedDesign;
  /** Edits that can be undone, the oldest first. */
  past: readonly HistoryEntry[];
  /** Edits that can be done again, the next one last. */
  future: readonly HistoryEntry[];
  /** Why the design can only be looked at, such as that another tab edits it; undefined when it can be edited. */
  readOnly: string | undefined;
}

/** One step of undo. */
export interface HistoryEntry {
  /** What was done, as in "Undo move Payment". */
  label: string;
  before: Design;
  after: Design;
  /** Present where the step opened another design. */
  designIds?: { before: string; after: string };
  /** Replaced the document as a whole: what was before deserves a version of its own. */
  isReplacement?: boolean;
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
  /**
   * Opens another design. A step of undo like any other: the one before is not lost.
   * @param designId which of the kept designs it is; without it the document is replaced in place
   */
  open(design: Design, designId?: string): EditResult;
  /** Puts another document in the place of this one, as one step of undo with that label. */
  replace(label: string, design: Design): EditResult;
  /** Takes over what another tab has made of this design; allowed while it can only be looked at. */
  adopt(design: Design): EditResult;
  /** Lets the design only be looked at, for that reason; undefined lets it be edited again. */
  setReadOnly(reason: string | undefined): void;
  /** Calls with the reason whenever an edit is tried that cannot be made because the design is only looked at. */
  onRefusal(listener: (reason: string) => void): void;
}

/**
 * Creates a store with an open design.
 * @param checked what the design means, from whoever has checked it just now
 * @throws Error when the design is not valid
 */
export function createDesignStore(
  initial: Design,
  designId = "design",
  checked: ParsedDesign = checkDesign(initial),
): DesignStore {
  if (!checked.ok) throw new Error(`${checked.problems[0].path}: ${checked.problems[0].message}`);
  const store = createStore<DesignState>(() => ({
    designId,
    design: checked.design,
    resolved: checked.resolved,
    past: [],
    future: [],
    readOnly: undefined,
  }));
  const history = new DesignHistory(store);
  const refusals: ((reason: string) => void)[] = [];
  return {
    ...store,
    edit: (label, recipe, options) => {
      const { readOnly } = store.getState();
      if (readOnly !== undefined) for (const tell of refusals) tell(readOnly);
      return history.edit(label, recipe, options);
    },
    endGesture: () => history.endGesture(),
    undo: () => history.undo(),
    redo: () => history.redo(),
    open: (design, id) => history.open(design, id),
    replace: (label, design) => history.replace(label, design),
    adopt: (design) => history.adopt(design),
    setReadOnly: (reason) => {
      if (store.getState().readOnly !== reason) store.setState({ readOnly: reason });
    },
    onRefusal: (listener) => refusals.push(listener),
  };
}
