import { useSyncExternalStore } from "react";

/** Width under which the top bar and the palette give up what the menu also holds. */
export const NARROW_SCREEN = "(max-width: 1100px)";

/** Whether a media query holds now. */
export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = matchMedia(query);
      list.addEventListener("change", onChange);
      return () => list.removeEventListener("change", onChange);
    },
    () => matchMedia(query).matches,
  );
}
