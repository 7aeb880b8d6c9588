import { useState } from "react";
import { MessageTypeName } from "../../simulator/index.ts";
import { asFact, asIntent, isFact, isIntent } from "../lint/index.ts";
import { Button, Icon, TextField } from "../ui/index.ts";
import type { MessageTypeText } from "./MessageTypeText.ts";
import { pairsOf, type Versions } from "./versions.ts";
import styles from "./Workplace.module.css";

export type Kind = MessageTypeText["kind"];

const GROUPS: readonly { kind: Kind; title: string; empty: string }[] = [
  { kind: "event", title: "Events", empty: "none, nothing is told" },
  { kind: "command", title: "Commands, one handler each", empty: "none, nobody is asked" },
  { kind: "reply", title: "Replies", empty: "none, nothing waits here" },
];

export type TypeListProps = {
  types: Readonly<Record<string, MessageTypeText>>;
  chosen: string | undefined;
  onChoose: (name: string) => void;
  onAdd: (name: string, kind: Kind) => string | undefined;
};

/** What is wrong with a name for a kind of message, and names that would do. */
export function nameProblem(
  name: string,
  kind: Kind,
): { words: string; better: string | undefined; other: Kind } | undefined {
  if (kind === "event" && !isFact(name)) {
    const words = "An event says what has happened; this name asks for something.";
    return { words, better: asFact(name), other: "command" };
  }
  if (kind === "command" && !isIntent(name)) {
    const words = "A command asks for something; this name says what has happened.";
    return { words, better: asIntent(name), other: "event" };
  }
  return undefined;
}

/** All message types by kind, and a field for the next one. */
export function TypeList({ types, chosen, onChoose, onAdd }: TypeListProps) {
  const entries = Object.entries(types);
  return (
    <nav className={styles.list} aria-label="Message types">
      <h3 className={styles.listHead}>
        Message types <span className={styles.headEnd}>{entries.length}</span>
      </h3>
      {GROUPS.map(({ kind, title, empty }) => {
        const own = entries.filter(([, type]) => type.kind === kind);
        return (
          <section key={kind} aria-label={title}>
            <h4 className={styles.group}>{title}</h4>
            {own.length === 0 && <p className={styles.none}>{empty}</p>}
            {own.map(([name, type]) => (
              <button
                key={name}
                type="button"
                className={styles.type}
                aria-current={name === chosen}
                onClick={() => onChoose(name)}
              >
                <Icon name={kind === "command" ? "s-work" : "mail"} size={14} tone="note" />
                <span className={styles.typeName}>{name}</span>
                <span className={styles.typeVersions}>
                  {Object.keys(type.versions ?? {}).join(" ")}
                </span>
                {isBroken(type) && <Icon name="bad" size={14} tone="bad" />}
              </button>
            ))}
          </section>
        );
      })}
      <NewType types={types} onAdd={onAdd} />
    </nav>
  );
}

const isBroken = (type: MessageTypeText) =>
  pairsOf((type.versions ?? {}) as Versions).some(({ verdict }) => verdict === "none");

function NewType({ types, onAdd }: Pick<TypeListProps, "types" | "onAdd">) {
  const [doubtful, setDoubtful] = useState<string>();
  const problem = doubtful === undefined ? undefined : nameProblem(doubtful, "event");
  const add = (name: string, kind: Kind) => {
    setDoubtful(undefined);
    return onAdd(name, kind);
  };
  return (
    <div className={styles.newType}>
      <TextField
        label="Name of a new message type"
        value=""
        placeholder="name a new type"
        parse={(text) => {
          const name = text.trim();
          const issue = MessageTypeName.safeParse(name).error?.issues[0]?.message;
          if (issue) return { ok: false, error: issue };
          return name in types
            ? { ok: false, error: `There is a ${name} already.` }
            : { ok: true, value: name };
        }}
        onCommit={(name) => {
          if (nameProblem(name, "event") === undefined) return add(name, "event");
          setDoubtful(name);
          return undefined;
        }}
      />
      {problem && doubtful !== undefined && (
        <div role="alert">
          <p className={styles.refused}>
            “{doubtful}”: {problem.words}
          </p>
          <div className={styles.acts}>
            {problem.better && (
              <Button onClick={() => add(problem.better ?? doubtful, "event")}>
                {problem.better}
              </Button>
            )}
            <Button onClick={() => add(doubtful, "command")}>Command</Button>
            <Button tone="quiet" onClick={() => add(doubtful, "event")}>
              Event all the same
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
