import { useStore } from "zustand";
import type { Run } from "../../run/index.ts";
import { Icon } from "../../ui/index.ts";
import styles from "../Inspector.module.css";

/** The settings below one place of the system, named from there on; all of them without a place. */
function settingsBelow(paths: readonly string[], place: string): string[] {
  if (place === "") return [...paths];
  return paths
    .filter((path) => path.startsWith(place) && /^[.[]/.test(path.slice(place.length)))
    .map((path) => path.slice(place.length).replace(/^\./, ""));
}

/** Names the settings that this version keeps in the file but does not simulate. */
export function NotSimulated({ run, place }: { run: Run; place: string }) {
  const all = useStore(run.store, (state) => state.notSimulated);
  const here = settingsBelow(all, place);
  if (here.length === 0) return null;
  return (
    <div className={styles.alert} role="note">
      <Icon name="info" tone="quiet" />
      <span>
        <b>Kept in the file, not simulated yet:</b> {here.join(", ")}.
      </span>
    </div>
  );
}
