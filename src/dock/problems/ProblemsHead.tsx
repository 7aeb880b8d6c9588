import { useStore } from "zustand";
import { actionOf, type Session } from "../../actions/index.ts";
import { RULES } from "../../lint/index.ts";
import { Button, Menu, type MenuEntry, NARROW_SCREEN, useMediaQuery } from "../../ui/index.ts";
import styles from "./ProblemsHead.module.css";
import type { ProblemFilter } from "./problemGroups.ts";

const FILTERS: readonly (readonly [filter: ProblemFilter, label: string])[] = [
  ["all", "All problems"],
  ["warnings", "Errors and warnings"],
  ["errors", "Errors only"],
  ["selected", "Of what is selected"],
];

export type ProblemsHeadProps = {
  session: Session;
  filter: ProblemFilter;
  onFilter: (filter: ProblemFilter) => void;
};

/** At the end of the row of tabs: what is checked, what is shown, and the mend of all at once. */
export function ProblemsHead({ session, filter, onFilter }: ProblemsHeadProps) {
  const isNarrow = useMediaQuery(NARROW_SCREEN);
  const fixable = useStore(
    session.problems,
    ({ findings }) => findings?.filter(({ fix }) => fix !== undefined).length ?? 0,
  );
  const fixAll = actionOf("fix-all-problems");
  const label = FILTERS.find(([each]) => each === filter)?.[1] ?? "";
  return (
    <div className={styles.head}>
      {!isNarrow && <span className={styles.note}>Checked as you draw, {RULES.length} rules</span>}
      <Menu
        align="end"
        trigger={
          <Button tone="quiet" icon="filter">
            {label}
          </Button>
        }
        entries={FILTERS.map(
          ([each, text]): MenuEntry => ({
            kind: "act",
            id: each,
            label: text,
            isChosen: each === filter,
            onSelect: () => onFilter(each),
          }),
        )}
      />
      <Button icon="fix" whyNot={fixAll.whyNot?.(session)} onClick={() => fixAll.perform(session)}>
        {fixable === 0 ? "Fix all" : `Fix ${fixable}${isNarrow ? "" : " that need no choice"}`}
      </Button>
    </div>
  );
}
