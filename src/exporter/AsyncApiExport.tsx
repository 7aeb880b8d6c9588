import { useEffect, useMemo, useState } from "react";
import type { AsyncApiFile, DocumentFormat } from "../asyncapi/index.ts";
import type { Design } from "../design/index.ts";
import { Button, showToast, WorkplaceFrame } from "../ui/index.ts";
import styles from "./AsyncApiExport.module.css";
import { CheckedSection } from "./CheckedSection.tsx";
import { DocumentHead } from "./DocumentHead.tsx";
import { DocumentText } from "./DocumentText.tsx";
import { FileList } from "./FileList.tsx";
import { type Mark, marksOf } from "./marksOf.ts";
import { RoundTripSection } from "./RoundTripSection.tsx";
import { saveFiles } from "./saveFiles.ts";
import { useAsyncApiFiles } from "./useAsyncApiFiles.ts";
import { useValidation } from "./useValidation.ts";

export type AsyncApiExportProps = {
  design: Design;
  /** Goes back to the design. */
  onClose: () => void;
};

const FORMATS: readonly DocumentFormat[] = ["yaml", "json"];
const NO_MARKS: readonly Mark[] = [];

const copy = async ({ path, text }: AsyncApiFile) => {
  try {
    await navigator.clipboard.writeText(text);
    showToast({ text: `${path} copied` });
  } catch {
    showToast({ text: "The browser did not allow copying. Save the file instead.", tone: "warn" });
  }
};

/** The remarks on a file, found anew when the file or what the parser says of it changes. */
function useMarks(file: AsyncApiFile | undefined, checks: ReturnType<typeof useValidation>) {
  const [marks, setMarks] = useState(NO_MARKS);
  const validation = file && checks.validations.get(file);
  useEffect(() => {
    let isStale = false;
    const find = async () => {
      const found = file ? await marksOf(file, validation?.diagnostics ?? []) : NO_MARKS;
      if (!isStale) setMarks(found);
    };
    void find();
    return () => {
      isStale = true;
    };
  }, [file, validation]);
  return marks;
}

/** The workplace in which a design is written as AsyncAPI: what will be written, and its text. */
export function AsyncApiExport({ design, onClose }: AsyncApiExportProps) {
  const [format, setFormat] = useState<DocumentFormat>("yaml");
  const [chosen, setChosen] = useState(0);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [target, setTarget] = useState<{ line: number }>();
  const written = useAsyncApiFiles(design, format);
  const checks = useValidation(written);
  const { files } = written;
  const shown = files[chosen] ?? files[0];
  const marks = useMarks(shown, checks);
  const wanted = files.filter((_file, i) => !left.has(i));
  const broken = useMemo(() => brokenOf(checks), [checks]);
  const indexOf = (path: string) => files.findIndex((file) => file.path === path);
  const leave = (path: string, isLeft: boolean) => {
    const next = new Set(left);
    if (isLeft) next.add(indexOf(path));
    else next.delete(indexOf(path));
    setLeft(next);
  };
  const show = (path: string) => {
    setChosen(indexOf(path));
    setTarget({ line: 0 });
  };
  const nothing = wanted.length === 0 ? "No file is chosen. Tick one at the left." : undefined;
  return (
    <WorkplaceFrame
      title="Export as AsyncAPI"
      about={design.name}
      onClose={onClose}
      isWide
      sideLabel="What is written"
      side={
        <>
          <FormatSection
            format={format}
            onChange={(next) => {
              setFormat(next);
              setTarget(undefined);
            }}
          />
          <section className={styles.section}>
            <h3 className={styles.heading}>
              Files
              <span className={styles.aside}>
                {wanted.length} of {files.length} chosen
              </span>
            </h3>
            <FileList
              files={files}
              shown={shown?.path}
              left={new Set(files.filter((_file, i) => left.has(i)).map(({ path }) => path))}
              broken={broken}
              onShow={show}
              onLeave={leave}
            />
          </section>
          <CheckedSection
            {...{ files, shown, checks, marks }}
            onShowLine={(line) => setTarget({ line })}
          />
          <RoundTripSection design={design} system={files[0]} />
        </>
      }
      foot={
        <>
          <span className={styles.command}>
            Same on the command line:{" "}
            <code>npx sluice asyncapi {files[0]?.path.split(".", 1)}.sluice.json --out docs/</code>
          </span>
          <Button size="large" icon="copy" onClick={() => shown && void copy(shown)}>
            Copy this file
          </Button>
          <Button
            tone="primary"
            size="large"
            icon="download"
            whyNot={nothing}
            onClick={() => saveFiles(wanted)}
          >
            {wanted.length === 1 ? "Save 1 file" : `Save ${wanted.length} files`}
          </Button>
        </>
      }
    >
      <div className={styles.editor}>
        {shown && (
          <DocumentHead key={shown.path} file={shown} onShowLine={(line) => setTarget({ line })} />
        )}
        {shown && (
          <DocumentText label={`Text of ${shown.path}`} text={shown.text} {...{ marks, target }} />
        )}
      </div>
    </WorkplaceFrame>
  );
}

function FormatSection({
  format,
  onChange,
}: {
  format: DocumentFormat;
  onChange: (format: DocumentFormat) => void;
}) {
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>
        Format <span className={styles.aside}>AsyncAPI 3.0.0</span>
      </h3>
      <fieldset className={styles.choice} aria-label="Format of the files">
        {FORMATS.map((name) => (
          <Button
            key={name}
            tone="quiet"
            isPressed={format === name}
            onClick={() => onChange(name)}
          >
            {name.toUpperCase()}
          </Button>
        ))}
      </fieldset>
    </section>
  );
}

function brokenOf({ validations }: ReturnType<typeof useValidation>): ReadonlySet<AsyncApiFile> {
  const files = [...validations].filter(([, { diagnostics }]) =>
    diagnostics.some(({ severity }) => severity === "error"),
  );
  return new Set(files.map(([file]) => file));
}
