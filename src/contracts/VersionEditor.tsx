import type { DesignStore } from "../design/index.ts";
import { editValue } from "../design/index.ts";
import { Button, EmptyState } from "../ui/index.ts";
import type { LineMark } from "./lineMarks.ts";
import type { MessageTypeText } from "./MessageTypeText.ts";
import { SamplePane } from "./SamplePane.tsx";
import { SchemaEditor } from "./SchemaEditor.tsx";
import { useSchemaText } from "./useSchemaText.ts";
import styles from "./Workplace.module.css";

export type VersionEditorProps = {
  store: DesignStore;
  message: string;
  version: string;
  type: MessageTypeText;
};

const FIRST_SCHEMA = { type: "object", required: [], properties: {} };

/** The schema of one version beside a payload made from it. */
export function VersionEditor(props: VersionEditorProps) {
  const { store, message, version, type } = props;
  const held = type.versions?.[version];
  if (held?.schema === undefined) {
    const path = ["system", "messageTypes", message, "versions", version, "schema"];
    return (
      <EmptyState>
        Version {version} has no schema, so nothing about it can be compared.{" "}
        <Button
          icon="plus"
          onClick={() => editValue(store, `begin a schema of ${message}`, path, FIRST_SCHEMA)}
        >
          Begin a schema
        </Button>
      </EmptyState>
    );
  }
  return <Editor {...props} schema={held.schema} />;
}

function Editor({
  store,
  message,
  version,
  type,
  schema,
}: VersionEditorProps & { schema: unknown }) {
  const { text, problems, problem, change } = useSchemaText(store, message, version, schema);
  const marks = problems.map(
    ({ offset, length, isError, message: words, mend }): LineMark => ({
      offset,
      length,
      tone: isError ? "bad" : "warn",
      message: words,
      mend: mend && {
        label: mend.label,
        perform: () => change(`${text.slice(0, offset)}${mend.text}${text.slice(offset + length)}`),
      },
    }),
  );
  return (
    <div className={styles.versionEditor}>
      <div className={styles.code}>
        {problem && (
          <p className={styles.refused} role="alert">
            {problem}
          </p>
        )}
        <SchemaEditor
          label={`Schema of ${message} ${version}`}
          text={text}
          marks={marks}
          onChange={change}
        />
      </div>
      <SamplePane message={message} version={version} versions={type.versions ?? {}} />
    </div>
  );
}
