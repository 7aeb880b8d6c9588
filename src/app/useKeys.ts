import { useEffect } from "react";
import { ACTIONS, bindKeys } from "../actions/index.ts";
import { showToast } from "../ui/index.ts";
import type { OpenSession } from "./openSession.ts";

/** All keys of the page, from the one list of acts; a key whose act is off says why. */
export function useKeys(session: OpenSession): void {
  useEffect(
    () =>
      bindKeys(ACTIONS, session, (label, reason) => showToast({ text: `${label}: ${reason}.` })),
    [session],
  );
}
