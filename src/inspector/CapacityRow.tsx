import {
  type Field,
  fieldOf,
  NumberEditor,
  editorStyles as styles,
  ValueOrWordEditor,
} from "../fields/index.ts";

export type CapacityRowProps = {
  /** Instances, and what one of them does at once. */
  fields: readonly [Field, Field];
  node: Readonly<Record<string, unknown>>;
  /** The node with which the run began. */
  former: unknown;
  onChange: (field: Field, value: unknown) => string | undefined;
};

/** Instances × slots on one line, with what they come to. */
export function CapacityRow({
  fields: [instances, slots],
  node,
  former,
  onChange,
}: CapacityRowProps) {
  const count = node[instances.key] ?? instances.defaultValue;
  const each = node[slots.key] ?? slots.defaultValue;
  const total = typeof count === "number" && typeof each === "number" ? count * each : undefined;
  return (
    <div className={styles.row}>
      <span className={styles.label} title={`${instances.help}; ${slots.help}`}>
        Instances × slots
      </span>
      <span className={styles.capacity}>
        {instances.shape.type === "number" && (
          <NumberEditor
            field={instances}
            shape={instances.shape}
            value={node[instances.key]}
            former={fieldOf(former, instances.key)}
            onChange={(value) => onChange(instances, value)}
          />
        )}
        <span className={styles.faint}>×</span>
        {slots.shape.type === "value-or-word" && (
          <ValueOrWordEditor
            field={slots}
            shape={slots.shape}
            value={node[slots.key]}
            former={fieldOf(former, slots.key)}
            onChange={(value) => onChange(slots, value)}
          />
        )}
        {total !== undefined && <span className={styles.faint}>= {total}</span>}
      </span>
    </div>
  );
}
