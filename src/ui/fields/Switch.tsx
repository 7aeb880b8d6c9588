import { Switch as BaseSwitch } from "@base-ui/react/switch";
import { classNames } from "../classNames.ts";
import styles from "./Switch.module.css";

export type SwitchProps = {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  /** What stands beside it; "on" and "off" unless told otherwise. */
  text?: string;
  whyNot?: string | undefined;
  /** Changed since the run began: an accent edge. */
  isChanged?: boolean | undefined;
};

export function Switch({ label, isOn, onChange, text, whyNot, isChanged }: SwitchProps) {
  return (
    <span className={classNames(styles.row, isChanged && styles.changed)} title={whyNot}>
      <BaseSwitch.Root
        className={styles.root}
        checked={isOn}
        onCheckedChange={onChange}
        disabled={whyNot !== undefined}
        aria-label={label}
      >
        <BaseSwitch.Thumb className={styles.thumb} />
      </BaseSwitch.Root>
      {text ?? (isOn ? "on" : "off")}
    </span>
  );
}
