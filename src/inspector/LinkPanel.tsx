import type { ReactNode } from "react";
import { useStore } from "zustand";
import { LINK_SCHEMAS, type LinkText } from "../../simulator/index.ts";
import { type DesignStore, editValue, namesInDesign, titleOfNode } from "../design/index.ts";
import { EditorContext, FieldsEditor, fieldsOf, labelOf, SectionBox } from "../fields/index.ts";
import { Icon } from "../ui/index.ts";
import styles from "./Inspector.module.css";

/** Drawn on the canvas, not typed here. */
const DRAWN = ["kind", "source", "target"];

export type LinkPanelProps = {
  store: DesignStore;
  id: string;
  link: LinkText;
  /** The link with which the run began. */
  former: unknown;
  /** What the run leaves out of it. */
  leftOut?: ReactNode;
};

export function LinkPanel({ store, id, link, former, leftOut }: LinkPanelProps) {
  const design = useStore(store, (state) => state.design);
  const nodes = design.system?.nodes;
  const source = titleOfNode(link.source, nodes?.[link.source]);
  const target = titleOfNode(link.target, nodes?.[link.target]);
  const held = link as Record<string, unknown>;
  const fields = fieldsOf(LINK_SCHEMAS[link.kind]).filter(({ key }) => !DRAWN.includes(key));
  const change = (next: Record<string, unknown>) => {
    const field = fields.find(({ key }) => next[key] !== held[key]);
    if (!field) return undefined;
    const label = `change ${field.label.toLowerCase()} of the link to ${target}`;
    return editValue(store, label, ["system", "links", id, field.key], next[field.key]);
  };
  return (
    <>
      <header className={styles.head}>
        <Icon name="link" tone="quiet" />
        <h2 className={styles.name}>
          {source} → {target}
        </h2>
        <span />
        <span className={styles.sub}>{labelOf(link.kind)} link</span>
      </header>
      {leftOut}
      <div className={styles.scroll}>
        <EditorContext value={{ namesFor: (key) => namesInDesign(design, link.kind, key) }}>
          <SectionBox key={id} title="Link" value={held} former={former} onChange={change}>
            <FieldsEditor fields={fields} value={held} former={former} onChange={change} />
          </SectionBox>
        </EditorContext>
      </div>
    </>
  );
}
