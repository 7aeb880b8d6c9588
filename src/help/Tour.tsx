import { useState } from "react";
import { useStore } from "zustand";
import type { Session } from "../actions/index.ts";
import { rememberTour } from "../storage/index.ts";
import { Button, Callout } from "../ui/index.ts";
import styles from "./Tour.module.css";
import { TOUR_STEPS } from "./tourSteps.tsx";

/** The tour of the page: one part after another, and left at any moment. */
export function Tour({ session }: { session: Session }) {
  const isOpen = useStore(session.view, ({ dialog }) => dialog === "tour");
  return isOpen ? <OpenTour session={session} /> : null;
}

function OpenTour({ session }: { session: Session }) {
  const [at, setAt] = useState(0);
  const step = TOUR_STEPS[at];
  const isLast = at === TOUR_STEPS.length - 1;
  const leave = (how: "finished" | "left") => {
    rememberTour(how);
    session.view.setState({ dialog: undefined });
  };
  if (!step) return null;
  return (
    <Callout
      target={step.target}
      title={step.title}
      onClose={() => leave("left")}
      actions={
        <>
          <span className={styles.count}>
            {at + 1} of {TOUR_STEPS.length}
          </span>
          {at > 0 && <Button onClick={() => setAt(at - 1)}>Back</Button>}
          {!isLast && (
            <Button tone="quiet" onClick={() => leave("left")}>
              Leave
            </Button>
          )}
          <Button
            tone="primary"
            autoFocus
            onClick={() => (isLast ? leave("finished") : setAt(at + 1))}
          >
            {isLast ? "Begin" : "Next"}
          </Button>
        </>
      }
    >
      <p>{step.text}</p>
    </Callout>
  );
}
