import type { ReactNode } from "react";
import { NODE_SCHEMAS, type SystemNodeText } from "../../simulator/index.ts";
import {
  type Change,
  type Field,
  FieldsEditor,
  fieldOf,
  fieldsOf,
  SectionBox,
} from "../fields/index.ts";
import { CapacityRow } from "./CapacityRow.tsx";
import { RetrySection } from "./retry/RetrySection.tsx";
import { CAPACITY_ROW, SECTIONS } from "./sections.ts";

export type NodeSettingsProps = {
  node: SystemNodeText;
  /** The node with which the run began. */
  former: unknown;
  /** Where dead letters of this node's messages go, by name. */
  deadLetters: string | undefined;
  /** A fact beside the title of a section, such as the rate that a capacity allows. */
  factOf: (section: string) => ReactNode;
  onChange: (field: Field, value: unknown) => string | undefined;
};

/** The settings of a node, from its schema, in the sections of its kind. */
export function NodeSettings({ node, former, deadLetters, factOf, onChange }: NodeSettingsProps) {
  const fields = fieldsOf(NODE_SCHEMAS[node.kind]);
  const named = (keys: readonly string[]) =>
    keys.flatMap((key) => fields.filter((field) => field.key === key));
  const changeOf =
    (field: Field): Change =>
    (value) =>
      onChange(field, value);
  const held = node as Record<string, unknown>;
  // A section hands back the whole node; the one field that differs is what was edited.
  const changeNode = (next: Record<string, unknown>) => {
    const changed = fields.find((field) => next[field.key] !== held[field.key]);
    return changed ? onChange(changed, next[changed.key]) : undefined;
  };
  const [instances, concurrency] = named(CAPACITY_ROW);
  return SECTIONS[node.kind].map(({ title, fields: main, more = [] }) => {
    const [retry] = named(["retry"]);
    if (title === "Retry" && retry) {
      return (
        <RetrySection
          key={title}
          value={held.retry}
          former={fieldOf(former, "retry")}
          onChange={changeOf(retry)}
          deadLetters={deadLetters}
        />
      );
    }
    return (
      <SectionBox
        key={title}
        title={title}
        end={factOf(title)}
        more={named(more)}
        value={held}
        former={former}
        onChange={changeNode}
      >
        {title === "Capacity" && instances && concurrency && (
          <CapacityRow
            fields={[instances, concurrency]}
            node={held}
            former={former}
            onChange={onChange}
          />
        )}
        {main.length > 0 && (
          <FieldsEditor
            fields={named(main)}
            value={held}
            former={former}
            onChange={changeNode}
            isComplete
          />
        )}
      </SectionBox>
    );
  });
}
