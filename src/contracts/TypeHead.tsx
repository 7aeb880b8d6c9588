import { MessageTypeName } from "../../simulator/index.ts";
import { Button, Icon, TextField } from "../ui/index.ts";
import { type Kind, nameProblem } from "./TypeList.tsx";
import styles from "./Workplace.module.css";

const KINDS: readonly { kind: Kind; label: string }[] = [
  { kind: "event", label: "Event" },
  { kind: "command", label: "Command" },
  { kind: "reply", label: "Reply" },
];

const GOOD: Record<Kind, string> = {
  event: "past tense, as an event should be",
  command: "asks for something, as a command should",
  reply: "a reply, named as you like",
};

export type TypeHeadProps = {
  name: string;
  kind: Kind;
  taken: readonly string[];
  onRename: (name: string) => string | undefined;
  onKind: (kind: Kind) => void;
  /** Why the last change of the type was refused. */
  refusal: string | undefined;
};

/** Name and kind of a message type, checked against each other as they are typed. */
export function TypeHead(props: TypeHeadProps) {
  const { name, kind, taken, onRename, onKind, refusal } = props;
  const problem = nameProblem(name, kind);
  return (
    <>
      <span className={styles.nameField}>
        <TextField
          key={name}
          label="Name of the message type"
          value={name}
          parse={(text) => {
            const issue = MessageTypeName.safeParse(text).error?.issues[0]?.message;
            if (issue) return { ok: false, error: issue };
            return text !== name && taken.includes(text)
              ? { ok: false, error: `There is a ${text} already.` }
              : { ok: true, value: text };
          }}
          onCommit={onRename}
        />
      </span>
      <fieldset className={styles.kinds} aria-label="Kind of message">
        {KINDS.map((each) => (
          <Button
            key={each.kind}
            tone="quiet"
            isPressed={each.kind === kind}
            onClick={() => onKind(each.kind)}
          >
            {each.label}
          </Button>
        ))}
      </fieldset>
      {refusal === undefined ? (
        <span className={problem ? styles.nameBad : styles.nameGood}>
          <Icon name={problem ? "warn" : "ok"} size={14} tone={problem ? "warn" : "ok"} />
          <span className={styles.nameWords}>{problem?.words ?? GOOD[kind]}</span>
          {problem?.better && (
            <Button onClick={() => onRename(problem.better ?? name)}>{problem.better}</Button>
          )}
        </span>
      ) : (
        <span className={styles.refusal} role="alert">
          {refusal}
        </span>
      )}
    </>
  );
}
