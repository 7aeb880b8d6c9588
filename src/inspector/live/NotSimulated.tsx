import { useStore } from "zustand";
import { jsonPath } from "../../design/index.ts";
import type { Run } from "../../run/index.ts";
import { Icon } from "../../ui/index.ts";
import styles from "../Inspector.module.css";

/** Names the settings of a node or link that this version keeps in the file but does not simulate. */
export function NotSimulated({ run, path }: { run: Run; path: readonly string[] }) {
  const all = useStore(run.store, (state) => state.notSimulated);
  const prefix = jsonPath(path);
  const here = all
    .filter((each) => each.startsWith(prefix) && /^[.[]/.test(each.slice(prefix.length)))
    .map((each) => each.slice(prefix.length).replace(/^\./, ""));
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
