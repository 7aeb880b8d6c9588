import { Button, IconButton, Menu } from "../ui/index.ts";
import { SPEEDS, speedLabel, speedNear } from "./speeds.ts";
import styles from "./Transport.module.css";

export type SpeedControlProps = { speed: number; onChange: (speed: number) => void };

/** How many simulated seconds pass in a second. */
export function SpeedControl({ speed, onChange }: SpeedControlProps) {
  const slower = speedNear(speed, -1);
  const faster = speedNear(speed, 1);
  const choose = (next: number) => next !== speed && onChange(next);
  return (
    <fieldset className={styles.speed} aria-label="Speed">
      <IconButton
        icon="minus"
        label="Slower"
        keys="<"
        whyNot={slower === speed ? "this is the slowest" : undefined}
        onClick={() => choose(slower)}
      />
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
          onSelect: () => onChange(each),
        }))}
      />
      <IconButton
        icon="plus"
        label="Faster"
        keys=">"
        whyNot={faster === speed ? "this is the fastest" : undefined}
        onClick={() => choose(faster)}
      />
    </fieldset>
  );
}
