import { useStore } from "zustand";
import type { Session } from "../actions/index.ts";
import { setSeed } from "../design/index.ts";
import { NumberField } from "../ui/index.ts";
import styles from "./Transport.module.css";

/** The seed of the run: the same design, scenario and seed give the same run. */
export function SeedField({ session: { designs, run } }: { session: Session }) {
  const scenario = useStore(run.store, (state) => state.scenario);
  const seed = useStore(designs, ({ resolved }) => resolved.scenarios[scenario]?.seed ?? 1);
  const commit = (next: number | undefined) => {
    const result = designs.edit("change the seed", (draft) => setSeed(draft, scenario, next ?? 1));
    return result.ok ? undefined : result.problems[0]?.message;
  };
  return (
    <div className={styles.seed}>
      <NumberField
        label="Seed"
        prefix="seed"
        value={seed}
        min={0}
        max={Number.MAX_SAFE_INTEGER}
        isInteger
        onCommit={commit}
      />
    </div>
  );
}
