import { useStore } from "zustand";
import type { Session } from "../actions/index.ts";
import { Button, Dialog } from "../ui/index.ts";
import styles from "./ModelDialog.module.css";
import { MODELLED, NOT_MODELLED } from "./modelWords.ts";

/** Says plainly what the figures rest on, and what they leave out. */
export function ModelDialog({ session }: { session: Session }) {
  const isOpen = useStore(session.view, ({ dialog }) => dialog === "model");
  return isOpen ? <OpenModel session={session} /> : null;
}

function OpenModel({ session }: { session: Session }) {
  const notSimulated = useStore(session.run.store, (state) => state.notSimulated);
  const close = () => session.view.setState({ dialog: undefined });
  return (
    <Dialog
      isOpen
      onClose={close}
      title="What is modelled, and what is not"
      icon="info"
      iconTone="quiet"
      width={620}
      actions={
        <>
          <a
            className={styles.link}
            href="third-party-notices.txt"
            target="_blank"
            rel="noreferrer"
          >
            Licences of what Sluice is built with
          </a>
          <Button tone="primary" onClick={close}>
            Close
          </Button>
        </>
      }
    >
      <Part title="Modelled, message by message" lines={MODELLED} />
      <Part title="Not modelled" lines={NOT_MODELLED} />
      <div className={styles.part}>
        <h3>Of this design</h3>
        {notSimulated.length === 0 ? (
          <p className={styles.dim}>Everything that it sets is simulated.</p>
        ) : (
          <>
            <p className={styles.dim}>Kept in the file and not simulated yet:</p>
            <p className={styles.mono}>{notSimulated.join(", ")}</p>
          </>
        )}
      </div>
      <div className={styles.part}>
        <h3>Where it stays</h3>
        <p className={styles.dim}>
          Designs, versions and runs stay on this machine: in this browser, and in the files that
          you save. Nothing is sent anywhere.
        </p>
      </div>
    </Dialog>
  );
}

function Part({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <div className={styles.part}>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
