import { Button } from "../ui/index.ts";
import styles from "./RescuePage.module.css";
import { downloadStore } from "./rescue.ts";

/** Stands in for a page that could not be opened: what happened, what is safe, what to do. */
export function RescuePage({ reason }: { reason: string }) {
  return (
    <main className={styles.page} role="alert">
      <h1>Sluice could not be opened.</h1>
      <p>The reason: {reason}</p>
      <p>Your designs are kept in this browser as they were; nothing was changed.</p>
      <div className={styles.acts}>
        <Button onClick={() => void downloadStore()}>Download what is stored</Button>
        <Button tone="primary" onClick={() => location.reload()}>
          Reload
        </Button>
      </div>
    </main>
  );
}
