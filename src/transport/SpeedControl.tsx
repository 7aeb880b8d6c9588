import { useStore } from "zustand";
import { actionOf, type Session } from "../actions/index.ts";
import { SPEEDS } from "../run/index.ts";
import { Button, Menu } from "../ui/index.ts";
import { ActionButton } from "./ActionButton.tsx";
import styles from "./Transport.module.css";

/** A speed as the screen writes it: "0.5×", "20×". */
const speedLabel = (speed: number) => `${speed}×`;

/** How many simulated seconds pass in a second. */
export function SpeedControl({ session }: { session: Session }) {
  const speed = useStore(session.run.store, (state) => state.speed);
  return (
    <fieldset className={styles.speed} aria-label="Speed">
      <ActionButton action={actionOf("slower")} session={session} />
      <Menu
        align="center"
        trigger={
          <Button
            tone="quiet"
            className={styles.speedValue}
            aria-label={`Speed ${speedLabel(speed)}`}
          >
            <b>{speedLabel(speed)}</b>
          </Button>
        }
        entries={SPEEDS.map((each) => ({
          kind: "act",
          id: `speed-${each}`,
          label: speedLabel(each),
          isChosen: each === speed,
          onSelect: () => session.run.setSpeed(each),
        }))}
      />
      <ActionButton action={actionOf("faster")} session={session} />
    </fieldset>
  );
}
