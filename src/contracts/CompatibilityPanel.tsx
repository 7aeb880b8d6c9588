import { useState } from "react";
import { versionConflicts } from "../../simulator/index.ts";
import { type Design, type DesignStore, editValue, titleOfNode } from "../design/index.ts";
import { Icon, Select } from "../ui/index.ts";
import styles from "./CompatibilityPanel.module.css";
import type { MessageTypeText } from "./MessageTypeText.ts";
import { type Cell, cellOf, pairsOf, type Versions } from "./versions.ts";
import frame from "./Workplace.module.css";

const MODES = [
  "none",
  "backward",
  "backward-transitive",
  "forward",
  "forward-transitive",
  "full",
  "full-transitive",
] as const;
type Mode = (typeof MODES)[number];

export type CompatibilityPanelProps = {
  store: DesignStore;
  design: Design;
  message: string;
  type: MessageTypeText;
};

/** The registry that guards a message type, if there is one. */
function guardOf(design: Design, message: string) {
  return Object.entries(design.system?.nodes ?? {}).find(
    ([, node]) => node.kind === "registry" && node.guards?.includes(message),
  );
}

/** Which version can read which, and what a registry would say. */
export function CompatibilityPanel({ store, design, message, type }: CompatibilityPanelProps) {
  const [ownMode, setOwnMode] = useState<Mode>("backward");
  const [shown, setShown] = useState<{ reader: string; writer: string }>();
  const versions = (type.versions ?? {}) as Versions;
  const names = Object.keys(versions);
  const guard = guardOf(design, message);
  const [guardId, registry] = guard ?? [];
  const mode =
    registry?.kind === "registry" ? ((registry.compatibility ?? "backward") as Mode) : ownMode;
  const choose = (next: Mode) => {
    if (guardId === undefined) setOwnMode(next);
    else
      editValue(
        store,
        `change compatibility of ${titleOfNode(guardId, registry)}`,
        ["system", "nodes", guardId, "compatibility"],
        next,
      );
  };
  const newest = names.at(-1);
  const table = versions as Parameters<typeof versionConflicts>[0];
  const conflicts = newest === undefined ? [] : versionConflicts(table, newest, mode);
  const cell = shown && cellOf(versions, shown.reader, shown.writer);
  return (
    <section className={frame.section} aria-label="Compatibility">
      <h3 className={frame.heading}>
        Compatibility
        <span className={frame.headEnd}>
          {guardId === undefined ? "no registry guards it" : titleOfNode(guardId, registry)}
        </span>
      </h3>
      <div className={styles.row}>
        <span>Mode</span>
        <Select
          label="Mode of compatibility"
          value={mode}
          options={MODES.map((each) => ({ value: each, label: each.replace("-", ", ") }))}
          onChange={choose}
        />
      </div>
      {names.length > 1 && (
        <table className={styles.grid}>
          <thead>
            <tr>
              <td className={styles.corner} />
              {names.map((name) => (
                <th key={name} scope="col">
                  {`wrote ${name}`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((reader) => (
              <tr key={reader}>
                <th scope="row">reads {reader}</th>
                {names.map((writer) => (
                  <td key={writer}>
                    <GridCell
                      cell={cellOf(versions, reader, writer)}
                      label={`reads ${reader}, wrote ${writer}`}
                      onShow={() => setShown({ reader, writer })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shown && cell?.kind === "breaks" && (
        <ul
          className={styles.reasons}
          aria-label={`Why ${shown.reader} cannot read ${shown.writer}`}
        >
          {cell.why.map(({ path, message: why }) => (
            <li key={path + why}>
              <code>{path}</code> {why}
            </li>
          ))}
        </ul>
      )}
      <ul className={styles.pairs}>
        {pairsOf(versions).map(({ from, to, verdict, words }) => (
          <li key={`${from} ${to}`}>
            <b>
              {from} → {to}
            </b>
            <span className={styles.verdict} data-verdict={verdict}>
              {verdict === "unknown" ? "not known" : verdict}
            </span>
            <span>{words}</span>
          </li>
        ))}
      </ul>
      {conflicts.length > 0 && (
        <p className={styles.refusal}>
          <Icon name="bad" size={14} tone="bad" />
          <span>
            <b>
              {guardId === undefined ? "A registry" : "The registry"} would refuse {newest}.
            </b>{" "}
            {conflicts.map(({ reader, writer }) => `${reader} cannot read ${writer}`).join(", ")}.
          </span>
        </p>
      )}
    </section>
  );
}

type GridCellProps = { cell: Cell; label: string; onShow: () => void };

const SAID: Record<Cell["kind"], string> = {
  same: "the same version",
  unknown: "not known, a schema is missing",
  fits: "can be read",
  breaks: "cannot be read",
};

function GridCell({ cell, label, onShow }: GridCellProps) {
  if (cell.kind === "same") return <span className={styles.same}>same</span>;
  if (cell.kind === "unknown") return <span className={styles.same}>–</span>;
  return (
    <button
      type="button"
      className={styles.cell}
      data-kind={cell.kind}
      aria-label={`${label}: ${SAID[cell.kind]}`}
      title={cell.kind === "breaks" ? cell.why.map(({ message }) => message).join("\n") : SAID.fits}
      onClick={onShow}
    >
      <Icon name={cell.kind === "fits" ? "check" : "close"} size={14} />
    </button>
  );
}
