import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { SagaTrial } from "../../simulator/index.ts";
import type { Session } from "../actions/index.ts";
import { CrashClient } from "../run/index.ts";

const client = new CrashClient();

/** Quiet time after an edit before it is tried anew, in milliseconds. */
const PAUSE_MS = 150;

/** What is known of the failures of a saga: found, being found out, or why not. */
export interface SagaTrials {
  trials: readonly SagaTrial[];
  isRunning: boolean;
  reason: string | undefined;
}

/** How an instance of a saga ends when one command of it fails, tried anew after each edit. */
export function useSagaTrials({ designs }: Session, sagaId: string): SagaTrials {
  const system = useStore(designs, ({ resolved }) => resolved.system);
  const [found, setFound] = useState<SagaTrials>({
    trials: [],
    isRunning: true,
    reason: undefined,
  });
  useEffect(() => {
    let isCurrent = true;
    const settle = (trials: readonly SagaTrial[], reason?: string) =>
      isCurrent && setFound({ trials, isRunning: false, reason });
    // What was found before an edit stays readable, marked as being tried again.
    setFound(({ trials }) => ({ trials, isRunning: true, reason: undefined }));
    const timer = setTimeout(() => {
      client
        .testSaga(system, sagaId)
        .then(settle, (error: unknown) =>
          settle([], error instanceof Error ? error.message : String(error)),
        );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [system, sagaId]);
  return found;
}
