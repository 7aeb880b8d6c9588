import { type Ref, useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Session } from "../actions/index.ts";
import { changesBetween, type Design, parseDesign, summaryWords } from "../design/index.ts";
import type { DesignKeeper, VersionRecord } from "../storage/index.ts";
import { Button, Dialog, dayAndTime, showToast, TextField } from "../ui/index.ts";
import { DifferenceLines } from "./DifferenceLines.tsx";
import common from "./safety.module.css";
import styles from "./VersionsDialog.module.css";

export type VersionsDialogProps = { session: Session; keeper: DesignKeeper };

/** The versions of the open design: what each differs by from now, and the way back to it. */
export function VersionsDialog({ session, keeper }: VersionsDialogProps) {
  const isOpen = useStore(session.view, ({ dialog }) => dialog === "versions");
  return isOpen ? <OpenVersions session={session} keeper={keeper} /> : null;
}

function OpenVersions({ session, keeper }: VersionsDialogProps) {
  const design = useStore(session.designs, (state) => state.design);
  const readOnly = useStore(session.designs, (state) => state.readOnly);
  const { versions, reload } = useVersions(session, keeper);
  const [chosen, setChosen] = useState<VersionRecord>();
  const version = useVersionDesign(keeper, chosen);
  const nameField = useRef<HTMLInputElement>(null);
  const close = () => session.view.setState({ dialog: undefined });
  const name = async (text: string) => {
    if (chosen) await keeper.library.nameVersion(chosen, text);
    else await keeper.addVersion("named", text);
    setChosen(undefined);
    reload();
  };
  const restore = () => {
    if (!version || !chosen) return;
    const done = session.designs.replace(`restore “${chosen.name}”`, version);
    if (!done.ok) return;
    close();
    const onAct = () => session.designs.undo();
    showToast({ text: `“${chosen.name}” is restored.`, action: { label: "Undo", onAct } });
  };
  return (
    <Dialog
      isOpen
      onClose={close}
      title={`Versions of ${design.name}`}
      icon="history"
      iconTone="quiet"
      width={560}
      firstField={nameField}
      actions={
        <>
          <Button
            className={common.spread}
            whyNot={version ? undefined : "choose a version first"}
            onClick={() => version && session.files.current?.openBeside(copyOf(version, chosen))}
          >
            Open beside
          </Button>
          <Button
            tone="primary"
            whyNot={readOnly ?? (version ? undefined : "choose a version first")}
            onClick={restore}
          >
            Restore, as a new version
          </Button>
        </>
      }
    >
      <NameField
        key={chosen?.at}
        field={nameField}
        chosen={chosen}
        onName={(text) => void name(text)}
      />
      <VersionList design={design} versions={versions} chosen={chosen} onChoose={setChosen} />
      {chosen && <Difference design={design} version={version} />}
    </Dialog>
  );
}

function NameField({
  field,
  chosen,
  onName,
}: {
  field: Ref<HTMLInputElement>;
  chosen: VersionRecord | undefined;
  onName: (name: string) => void;
}) {
  return (
    <div className={styles.naming}>
      <span className={common.note}>
        {chosen ? "Name of this version" : "Name what is open now"}
      </span>
      <TextField
        label={chosen ? "Name of this version" : "Name what is open now"}
        inputRef={field}
        value={chosen?.kind === "named" ? chosen.name : ""}
        placeholder="such as “As shown in the review”"
        onCommit={(text) => {
          if (text.trim() === "") return "A version needs a name.";
          onName(text.trim());
          return undefined;
        }}
      />
    </div>
  );
}

function VersionList({
  design,
  versions,
  chosen,
  onChoose,
}: {
  design: Design;
  versions: readonly VersionRecord[];
  chosen: VersionRecord | undefined;
  onChoose: (version: VersionRecord | undefined) => void;
}) {
  const [now] = useState(() => Date.now());
  const nodes = Object.keys(design.system?.nodes ?? {}).length;
  return (
    <ul className={styles.list} aria-label="Versions">
      <li>
        <button
          type="button"
          className={styles.row}
          aria-pressed={chosen === undefined}
          onClick={() => onChoose(undefined)}
        >
          <span className={styles.time}>{dayAndTime(now, now)}</span>
          <span className={styles.mark} />
          <span>Now</span>
          <span className={common.note}>{nodes} nodes</span>
        </button>
      </li>
      {versions.map((version) => (
        <li key={version.at}>
          <button
            type="button"
            className={styles.row}
            aria-pressed={chosen?.at === version.at}
            onClick={() => onChoose(version)}
          >
            <span className={styles.time}>{dayAndTime(version.at, now)}</span>
            <span className={styles.mark} data-kind={version.kind} />
            <span className={common.cut}>{version.name}</span>
            <span className={common.note}>{version.kind === "named" ? "named" : version.note}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Difference({ design, version }: { design: Design; version: Design | undefined | null }) {
  const changes = useMemo(
    () => (version ? changesBetween(version, design) : []),
    [version, design],
  );
  if (version === null)
    return <p className={styles.difference}>This version is damaged and cannot be read.</p>;
  if (!version) return <p className={styles.difference}>…</p>;
  return (
    <div className={styles.difference}>
      <p className={common.note}>From this version to now: {summaryWords(changes)}</p>
      <DifferenceLines changes={changes} before={version} after={design} />
    </div>
  );
}

function useVersions({ designs }: Session, keeper: DesignKeeper) {
  const [versions, setVersions] = useState<readonly VersionRecord[]>([]);
  const [round, setRound] = useState(0);
  const designId = useStore(designs, (state) => state.designId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round reads them again
  useEffect(() => {
    let isGone = false;
    keeper.library.versions(designId).then(
      (found) => !isGone && setVersions(found),
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [keeper, designId, round]);
  return { versions, reload: () => setRound((n) => n + 1) };
}

/** The design of a version: undefined until it is read, null when it cannot be. */
function useVersionDesign(keeper: DesignKeeper, version: VersionRecord | undefined) {
  const [read, setRead] = useState<{ at: number; design: Design | null }>();
  useEffect(() => {
    if (!version) return;
    let isGone = false;
    const show = (text: string | undefined) => {
      const parsed = text === undefined ? undefined : parseDesign(text);
      if (!isGone) setRead({ at: version.at, design: parsed?.ok ? parsed.design : null });
    };
    keeper.library.versionText(version).then(show, () => show(undefined));
    return () => {
      isGone = true;
    };
  }, [keeper, version]);
  return version && read?.at === version.at ? read.design : undefined;
}

function copyOf(design: Design, version: VersionRecord | undefined): Design {
  return { ...design, name: `${design.name}, ${version?.name ?? "copy"}`.slice(0, 200) };
}
