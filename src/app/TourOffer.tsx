import { useStore } from "zustand";
import { actionOf, perform } from "../actions/index.ts";
import { hasSeenTour } from "../storage/index.ts";
import type { OpenSession } from "./openSession.ts";
import styles from "./StartLinks.module.css";

/** Offers the tour in the status bar, until it was taken or left once. */
export function TourOffer({ session }: { session: OpenSession }) {
  const isOpen = useStore(session.view, ({ dialog }) => dialog === "tour");
  if (isOpen || hasSeenTour()) return null;
  return (
    <button
      type="button"
      className={styles.link}
      onClick={() => perform(actionOf("tour"), session)}
    >
      Tour in five steps
    </button>
  );
}
