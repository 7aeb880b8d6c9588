import { createContext, useContext, useEffect, useState } from "react";
import { DetailKeeper } from "./DetailKeeper.ts";

export function createDetailKeeper(): DetailKeeper {
  return new DetailKeeper((draw) => requestAnimationFrame(draw));
}

export const DetailContext = createContext<DetailKeeper>(createDetailKeeper());

/**
 * Whether a thing is drawn in full just now, or as it is seen from afar.
 * @param id of a thing with a place of its own; a link has none
 */
export function useIsFull(id?: string): boolean {
  const keeper = useContext(DetailContext);
  const [isFull, setFull] = useState(() => keeper.isFullAtFirst());
  // What it was told last is what it shows: it needs to be followed once only.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  useEffect(() => keeper.follow(id, isFull, setFull), [keeper, id]);
  return isFull;
}
