import type { ReactNode } from "react";
import { useStore } from "zustand";
import { actionEntry, actionOf, type Session } from "../actions/index.ts";
import {
  Button,
  Keys,
  keyText,
  type MenuEntry,
  NARROW_SCREEN,
  ThemeMenu,
  themeEntries,
  themeStore,
  useMediaQuery,
} from "../ui/index.ts";
import { ActionButton } from "./ActionButton.tsx";
import { Clock } from "./Clock.tsx";
import { FileMenu } from "./FileMenu.tsx";
import { PlayControls } from "./PlayControls.tsx";
import { ScenarioChoice } from "./ScenarioChoice.tsx";
import { SeedField } from "./SeedField.tsx";
import { SpeedControl } from "./SpeedControl.tsx";
import styles from "./Transport.module.css";
import { UndoRedo } from "./UndoRedo.tsx";

export type TopBarProps = {
  session: Session;
  /** What can be done with the design as a whole: open, save, export. */
  fileEntries: readonly MenuEntry[];
  /** What is said of saving, beside the name. */
  saved?: ReactNode;
};

/** File and undo; transport, clock and speed; scenario, seed, theme and help. */
export function TopBar({ session, fileEntries, saved }: TopBarProps) {
  const isNarrow = useMediaQuery(NARROW_SCREEN);
  const name = useStore(session.designs, (state) => state.design.name);
  const moved = useMovedEntries(session, isNarrow);
  return (
    <header className={styles.bar} data-region="bar">
      <div className={styles.left}>
        <FileMenu designName={name} entries={[...fileEntries, ...moved]} />
        {!isNarrow && (
          <>
            {saved}
            <span className={styles.rule} />
            <UndoRedo session={session} />
          </>
        )}
      </div>
      <div className={styles.middle}>
        <PlayControls session={session} />
        {!isNarrow && <RunTo session={session} />}
        <Clock run={session.run} />
        <SpeedControl session={session} />
      </div>
      <div className={styles.right}>
        {!isNarrow && (
          <>
            <ScenarioChoice session={session} />
            <SeedField session={session} />
            <span className={styles.rule} />
            <ThemeMenu />
          </>
        )}
        <Commands session={session} isNarrow={isNarrow} />
        <ActionButton action={actionOf("keys")} session={session} />
      </div>
    </header>
  );
}

/** Goes to a moment that is typed. */
function RunTo({ session }: { session: Session }) {
  const runTo = actionOf("run-to");
  return (
    <Button
      tone="quiet"
      icon={runTo.icon}
      whyNot={runTo.whyNot?.(session)}
      onClick={() => runTo.perform(session)}
    >
      {runTo.label}
    </Button>
  );
}

/** The way to every command; its keys stand on it, because it is the one to remember. */
function Commands({ session, isNarrow }: { session: Session; isNarrow: boolean }) {
  const commands = actionOf("commands");
  const [keys = ""] = commands.keys ?? [];
  if (isNarrow) return <ActionButton action={commands} session={session} />;
  return (
    <Button
      icon="search"
      className={styles.commands}
      aria-label={commands.label}
      onClick={() => commands.perform(session)}
    >
      <Keys>{keyText(keys)}</Keys>
    </Button>
  );
}

/** What a narrow bar has no room for moves to the menu. */
function useMovedEntries(session: Session, isNarrow: boolean): MenuEntry[] {
  const scenarios = useStore(session.designs, (state) => state.design.scenarios);
  const chosen = useStore(session.run.store, (state) => state.scenario);
  useStore(session.designs, (state) => state.past);
  useStore(session.designs, (state) => state.future);
  const preference = useStore(themeStore);
  if (!isNarrow) return [];
  return [
    { kind: "separator" },
    actionEntry(actionOf("undo"), session),
    actionEntry(actionOf("redo"), session),
    { kind: "separator" },
    actionEntry(actionOf("run-to"), session),
    actionEntry(actionOf("change-seed"), session),
    { kind: "separator" },
    { kind: "heading", label: "Scenario" },
    ...Object.entries(scenarios ?? {}).map(
      ([id, scenario]): MenuEntry => ({
        kind: "act",
        id: `scenario-${id}`,
        label: scenario.name ?? id,
        isChosen: id === chosen,
        onSelect: () => void session.run.setScenario(id),
      }),
    ),
    ...themeEntries(preference),
  ];
}
