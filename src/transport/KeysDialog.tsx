import { ACTIONS } from "../actions/index.ts";
import { Dialog, Keys, keyText } from "../ui/index.ts";
import styles from "./KeysDialog.module.css";

/** Every act that has keys, from the one list of acts. */
export function KeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const acts = ACTIONS.filter((action) => action.keys && action.keys.length > 0);
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Keys" width={520}>
      <ul className={styles.keys}>
        {acts.map((action) => (
          <li key={action.id} className={styles.row}>
            <span>{action.label}</span>
            {action.keys?.map((keys) => (
              <Keys key={keys}>{keyText(keys)}</Keys>
            ))}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
