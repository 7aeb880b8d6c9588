import { useEffect, useState } from "react";
import type { Design } from "../design/index.ts";

/** A design of one's own, as the gallery shows it. */
export interface KeptCard {
  id: string;
  name: string;
  /** How large it is and when it was saved. */
  words: string;
  /** Undefined when it cannot be read. */
  design: Design | undefined;
}

/** Designs that are kept in this browser, once they are read. */
export function useKeptCards(read: () => Promise<readonly KeptCard[]>): readonly KeptCard[] {
  const [cards, setCards] = useState<readonly KeptCard[]>([]);
  useEffect(() => {
    let isGone = false;
    read().then(
      (found) => !isGone && setCards(found),
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [read]);
  return cards;
}
