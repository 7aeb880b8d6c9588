import { useState } from "react";
import { useStore } from "zustand";
import { MessageType } from "../../simulator/index.ts";
import type { Session } from "../actions/index.ts";
import {
  editValue,
  namesInDesign,
  problemSentence,
  renameMessageType,
  setValue,
} from "../design/index.ts";
import { EditorContext, fieldOf, fieldsOf, SectionBox } from "../fields/index.ts";
import { Button, EmptyState, Icon, IconButton, WorkplaceFrame } from "../ui/index.ts";
import { closeWorkplace, openWorkplace } from "../view/index.ts";
import { CompatibilityPanel } from "./CompatibilityPanel.tsx";
import type { MessageTypeText } from "./MessageTypeText.ts";
import { TypeHead } from "./TypeHead.tsx";
import { TypeList } from "./TypeList.tsx";
import { VersionEditor } from "./VersionEditor.tsx";
import { nextVersion, type Versions } from "./versions.ts";
import { WhoUses } from "./WhoUses.tsx";
import styles from "./Workplace.module.css";

/** The message types of a design: names, versions, schemas, and who can read what. */
export function MessageTypesWorkplace({ session }: { session: Session }) {
  const { designs, view } = session;
  const design = useStore(designs, (state) => state.design);
  const subject = useStore(view, (state) => state.subject);
  const types = design.system?.messageTypes ?? {};
  const name = subject !== undefined && subject in types ? subject : Object.keys(types)[0];
  const type = name === undefined ? undefined : types[name];
  const choose = (next: string) => openWorkplace(view, "message-types", next);
  const add = (next: string, kind: MessageTypeText["kind"]) => {
    const path = ["system", "messageTypes", next];
    const problem = editValue(designs, `add message type ${next}`, path, { kind });
    if (problem === undefined) choose(next);
    return problem;
  };
  const edits = useTypeEdits(session, name ?? "", choose);
  const shown = name !== undefined && type ? { name, type } : undefined;
  return (
    <WorkplaceFrame
      title="Message types"
      icon={<Icon name="mail" tone="note" />}
      heading={
        shown && (
          <TypeHead
            name={shown.name}
            kind={shown.type.kind}
            taken={Object.keys(types)}
            refusal={edits.refusal}
            onRename={edits.rename}
            onKind={edits.setKind}
          />
        )
      }
      actions={shown && <IconButton icon="trash" label={`Remove ${name}`} onClick={edits.remove} />}
      onClose={() => closeWorkplace(view)}
    >
      <div className={styles.body}>
        <TypeList types={types} chosen={name} onChoose={choose} onAdd={add} />
        {shown ? (
          <Body key={shown.name} session={session} {...shown} />
        ) : (
          <div className={styles.nothing}>
            <EmptyState>No message types yet. Name the first one at the left.</EmptyState>
          </div>
        )}
      </div>
    </WorkplaceFrame>
  );
}

/** What the head does with the type that is shown, and why the last of it was refused. */
function useTypeEdits(session: Session, name: string, onChoose: (name: string) => void) {
  const { designs } = session;
  const [last, setLast] = useState<{ name: string; refusal: string | undefined }>();
  const path = ["system", "messageTypes", name];
  const note = (refusal: string | undefined) => setLast({ name, refusal });
  return {
    refusal: last?.name === name ? last.refusal : undefined,
    rename(next: string) {
      const result = designs.edit(`rename ${name} to ${next}`, (draft) =>
        renameMessageType(draft, name, next),
      );
      if (!result.ok) return problemSentence(result.problems[0]);
      onChoose(next);
      return undefined;
    },
    setKind: (kind: MessageTypeText["kind"]) =>
      note(editValue(designs, `make ${name} a ${kind}`, [...path, "kind"], kind)),
    remove: () => note(editValue(designs, `remove message type ${name}`, path, undefined)),
  };
}

type TypeProps = { session: Session; name: string; type: MessageTypeText };

const KEY_FIELDS = ["key", "ordering", "attributes"];
const SIZE_FIELDS = ["size", "expiresAfter"];
const RARE_KEY = ["routingKey", "priority"];
const RARE_SIZE = ["withdraws", "description"];
const fields = fieldsOf(MessageType);
const named = (keys: readonly string[]) =>
  keys.flatMap((key) => fields.filter((field) => field.key === key));

function Body({ session, name, type }: TypeProps) {
  const { designs, run } = session;
  const design = useStore(designs, (state) => state.design);
  const [problem, setProblem] = useState<string>();
  const versions = (type.versions ?? {}) as Versions;
  const names = Object.keys(versions);
  const [wanted, setWanted] = useState<string>();
  const version = wanted !== undefined && wanted in versions ? wanted : names.at(-1);
  const path = ["system", "messageTypes", name];
  const former = fieldOf(fieldOf(run.startedWith(), "messageTypes"), name) ?? type;
  const addVersion = () => {
    const next = nextVersion(versions);
    const copy = version === undefined ? {} : (type.versions?.[version] ?? {});
    const label = `add version ${next} of ${name}`;
    setProblem(editValue(designs, label, [...path, "versions", next], copy));
    setWanted(next);
  };
  const change = (next: Record<string, unknown>) => {
    const changed = fields.filter(({ key }) => next[key] !== fieldOf(type, key));
    const what = changed.map(({ label }) => label.toLowerCase()).join(", ");
    const result = designs.edit(`change ${what} of ${name}`, (draft) => {
      for (const { key } of changed) setValue(draft, [...path, key], next[key]);
    });
    return result.ok ? undefined : problemSentence(result.problems[0]);
  };
  return (
    <>
      <main className={styles.main}>
        <div className={styles.versions}>
          <fieldset className={styles.kinds} aria-label="Versions">
            {names.map((each) => (
              <Button
                key={each}
                tone="quiet"
                isPressed={each === version}
                onClick={() => setWanted(each)}
              >
                {each}
              </Button>
            ))}
          </fieldset>
          <Button icon="plus" onClick={addVersion}>
            {version === undefined ? "Add a version" : `Version from ${version}`}
          </Button>
          {version !== undefined && (
            <IconButton
              icon="trash"
              className={styles.toEnd}
              label={`Remove version ${version}`}
              onClick={() =>
                setProblem(
                  editValue(
                    designs,
                    `remove version ${version} of ${name}`,
                    [...path, "versions", version],
                    undefined,
                  ),
                )
              }
            />
          )}
          {problem && (
            <span className={styles.refused} role="alert">
              {problem}
            </span>
          )}
        </div>
        {version === undefined ? (
          <div>
            <EmptyState>
              {name} has no versions yet: everybody reads and writes the same. Add one to write its
              schema and to change it later.
            </EmptyState>
          </div>
        ) : (
          <VersionEditor
            key={version}
            store={designs}
            message={name}
            version={version}
            type={type}
          />
        )}
      </main>
      <WhoUses session={session} message={name} />
      <aside className={styles.panel} aria-label={`Settings of ${name}`}>
        <CompatibilityPanel store={designs} design={design} message={name} type={type} />
        <EditorContext value={{ namesFor: (key) => namesInDesign(design, "messageType", key) }}>
          <SectionBox
            title="Key and order"
            fields={named(KEY_FIELDS)}
            more={named(RARE_KEY)}
            value={type}
            former={former}
            onChange={change}
          />
          <SectionBox
            title="Size and age"
            fields={named(SIZE_FIELDS)}
            more={named(RARE_SIZE)}
            value={type}
            former={former}
            onChange={change}
          />
        </EditorContext>
      </aside>
    </>
  );
}
