import stringify from "json-stringify-pretty-compact";
import { useMemo, useState } from "react";
import type { JsonSchema } from "../../simulator/index.ts";
import { Icon, IconButton } from "../ui/index.ts";
import { checkSample } from "./checkSample.ts";
import type { MessageTypeText } from "./MessageTypeText.ts";
import { sampleOf } from "./sampleOf.ts";
import styles from "./Workplace.module.css";

export type SamplePaneProps = {
  message: string;
  version: string;
  versions: NonNullable<MessageTypeText["versions"]>;
};

/** What a version says of a payload. */
type Check = { version: string; reason: string | undefined };

function readPayload(text: string): { payload: unknown } | { reason: string } {
  try {
    return { payload: JSON.parse(text) };
  } catch (cause) {
    return { reason: `This is no JSON: ${(cause as Error).message}` };
  }
}

/** A payload made from the schema, or typed, tested against every version. */
export function SamplePane({ message, version, versions }: SamplePaneProps) {
  const [seed, setSeed] = useState(1);
  const [typed, setTyped] = useState<string>();
  const schema = versions[version]?.schema as JsonSchema | undefined;
  const made = useMemo(
    () => stringify(schema === undefined ? {} : sampleOf(schema, seed), { maxLength: 40 }),
    [schema, seed],
  );
  const text = typed ?? made;
  const read = readPayload(text);
  const checks: Check[] =
    "payload" in read
      ? Object.entries(versions).flatMap(([name, each]) =>
          each.schema ? [{ version: name, reason: checkSample(each.schema, read.payload) }] : [],
        )
      : [];
  const size = new TextEncoder().encode(
    "payload" in read ? JSON.stringify(read.payload) : text,
  ).length;
  return (
    <section className={styles.sample} aria-label="Sample">
      <h3 className={styles.heading}>
        Sample <small>{typed === undefined ? "made from the schema" : "as you typed it"}</small>
        <span className={styles.headActs}>
          <IconButton
            icon="rerun"
            label="Make another sample"
            onClick={() => {
              setTyped(undefined);
              setSeed(seed + 1);
            }}
          />
          <IconButton
            icon="copy"
            label="Copy the sample"
            onClick={() => void navigator.clipboard.writeText(text)}
          />
        </span>
      </h3>
      <textarea
        className={styles.payload}
        aria-label={`Sample of ${message} ${version}`}
        value={text}
        spellCheck={false}
        rows={Math.min(16, text.split("\n").length + 1)}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {"reason" in read && (
        <p className={styles.refused} role="alert">
          {read.reason}
        </p>
      )}
      <ul className={styles.checks}>
        {checks.map(({ version: name, reason }) => (
          <li key={name}>
            <Icon name={reason ? "bad" : "ok"} size={14} tone={reason ? "bad" : "ok"} />
            <b>{name}</b>
            <span>{reason ?? `${size} B, valid`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
