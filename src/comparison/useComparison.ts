import { useEffect, useRef, useState } from "react";
import type { BrokerOutcome, ComparisonInput } from "../../simulator/index.ts";
import { startComparison } from "../run/index.ts";

export type ComparisonState =
  | { kind: "idle" }
  | { kind: "running" }
  | { kind: "failed"; reason: string }
  | { kind: "done"; input: ComparisonInput; outcomes: readonly BrokerOutcome[] };

export type Comparison = {
  state: ComparisonState;
  start: (input: ComparisonInput) => void;
  cancel: () => void;
};

/** One comparison at a time; it ends when it is cancelled, replaced or left. */
export function useComparison(): Comparison {
  const [state, setState] = useState<ComparisonState>({ kind: "idle" });
  const running = useRef<() => void>(undefined);
  useEffect(() => () => running.current?.(), []);
  const start = (input: ComparisonInput) => {
    running.current?.();
    let isCurrent = true;
    const { outcomes, cancel } = startComparison(input);
    running.current = () => {
      isCurrent = false;
      cancel();
    };
    setState({ kind: "running" });
    outcomes.then(
      (found) => isCurrent && setState({ kind: "done", input, outcomes: found }),
      (error: unknown) =>
        isCurrent &&
        setState({
          kind: "failed",
          reason: error instanceof Error ? error.message : String(error),
        }),
    );
  };
  const cancel = () => {
    running.current?.();
    setState({ kind: "idle" });
  };
  return { state, start, cancel };
}
