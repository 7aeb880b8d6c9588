import { findAgain, type ToldFinding } from "../lint/index.ts";
import { showToast } from "../ui/toast/toasts.ts";
import type { Action, Session } from "./Action.ts";

/** Acts on what the linter found. */
export const PROBLEM_ACTIONS = [
  {
    id: "next-problem",
    label: "Next problem",
    group: "Problems",
    icon: "warn",
    keys: ["F8"],
    words: "finding lint warning error",
    whyNot: hasNone,
    perform: (session) => step(session, 1),
  },
  {
    id: "previous-problem",
    label: "Previous problem",
    group: "Problems",
    icon: "warn",
    keys: ["Shift+F8"],
    words: "finding lint warning error",
    whyNot: hasNone,
    perform: (session) => step(session, -1),
  },
  {
    id: "fix-problem",
    label: "Fix the chosen problem",
    group: "Problems",
    icon: "fix",
    keys: ["$mod+."],
    words: "mend finding quick",
    whyNot: (session) => {
      const chosen = chosenProblem(session);
      if (!chosen) return hasNone(session) ?? "choose a problem first";
      return chosen.fix === undefined ? "this one needs a choice of yours" : undefined;
    },
    perform: (session) => {
      const chosen = chosenProblem(session);
      if (chosen) fixProblems(session, [chosen]);
    },
  },
  {
    id: "fix-all-problems",
    label: "Fix all problems that need no choice",
    group: "Problems",
    icon: "fix",
    words: "mend findings",
    whyNot: (session) =>
      fixable(session).length === 0 ? "no problem can be fixed without a choice" : undefined,
    perform: (session) => fixProblems(session, fixable(session)),
  },
] as const satisfies readonly Action[];

/** Looks at a finding: where it stands is selected and in view, and it is chosen until something else is selected. */
export function chooseProblem({ canvas, problems, view }: Session, finding: ToldFinding): void {
  view.setState({ dock: "problems" });
  if (finding.target.kind === "node") canvas.current?.show(finding.target.id);
  else if (finding.target.kind === "link") canvas.current?.showLink(finding.target.id);
  problems.setState({ chosen: finding.key });
}

/** Lets a finding go as soon as something is selected: what is selected is what is asked about. */
export function letProblemGoOnSelection({
  problems,
  view,
}: Pick<Session, "problems" | "view">): void {
  view.subscribe(({ selection }, previous) => {
    if (selection !== previous.selection) problems.setState({ chosen: undefined });
  });
}

/** Mends findings in one edit, which one undo takes back. */
export function fixProblems(
  { designs, problems }: Session,
  findings: readonly ToldFinding[],
): void {
  const { design, resolved } = designs.getState();
  const fixes = findings.flatMap(({ key }) => findAgain(resolved, key)?.fix ?? []);
  const [first] = fixes;
  if (!first) return;
  const label = fixes.length === 1 ? lowerFirst(first.label) : `fix ${fixes.length} problems`;
  const done = designs.edit(label, (draft) => {
    for (const fix of fixes) fix.apply(draft);
  });
  if (!done.ok) {
    showToast({
      text: `Not fixed: ${done.problems[0]?.message ?? "the design would not be valid."}`,
      tone: "warn",
    });
    return;
  }
  if (designs.getState().design === design) return;
  problems.setState({ isStale: true });
  const text = fixes.length === 1 ? `${first.label}: done.` : `${fixes.length} problems fixed.`;
  showToast({ text, action: { label: "Undo", onAct: () => designs.undo() } });
}

function chosenProblem({ problems }: Session): ToldFinding | undefined {
  const { chosen, findings } = problems.getState();
  return findings?.find(({ key }) => key === chosen);
}

function fixable({ problems }: Session): readonly ToldFinding[] {
  return (problems.getState().findings ?? []).filter(({ fix }) => fix !== undefined);
}

function hasNone({ problems }: Session): string | undefined {
  const { findings } = problems.getState();
  if (!findings) return "the design has not been checked yet";
  return findings.length === 0 ? "there is no problem" : undefined;
}

function step(session: Session, direction: 1 | -1): void {
  const { chosen, findings = [] } = session.problems.getState();
  const at = findings.findIndex(({ key }) => key === chosen);
  const first = direction === 1 ? 0 : findings.length - 1;
  const next = at < 0 ? first : (at + direction + findings.length) % findings.length;
  const finding = findings[next];
  if (finding) chooseProblem(session, finding);
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
