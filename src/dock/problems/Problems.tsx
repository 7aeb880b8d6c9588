import { type KeyboardEvent, useRef, useState } from "react";
import { useStore } from "zustand";
import type { RunSummary } from "../../../simulator/index.ts";
import { chooseProblem, fixProblems, type Session } from "../../actions/index.ts";
import type { ToldFinding } from "../../lint/index.ts";
import { EmptyState } from "../../ui/index.ts";
import { ProblemRow } from "./ProblemRow.tsx";
import styles from "./Problems.module.css";
import { inOrder, type ProblemFilter, problemGroups } from "./problemGroups.ts";
import { figureInRun } from "./runFigures.ts";

export type ProblemsProps = {
  session: Session;
  filter: ProblemFilter;
  /** What the run has come to, for the figures of harm. */
  summary: RunSummary | undefined;
};

/**
 * What the linter found, by the harm it leads to. Arrows go from row to row, Enter shows the node,
 * and each row has its mend.
 */
export function Problems({ session, filter, summary }: ProblemsProps) {
  const list = useRef<HTMLDivElement>(null);
  const { designs, problems, view, canvas } = session;
  const design = useStore(designs, (state) => state.design);
  const findings = useStore(problems, (state) => state.findings);
  const failure = useStore(problems, (state) => state.failure);
  const chosen = useStore(problems, (state) => state.chosen);
  const selected = useStore(view, ({ selection }) => selection);
  const [focused, setFocused] = useState<string>();
  if (failure !== undefined)
    return (
      <EmptyState>The design could not be checked: {failure} The next edit tries again.</EmptyState>
    );
  if (!findings) return <EmptyState>Checking the design…</EmptyState>;
  const groups = problemGroups(findings, filter, [...selected.nodes, ...selected.links]);
  const rows = inOrder(groups);
  if (rows.length === 0) return <EmptyState>{emptyWords(filter, findings)}</EmptyState>;
  const current = rows.find(({ key }) => key === (focused ?? chosen)) ?? rows[0];

  const keys = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[event.key];
    if (step === undefined || !current) return;
    event.preventDefault();
    event.stopPropagation();
    const next = rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(current) + step))];
    if (!next) return;
    chooseProblem(session, next);
    setFocused(next.key);
    list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(next.key)}"]`)?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a list of findings is no fieldset.
    <div ref={list} className={styles.list} onKeyDown={keys} role="group" aria-label="Problems">
      {groups.map(({ harm, findings: found }) => (
        <section key={harm} aria-label={sentenceCase(harm)}>
          <h3 className={styles.group}>
            {sentenceCase(harm)} <span>{found.length}</span>
          </h3>
          <ul>
            {found.map((finding) => (
              <ProblemRow
                key={finding.key}
                finding={finding}
                design={design}
                figure={figureInRun(finding, summary, design)}
                isChosen={finding.key === chosen}
                isCurrent={finding === current}
                onChoose={() => {
                  setFocused(finding.key);
                  chooseProblem(session, finding);
                }}
                onOpen={() => canvas.current?.goTo(finding.target.id)}
                onFix={() => fixProblems(session, [finding])}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function emptyWords(filter: ProblemFilter, findings: readonly ToldFinding[]): string {
  if (findings.length === 0) return "No rule has anything to say about this design.";
  if (filter === "selected") return "Nothing that is selected has a problem.";
  return `No problem is that grave; ${findings.length} lesser ones are hidden.`;
}

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
