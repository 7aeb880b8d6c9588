import { NumberField } from "../ui/index.ts";
import styles from "./Transport.module.css";

export type SeedFieldProps = { seed: number; onChange: (seed: number) => string | undefined };

const LARGEST_SEED = 4_294_967_295;

/** The seed of the run: the same design, scenario and seed give the same run. */
export function SeedField({ seed, onChange }: SeedFieldProps) {
  return (
    <div className={styles.seed}>
      <NumberField
        label="Seed"
        prefix="seed"
        value={seed}
        min={0}
        max={LARGEST_SEED}
        isInteger
        onCommit={(next) => onChange(next ?? seed)}
      />
    </div>
  );
}
