import { createStore, type StoreApi } from "zustand/vanilla";

/** What is selected on the canvas. */
export interface Selection {
  nodes: readonly string[];
  links: readonly string[];
}

/** A workplace takes the place of the canvas, its palette and the dock. */
export type Workplace =
  | "design"
  | "asyncapi"
  | "comparison"
  | "gallery"
  | "handler"
  | "message-types"
  | "saga";

/** What the dock shows. */
export type DockTab = "timeline" | "charts" | "problems" | "objectives";

/** A dialog over the page; one at a time. */
export type DialogName =
  | "commands"
  | "keys"
  | "run-to"
  | "seed"
  | "designs"
  | "versions"
  | "room"
  | "tour"
  | "model";

/** What part of the canvas is seen: its offset in pixels, and the zoom. */
export interface Viewport {
  x: number;
  y: number;
  zoom: number;
  /** Whether it shows all there is: in another window that is another view. */
  isWhole?: boolean;
}

/** How the design is looked at: not part of it, not undone. */
export interface ViewState {
  selection: Selection;
  /** The selection as panels show it: as it was for as long as a hand moves things on the canvas. */
  settled: Selection;
  /** Whether a hand holds something on the canvas. */
  isHeld: boolean;
  workplace: Workplace;
  /** What the workplace is about: a node by its id, a message type by its name. */
  subject: string | undefined;
  dialog: DialogName | undefined;
  dock: DockTab;
  /** Whether the dock shows the whole run from its beginning, or grows with it. */
  showsWholeRun: boolean;
  /** Undefined until the canvas has brought everything into view. */
  viewport: Viewport | undefined;
  /** Whether what is dragged snaps to guides and to the grid. */
  snaps: boolean;
  /** Whether a drag on the empty canvas moves the view; else it draws a box that selects. */
  isHand: boolean;
  /** Whether the small map of the design is shown; undefined shows it with large designs. */
  isMiniMapShown: boolean | undefined;
}

/** The store of the view. */
export type ViewStore = StoreApi<ViewState>;

const NOTHING: Selection = { nodes: [], links: [] };

/** Creates a view on a design: nothing selected, the canvas in front, seen as it was last if that is known. */
export function createViewStore(viewport?: Viewport): ViewStore {
  return createStore<ViewState>(() => ({
    selection: NOTHING,
    settled: NOTHING,
    isHeld: false,
    workplace: "design",
    subject: undefined,
    dialog: undefined,
    dock: "timeline",
    showsWholeRun: false,
    viewport,
    snaps: true,
    // A finger has no second button to move the view with.
    isHand: globalThis.matchMedia?.("(pointer: coarse)").matches ?? false,
    isMiniMapShown: undefined,
  }));
}

/** Opens a workplace on a thing of the design. */
export function openWorkplace(view: ViewStore, workplace: Workplace, subject?: string): void {
  view.setState({ workplace, subject });
}

/** Goes back to the canvas as it was left. */
export function closeWorkplace(view: ViewStore): void {
  view.setState({ workplace: "design", subject: undefined });
}

/** Selects nodes and links, and nothing else. */
export function select(
  view: ViewStore,
  nodes: readonly string[],
  links: readonly string[] = [],
): void {
  const { selection, isHeld } = view.getState();
  if (isSame(selection.nodes, nodes) && isSame(selection.links, links)) return;
  const next = nodes.length + links.length === 0 ? NOTHING : { nodes, links };
  view.setState(isHeld ? { selection: next } : { selection: next, settled: next });
}

/** Says whether a hand holds something on the canvas. Panels follow the selection when it lets go. */
export function hold(view: ViewStore, isHeld: boolean): void {
  if (view.getState().isHeld === isHeld) return;
  view.setState(({ selection }) => (isHeld ? { isHeld } : { isHeld, settled: selection }));
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
