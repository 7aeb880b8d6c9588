import { Button, Menu, NumberField } from "../../ui/index.ts";
import type { ShapeOf } from "../schema/Field.ts";
import type { EditorProps } from "./Editor.ts";
import { useSurroundings } from "./EditorContext.ts";
import styles from "./editors.module.css";
import { isChanged } from "./isChanged.ts";
import { fieldOf } from "./withField.ts";

/** Names with their relative weights, such as the message types of a producer. */
export function WeightsEditor({ field, value, former, onChange }: EditorProps<ShapeOf<"weights">>) {
  const weights = (value ?? {}) as Record<string, number>;
  const names = useSurroundings().namesFor(field.key) ?? [];
  const free = names.filter((name) => !(name.value in weights));
  const entries = Object.entries(weights);
  return (
    <div className={styles.block}>
      {field.mixed && <span className={styles.faint}>{field.mixed}</span>}
      {entries.map(([name, weight]) => (
        <div key={name} className={styles.weight}>
          <span>{name}</span>
          <NumberField
            label={`Weight of ${name}`}
            value={weight}
            isChanged={isChanged(fieldOf(former, name), weight)}
            min={0}
            onCommit={(next) => onChange({ ...weights, [name]: next ?? 1 })}
          />
          <Button
            tone="quiet"
            icon="close"
            aria-label={`Remove ${name}`}
            whyNot={entries.length === 1 ? "one must stay" : undefined}
            onClick={() => onChange(Object.fromEntries(entries.filter(([key]) => key !== name)))}
          />
        </div>
      ))}
      {free.length > 0 && (
        <div>
          <Menu
            trigger={
              <Button tone="quiet" icon="plus">
                Add
              </Button>
            }
            entries={free.map((name) => ({
              kind: "act",
              id: name.value,
              label: name.label,
              onSelect: () => onChange({ ...weights, [name.value]: 1 }),
            }))}
          />
        </div>
      )}
    </div>
  );
}
