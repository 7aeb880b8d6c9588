import { useMemo } from "react";
import { useStore } from "zustand";
import { actionOf, fixProblems, type Session } from "../../actions/index.ts";
import { findAgain, fixPreview, RULES, type ToldFinding } from "../../lint/index.ts";
import { Button, classNames, IconButton, keyText } from "../../ui/index.ts";
import { useSummary } from "../../watch/index.ts";
import styles from "./ProblemDetail.module.css";
import { figureInRun } from "./runFigures.ts";
import { SeverityMark } from "./SeverityMark.tsx";
import { targetTitle } from "./TargetName.tsx";

/** The finding that is looked at, while the dock shows the problems; undefined otherwise. */
export function useChosenProblem({ problems, view }: Session): ToldFinding | undefined {
  const isShown = useStore(view, ({ dock }) => dock === "problems");
  const chosen = useStore(problems, ({ findings, chosen: key }) =>
    key === undefined ? undefined : findings?.find((each) => each.key === key),
  );
  return isShown ? chosen : undefined;
}

/** One finding in full: what, why it hurts, what the run has shown of it, and the mend line by line. */
export function ProblemDetail({ session, finding }: { session: Session; finding: ToldFinding }) {
  const { designs, problems } = session;
  const design = useStore(designs, (state) => state.design);
  const all = useStore(problems, ({ findings }) => findings ?? []);
  const summary = useSummary(session, true);
  const figure = figureInRun(finding, summary, design);
  const { rule, severity, target, what, why } = finding;
  const close = () => problems.setState({ chosen: undefined });
  return (
    <article className={styles.detail} aria-label="Problem">
      <header className={styles.head}>
        <SeverityMark severity={severity} size={16} />
        <h2 className={styles.name}>{targetTitle(target, design)}</h2>
        <IconButton icon="close" label="Close the problem" onClick={close} />
        <span className={styles.sub}>
          {all.indexOf(finding) + 1} of {all.length} · rule <code>{rule}</code>
        </span>
      </header>
      <div className={styles.scroll}>
        <Section title="What">{what}</Section>
        <Section title="Why it hurts">
          {why}
          {figure && (
            <p className={classNames(styles.figure, figure.isHarm && styles.harm)}>
              In this run: {figure.text}.
            </p>
          )}
        </Section>
        <Mend session={session} finding={finding} />
        <Section title="The rule">{RULES.find(({ id }) => id === rule)?.asks}</Section>
      </div>
    </article>
  );
}

/** How to mend it: in words, and in the lines of the document that one click changes. */
function Mend({ session, finding }: { session: Session; finding: ToldFinding }) {
  const { key, mend, fix } = finding;
  const resolved = useStore(session.designs, (state) => state.resolved);
  const design = useStore(session.designs, (state) => state.design);
  const lines = useMemo(() => {
    const now = fix === undefined ? undefined : findAgain(resolved, key)?.fix;
    return now ? fixPreview(design, now) : [];
  }, [key, fix, resolved, design]);
  const [keys] = actionOf("fix-problem").keys ?? [];
  return (
    <Section title="How to mend it">
      {mend}
      {lines.length > 0 && (
        <pre className={styles.change}>
          {lines.map(({ sign, text }) => (
            <span key={sign + text} className={sign === "+" ? styles.added : styles.removed}>
              {`${sign} ${text}`}
            </span>
          ))}
        </pre>
      )}
      {fix !== undefined && (
        <Button
          tone="primary"
          icon="fix"
          className={styles.fix}
          title={keys && keyText(keys)}
          onClick={() => fixProblems(session, [finding])}
        >
          {fix}
        </Button>
      )}
    </Section>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      {children}
    </section>
  );
}
