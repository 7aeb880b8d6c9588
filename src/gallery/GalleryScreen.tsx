import { Button } from "../ui/index.ts";
import { Gallery, type GalleryProps } from "./Gallery.tsx";
import styles from "./GalleryScreen.module.css";

/** The gallery in the place of the canvas. */
export function GalleryScreen({ onClose, ...gallery }: GalleryProps & { onClose: () => void }) {
  return (
    <main className={styles.screen} data-region="workplace">
      <div className={styles.head}>
        <Button onClick={onClose}>Back to the design</Button>
        <h2>Examples and designs</h2>
      </div>
      <Gallery {...gallery} />
    </main>
  );
}
