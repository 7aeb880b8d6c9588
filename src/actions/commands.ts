import type { Design } from "../design/index.ts";
import type { IconName } from "../ui/icons/iconNames.ts";

/** A place that is taken while a part of the page is on the screen, and empty otherwise. */
export interface Seat<Commands> {
  current: Commands | null;
}

/** A way to break a node or link of the running system, or to mend it. */
export interface Breakage {
  id: string;
  label: string;
  icon: IconName;
  /** How strong, or for how long. */
  note?: string | undefined;
  whyNot: string | undefined;
  perform: () => void;
}

/** What acts ask of the canvas. */
export interface CanvasCommands {
  /** What can be broken at a node or link, and mended if it is broken. */
  breakagesOf(kind: "node" | "link", id: string): readonly Breakage[];
  /** Brings everything, or some nodes, into view. */
  fitView(keys?: readonly string[]): void;
  zoomTo(zoom: number): void;
  /** Puts the keyboard on the canvas, where it was before. */
  takeFocus(): void;
  /** Selects a node or note, brings it into view and puts the keyboard on it. */
  goTo(key: string): void;
  /** Selects a node or note and brings it into view; the keyboard stays where it is. */
  show(key: string): void;
  /** The same for a link. */
  showLink(id: string): void;
  /** Lets the name of a node, or the text of a note, be written where it stands. */
  rename(key: string): void;
  /** Begins a link from a node; its end is chosen with the keyboard. */
  connectFrom(key: string): void;
  /** Leads an end of a link elsewhere; where to is chosen with the keyboard. */
  reconnectFrom(linkId: string, end: "source" | "target"): void;
  /** Asks what to add: after the selected node, in the selected link, or where there is room. */
  add(): void;
  /** Looks for things on the canvas. */
  find(): void;
  /** Deletes nodes, notes and links. */
  remove(keys: readonly string[], links: readonly string[]): void;
  /** Where what is pasted comes to stand: at the pointer, else in the middle of the view. */
  pastePlace(): { x: number; y: number };
  /** Puts nodes in order, all of them if none is named: columns that follow the flow. */
  tidy(keys: readonly string[]): void;
}

/** What acts ask of the panels around the canvas. */
export interface PanelCommands {
  toggle(panel: "dock" | "inspector"): void;
  open(panel: "dock" | "inspector"): void;
  /** Gives the dock most of the height, or its former height back. */
  toggleTall(): void;
}

/** What acts ask of the files. */
export interface FileCommands {
  /** Designs that come with the app. */
  examples: readonly { file: string; name: string }[];
  openExample(file: string): void;
  newDesign(): void;
  openFromDisk(): void;
  /** Saves to the file that the design belongs to, or asks for one. */
  saveToFile(): void;
  /** Asks for a file and saves to it. */
  saveAsFile(): void;
  /** Opens a copy of the design beside it. */
  duplicate(): void;
  /** Opens a design beside the others. */
  openBeside(design: Design): void;
  /** Opens, copies, renames, deletes or brings back a design that is kept, by its id. */
  openKept(id: string): Promise<void>;
  duplicateKept(id: string): Promise<void>;
  renameKept(id: string, name: string): Promise<void>;
  deleteKept(id: string): Promise<void>;
  restoreKept(id: string): Promise<void>;
}

/** Makes an empty seat. */
export function emptySeat<Commands>(): Seat<Commands> {
  return { current: null };
}
