import { type AsyncApiFile, counted, lossesOf } from "../asyncapi/index.ts";
import { Button } from "../ui/index.ts";
import styles from "./AsyncApiExport.module.css";
import { Finding } from "./Finding.tsx";
import type { Mark } from "./marksOf.ts";
import type { Checks } from "./useValidation.ts";

export type CheckedSectionProps = {
  files: readonly AsyncApiFile[];
  shown: AsyncApiFile | undefined;
  checks: Checks;
  marks: readonly Mark[];
  onShowLine: (line: number) => void;
};

/** What the AsyncAPI parser says of the files, and what the shown one has no standard field for. */
export function CheckedSection({ files, shown, checks, marks, onShowLine }: CheckedSectionProps) {
  const validations = files.flatMap((file) => checks.validations.get(file) ?? []);
  const seconds = validations.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;
  const isDone = files.length > 0 && validations.length === files.length;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>
        Checked
        <span className={styles.aside}>
          AsyncAPI parser{isDone ? `, ${seconds.toFixed(1)} s` : ""}
        </span>
      </h3>
      <Verdict files={files} checks={checks} />
      {(shown ? lossesOf(shown.document) : []).map(({ title, detail, places }) => {
        const first = marks.find(({ note }) => note === places[0]?.note);
        return (
          <Finding key={title} icon="warn" tone="warn" title={title}>
            {detail}{" "}
            {first && (
              <Button tone="quiet" className={styles.link} onClick={() => onShowLine(first.line)}>
                Show
              </Button>
            )}
          </Finding>
        );
      })}
    </section>
  );
}

function Verdict({ files, checks }: Pick<CheckedSectionProps, "files" | "checks">) {
  const { validations, failure } = checks;
  const done = files.filter((file) => validations.has(file));
  const errors = done.flatMap((file) =>
    (validations.get(file)?.diagnostics ?? []).filter(({ severity }) => severity === "error"),
  );
  if (failure !== undefined) {
    return (
      <Finding icon="bad" tone="bad" title="Checking stopped">
        {failure} The files can be saved all the same.
      </Finding>
    );
  }
  if (errors.length > 0) {
    const [first] = errors;
    return (
      <Finding icon="bad" tone="bad" title={`${counted(errors.length, "error")} found`}>
        {first?.message}
      </Finding>
    );
  }
  if (files.length === 0 || done.length < files.length) {
    return (
      <Finding icon="info" tone="quiet" title={`${done.length} of ${files.length} checked …`} />
    );
  }
  return <Finding icon="ok" tone="ok" title={`0 errors in ${counted(files.length, "document")}`} />;
}
