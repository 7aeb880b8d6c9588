import { WorkplaceFrame } from "../ui/index.ts";
import { Gallery, type GalleryProps } from "./Gallery.tsx";
import styles from "./GalleryScreen.module.css";

/** The gallery in the place of the canvas. */
export function GalleryScreen({ onClose, ...gallery }: GalleryProps & { onClose: () => void }) {
  return (
    <WorkplaceFrame title="Examples and designs" onClose={onClose}>
      <main className={styles.screen}>
        <Gallery {...gallery} />
      </main>
    </WorkplaceFrame>
  );
}
