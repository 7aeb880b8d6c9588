import { useEffect, useRef, useState } from "react";
import type { AsyncApiFile } from "../asyncapi/index.ts";
import { AsyncapiClient, type Validation } from "../run/index.ts";
import type { WrittenFiles } from "./useAsyncApiFiles.ts";

export type Checks = {
  /** By file, as they come. */
  validations: ReadonlyMap<AsyncApiFile, Validation>;
  /** Why checking stopped. */
  failure?: string;
};

const NOTHING: Checks = { validations: new Map() };
/** Time after the last change at which checking begins. */
const SETTLE_MS = 500;

/** Has every file checked by the AsyncAPI parser, which is loaded when the screen opens. */
export function useValidation({ files, isComplete }: WrittenFiles): Checks {
  const [client] = useState(() => new AsyncapiClient());
  const [checks, setChecks] = useState(NOTHING);
  const isFirst = useRef(true);
  useEffect(() => () => client.stop(), [client]);
  useEffect(() => {
    if (!isComplete) return;
    const wait = isFirst.current ? 0 : SETTLE_MS;
    const timer = setTimeout(() => {
      isFirst.current = false;
      setChecks(NOTHING);
      const documents = files.map(({ document }) => document);
      client
        .validate(documents, (index, validation) => {
          const file = files[index];
          if (file === undefined) return;
          setChecks(({ validations }) => ({
            validations: new Map(validations).set(file, validation),
          }));
        })
        .catch((reason: Error) => setChecks((last) => ({ ...last, failure: reason.message })));
    }, wait);
    return () => clearTimeout(timer);
  }, [client, files, isComplete]);
  return checks;
}
