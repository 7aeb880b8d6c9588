import { useMemo, useState } from "react";
import type { Design, Rect } from "../../design/index.ts";
import { findOnCanvas } from "./findOnCanvas.ts";

export interface Finding {
  isOpen: boolean;
  search: string;
  /** What is found, in reading order. */
  found: readonly string[];
  /** The same, while something is looked for: all else steps back. */
  standsOut: ReadonlySet<string> | undefined;
  open(): void;
  look(search: string): void;
  close(): void;
}

/** Looks for things on the canvas while the bar is open. */
export function useFind(design: Design, frames: ReadonlyMap<string, Rect>): Finding {
  const [search, setSearch] = useState<string | undefined>();
  const found = useMemo(
    () => (search ? findOnCanvas(design, frames, search) : []),
    [design, frames, search],
  );
  const standsOut = useMemo(() => (search?.trim() ? new Set(found) : undefined), [found, search]);
  return {
    isOpen: search !== undefined,
    search: search ?? "",
    found,
    standsOut,
    open: () => setSearch((old) => old ?? ""),
    look: setSearch,
    close: () => setSearch(undefined),
  };
}
