import { useEffect, useState } from "react";
import type { Design } from "../design/index.ts";
import { EXAMPLES, fetchExample } from "./examples.ts";

/** The designs of the examples, by file, as they arrive; those that cannot be read have no picture. */
export function useExampleDesigns(): ReadonlyMap<string, Design> {
  const [designs, setDesigns] = useState<ReadonlyMap<string, Design>>(new Map());
  useEffect(() => {
    let isGone = false;
    for (const { file } of EXAMPLES) {
      void fetchExample(file).then((parsed) => {
        if (!isGone && parsed.ok) setDesigns((known) => new Map(known).set(file, parsed.design));
      });
    }
    return () => {
      isGone = true;
    };
  }, []);
  return designs;
}
