import { useState } from "react";
import { useStore } from "zustand";
import type { OpenSession } from "./openSession.ts";

/**
 * Whether the page shows how to begin: on an empty design that nobody has edited yet, until it is
 * told to go. Deleting the last node does not bring it back: who does that knows the page.
 */
export function useStart({ designs }: OpenSession): { isStart: boolean; leave: () => void } {
  const [left, setLeft] = useState<string>();
  const designId = useStore(designs, (state) => state.designId);
  const isUntouched = useStore(designs, ({ design, past }) => {
    const things = { ...design.system?.nodes, ...design.notes };
    const last = past.at(-1);
    return Object.keys(things).length === 0 && (!last || last.designIds !== undefined);
  });
  return { isStart: isUntouched && left !== designId, leave: () => setLeft(designId) };
}
