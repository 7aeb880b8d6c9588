import { Select as BaseSelect } from "@base-ui/react/select";
import { classNames } from "../classNames.ts";
import { Icon } from "../icons/Icon.tsx";
import type { IconName } from "../icons/iconNames.ts";
import menuStyles from "../menu/Menu.module.css";
import fieldStyles from "./Field.module.css";
import styles from "./Select.module.css";

export type SelectOption<Value extends string> = {
  value: Value;
  label: string;
  icon?: IconName | undefined;
  note?: string | undefined;
  whyNot?: string | undefined;
};

export type SelectProps<Value extends string> = {
  label: string;
  /** What it means, for screen readers. */
  help?: string | undefined;
  value: Value | null;
  options: readonly SelectOption<Value>[];
  onChange: (value: Value) => void;
  icon?: IconName | undefined;
  placeholder?: string | undefined;
  isChanged?: boolean | undefined;
  isMono?: boolean | undefined;
  whyNot?: string | undefined;
  className?: string | undefined;
};

function Option<Value extends string>({ option }: { option: SelectOption<Value> }) {
  return (
    <BaseSelect.Item
      value={option.value}
      disabled={option.whyNot !== undefined}
      className={classNames(menuStyles.item, styles.item)}
    >
      <span>
        <BaseSelect.ItemIndicator>
          <Icon name="check" size={14} />
        </BaseSelect.ItemIndicator>
      </span>
      <BaseSelect.ItemText className={styles.label}>
        {option.icon && <Icon name={option.icon} size={14} />}
        {option.label}
      </BaseSelect.ItemText>
      <span className={menuStyles.note}>{option.whyNot ?? option.note}</span>
    </BaseSelect.Item>
  );
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const {
    label,
    help,
    value,
    options,
    onChange,
    icon,
    placeholder,
    isChanged,
    isMono,
    whyNot,
    className,
  } = props;
  return (
    <BaseSelect.Root
      value={value}
      items={options}
      onValueChange={(next) => next !== null && onChange(next as Value)}
      disabled={whyNot !== undefined}
    >
      <BaseSelect.Trigger
        aria-label={label}
        aria-description={help}
        title={whyNot}
        className={classNames(
          fieldStyles.field,
          styles.trigger,
          isChanged && fieldStyles.changed,
          isMono && fieldStyles.mono,
          whyNot && fieldStyles.off,
          className,
        )}
      >
        {icon && <Icon name={icon} size={14} tone="quiet" />}
        <BaseSelect.Value className={styles.value} placeholder={placeholder} />
        <BaseSelect.Icon render={<Icon name="down" size={12} className={styles.chevron} />} />
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner
          className={menuStyles.positioner}
          alignItemWithTrigger={false}
          sideOffset={2}
        >
          <BaseSelect.Popup className={classNames(menuStyles.popup, styles.popup)}>
            <BaseSelect.List>
              {options.map((option) => (
                <Option key={option.value} option={option} />
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
