import { Group, Panel, Separator } from "react-resizable-panels";
import styles from "./Splitter.module.css";

export {
  type PanelImperativeHandle as SplitPanelHandle,
  usePanelRef as useSplitPanelRef,
} from "react-resizable-panels";

/** Panels side by side or one above the other; sizes in pixels as numbers, in percent as text. */
export const SplitGroup = Group;
export const SplitPanel = Panel;

/** The line between two panels: drag it, double-click restores, arrow keys move it. */
export function SplitHandle({ label }: { label: string }) {
  return <Separator className={styles.handle} aria-label={label} />;
}
