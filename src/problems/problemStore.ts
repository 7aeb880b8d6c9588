import { createStore, type StoreApi } from "zustand/vanilla";
import type { System } from "../../simulator/index.ts";
import type { DesignStore } from "../design/index.ts";
import type { Severity, ToldFinding } from "../lint/index.ts";

/** The mark of problems on a node or link: how many, and the gravest. */
export interface ProblemMark {
  count: number;
  severity: Severity;
}

/** What the linter says of the open design. */
export interface ProblemState {
  /** The gravest first; undefined until the first check is done. */
  findings: readonly ToldFinding[] | undefined;
  /** By id of the node or link that they stand on. Hints have no mark on the canvas. */
  marks: ReadonlyMap<string, ProblemMark>;
  /** Whether the design was edited since. */
  isStale: boolean;
  /** Why the design could not be checked. */
  failure: string | undefined;
  /** Key of the finding that is looked at. */
  chosen: string | undefined;
}

/** The store of problems. */
export type ProblemStore = StoreApi<ProblemState>;

/** Quiet after the last edit before the design is looked at. */
const QUIET_MS = 250;

const NONE: ReadonlyMap<string, ProblemMark> = new Map();

/**
 * Checks the open design a moment after each edit, and tells what was found.
 * @param lint looks for problems; of several designs only the newest is looked at
 */
export function startChecking(
  designs: DesignStore,
  lint: (system: System) => Promise<ToldFinding[]>,
): ProblemStore {
  const store = createStore<ProblemState>(() => ({
    findings: undefined,
    marks: NONE,
    isStale: true,
    failure: undefined,
    chosen: undefined,
  }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isChecking = false;

  const check = async () => {
    if (isChecking) return;
    isChecking = true;
    const { system } = designs.getState().resolved;
    try {
      const findings = await lint(system);
      const isStale = designs.getState().resolved.system !== system;
      if (!isStale) store.setState({ ...told(findings, store.getState()), isStale });
    } catch (reason) {
      const failure = reason instanceof Error ? reason.message : String(reason);
      store.setState({ failure, isStale: false });
    }
    isChecking = false;
    if (designs.getState().resolved.system !== system) soon();
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void check(), QUIET_MS);
  };
  designs.subscribe((state, previous) => {
    if (state.resolved.system === previous.resolved.system) return;
    store.setState({ isStale: true });
    soon();
  });
  soon();
  return store;
}

function told(findings: readonly ToldFinding[], { chosen }: ProblemState): Partial<ProblemState> {
  const isThere = findings.some(({ key }) => key === chosen);
  return {
    findings,
    marks: marksOf(findings),
    failure: undefined,
    chosen: isThere ? chosen : undefined,
  };
}

/** Findings come with the gravest first, so the first of each place gives its severity. */
function marksOf(findings: readonly ToldFinding[]): ReadonlyMap<string, ProblemMark> {
  const marks = new Map<string, ProblemMark>();
  for (const { severity, target } of findings) {
    if (severity === "hint" || target.kind === "message-type") continue;
    const mark = marks.get(target.id);
    marks.set(target.id, mark ? { ...mark, count: mark.count + 1 } : { count: 1, severity });
  }
  return marks;
}
