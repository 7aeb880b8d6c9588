import { useContext, useEffect, useRef } from "react";
import type { LinkFigures } from "./Live.ts";
import { PaintersContext } from "./usePaint.ts";

/** Paints the live part of a link, past React. */
export function useLinkPaint(
  linkId: string,
  paint: (figures: LinkFigures | undefined) => void,
): void {
  const painters = useContext(PaintersContext);
  const latest = useRef(paint);
  latest.current = paint;
  useEffect(
    () => painters.add("figures", () => latest.current(painters.live()?.linkFiguresOf(linkId))),
    [painters, linkId],
  );
}
