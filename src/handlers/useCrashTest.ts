import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { StepCrash } from "../../simulator/index.ts";
import type { Session } from "../actions/index.ts";
import { titleOfNode } from "../design/index.ts";
import { CrashClient } from "../run/index.ts";
import type { CrashTest } from "./BoundaryOutcome.ts";
import { outcomeOf } from "./outcomeOf.ts";

/** One worker serves every handler that is opened; the first one starts it. */
const client = new CrashClient();

/** Quiet time after an edit before crashes are tried anew, in milliseconds. */
const PAUSE_MS = 150;

type Tried = { key: string; crashes: readonly StepCrash[]; reason?: string; isDone: boolean };

/** What a crash at each boundary of a handler does, tried anew after each edit. */
export function useCrashTest(session: Session, nodeId: string, message: string): CrashTest {
  const { designs } = session;
  const system = useStore(designs, ({ resolved }) => resolved.system);
  const nodes = useStore(designs, ({ design }) => design.system?.nodes);
  const key = `${nodeId} ${message}`;
  const [attempt, setAttempt] = useState(0);
  const [tried, setTried] = useState<Tried>({ key, crashes: [], isDone: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt tries the same again.
  useEffect(() => {
    let isCurrent = true;
    const settle = (next: Omit<Tried, "key">) => isCurrent && setTried({ key, ...next });
    const known = client.known(system, nodeId, message);
    if (known) {
      settle({ crashes: known, isDone: true });
      return undefined;
    }
    // What was found before the edit stays readable, marked as being tried again.
    setTried((before) => ({
      key,
      crashes: before.key === key ? before.crashes : [],
      isDone: false,
    }));
    const timer = setTimeout(() => {
      client.test(system, nodeId, message).then(
        (crashes) => settle({ crashes, isDone: true }),
        (error: unknown) =>
          settle({
            crashes: [],
            reason: error instanceof Error ? error.message : String(error),
            isDone: true,
          }),
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [system, nodeId, message, key, attempt]);
  const outcomes = tried.crashes.map((crash) =>
    outcomeOf(crash, (id) => titleOfNode(id, nodes?.[id])),
  );
  if (!tried.isDone || tried.key !== key) return { state: "running", outcomes };
  if (tried.reason !== undefined) {
    const tryAgain = () => setAttempt(attempt + 1);
    return { state: "failed", reason: tried.reason, tryAgain, outcomes };
  }
  return { state: "done", outcomes };
}
