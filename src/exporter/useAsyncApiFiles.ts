import { useEffect, useState } from "react";
import { type AsyncApiFile, type DocumentFormat, eachAsyncApiFile } from "../asyncapi/index.ts";
import type { Design } from "../design/index.ts";

export type WrittenFiles = {
  files: readonly AsyncApiFile[];
  /** Whether all files are there; they come one by one. */
  isComplete: boolean;
};

const NONE: WrittenFiles = { files: [], isComplete: false };

/** Lets the page draw and answer between two files of a large design. */
const breathe = () => new Promise((resolve) => setTimeout(resolve));

/** The files of a design, written anew when the design or the format changes. */
export function useAsyncApiFiles(design: Design, format: DocumentFormat): WrittenFiles {
  const [written, setWritten] = useState(NONE);
  useEffect(() => {
    let isStale = false;
    const write = async () => {
      const files: AsyncApiFile[] = [];
      for await (const file of eachAsyncApiFile(design, { format })) {
        if (isStale) return;
        files.push(file);
        // What is shown stays until its successor is there, so that nothing jumps.
        const done = [...files];
        setWritten((last) => ({
          files: [...done, ...last.files.slice(done.length)],
          isComplete: false,
        }));
        await breathe();
      }
      if (!isStale) setWritten({ files, isComplete: true });
    };
    void write();
    return () => {
      isStale = true;
    };
  }, [design, format]);
  return written;
}
