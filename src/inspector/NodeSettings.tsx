import type { ReactNode } from "react";
import type { NodeKind } from "../../simulator/index.ts";
import { type Field, fieldOf, SectionBox, withField } from "../fields/index.ts";
import { CapacityRow } from "./CapacityRow.tsx";
import { RetrySection } from "./retry/RetrySection.tsx";
import { CAPACITY_ROW, SECTIONS } from "./sections.ts";

export type NodeSettingsProps = {
  kind: NodeKind;
  /** The fields that are shown; those of several nodes are merged. */
  fields: readonly Field[];
  value: Readonly<Record<string, unknown>>;
  /** The node with which the run began. */
  former: unknown;
  /** Where dead letters of this node's messages go, by name. */
  deadLetters?: string | undefined;
  /** A fact beside the title of a section, such as the rate that a capacity allows. */
  factOf?: (section: string) => ReactNode;
  /** Takes the whole node with what was changed. Returns what speaks against it. */
  onChange: (next: Record<string, unknown>) => string | undefined;
};

/** The settings of a node, from its schema, in the sections of its kind. */
export function NodeSettings(props: NodeSettingsProps) {
  const { kind, fields, value, former, deadLetters, factOf, onChange } = props;
  const named = (keys: readonly string[]) =>
    keys.flatMap((key) => fields.filter((field) => field.key === key));
  const changeField = (field: Field, next: unknown) => onChange(withField(value, field.key, next));
  const [instances, slots] = named(CAPACITY_ROW);
  return SECTIONS[kind].map(({ title, fields: main, more = [] }) => {
    const [retry] = named(["retry"]);
    if (title === "Retry" && retry) {
      return (
        <RetrySection
          key={title}
          field={retry}
          value={value.retry}
          former={fieldOf(former, "retry")}
          onChange={(next) => changeField(retry, next)}
          deadLetters={deadLetters}
        />
      );
    }
    const row = title === "Capacity" && instances && slots && ([instances, slots] as const);
    if (!row && named([...main, ...more]).length === 0) return null;
    return (
      <SectionBox
        key={title}
        title={title}
        end={factOf?.(title)}
        fields={named(main)}
        more={named(more)}
        alsoReset={row || []}
        value={value}
        former={former}
        onChange={onChange}
      >
        {row && <CapacityRow fields={row} node={value} former={former} onChange={changeField} />}
      </SectionBox>
    );
  });
}
