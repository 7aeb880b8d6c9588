import { useMemo } from "react";
import { useStore } from "zustand";
import type { Design } from "../design/index.ts";
import { drawDesign, PICTURE_TOKENS } from "../picture/index.ts";
import { readTokens, themeStore } from "../ui/index.ts";
import styles from "./Gallery.module.css";

/** About the size in which previews are shown, in pixels. */
const SHOWN_IN = { width: 250, height: 110 };

/**
 * The picture of a design, small. It is shown as an image, in which nothing can run, whatever the
 * design's names say.
 */
export function Preview({ design }: { design: Design | undefined }) {
  const theme = useStore(themeStore);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens follow the theme
  const address = useMemo(() => {
    if (!design) return undefined;
    const svg = drawDesign(design, { colors: readTokens(PICTURE_TOKENS), shownIn: SHOWN_IN });
    return `data:image/svg+xml,${encodeURIComponent(svg)}`;
  }, [design, theme]);
  return (
    <span className={styles.preview}>
      {address && <img src={address} alt="" draggable={false} />}
    </span>
  );
}
