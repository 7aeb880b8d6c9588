import { useStore } from "zustand";
import { ACTION_GROUPS, ACTIONS, type Session } from "../actions/index.ts";
import { Dialog, Keys, keyText } from "../ui/index.ts";
import styles from "./KeysDialog.module.css";

/** Gestures of the keyboard and the mouse that are no acts of the list. */
const GESTURES: readonly (readonly [what: string, keys: readonly string[]])[] = [
  ["Next or previous node, in reading order", ["Tab", "Shift Tab"]],
  ["Walk along links", ["Alt ←↑→↓"]],
  ["Move the selection; five steps", ["←↑→↓", "Shift ←↑→↓"]],
  ["Menu of the selected", ["Shift F10"]],
  ["Add to the selection", ["Shift click"]],
  ["Leave a gesture, a menu, a dialog", ["Esc"]],
];

/** Every act that has keys, from the one list of acts. */
export function KeysDialog({ session: { view } }: { session: Session }) {
  const isOpen = useStore(view, ({ dialog }) => dialog === "keys");
  const groups = ACTION_GROUPS.map((group) => ({
    group,
    acts: ACTIONS.filter((act) => act.group === group && act.keys && act.keys.length > 0),
  })).filter(({ acts }) => acts.length > 0);
  return (
    <Dialog
      isText
      isOpen={isOpen}
      onClose={() => view.setState({ dialog: undefined })}
      title="Keys"
      width={992}
    >
      <div className={styles.columns}>
        {groups.map(({ group, acts }) => (
          <Section key={group} title={group}>
            {acts.map(({ id, label, keys }) => (
              <Row key={id} label={label} keys={(keys ?? []).map(keyText)} />
            ))}
          </Section>
        ))}
        <Section title="By hand, on the canvas">
          {GESTURES.map(([label, keys]) => (
            <Row key={label} label={label} keys={keys} />
          ))}
        </Section>
      </div>
    </Dialog>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <ul className={styles.rows}>{children}</ul>
    </section>
  );
}

function Row({ label, keys }: { label: string; keys: readonly string[] }) {
  return (
    <li className={styles.row}>
      <span>{label}</span>
      {[...new Set(keys)].map((each) => (
        <Keys key={each}>{each}</Keys>
      ))}
    </li>
  );
}
