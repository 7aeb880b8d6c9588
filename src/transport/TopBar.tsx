import { type ReactNode, useState } from "react";
import { useStore } from "zustand";
import { actionOf, type Session } from "../actions/index.ts";
import {
  IconButton,
  keyText,
  type MenuEntry,
  NARROW_SCREEN,
  ThemeMenu,
  themeEntries,
  themeStore,
  useMediaQuery,
} from "../ui/index.ts";
import { Clock } from "./Clock.tsx";
import { FileMenu } from "./FileMenu.tsx";
import { KeysDialog } from "./KeysDialog.tsx";
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
  const [showsKeys, setShowsKeys] = useState(false);
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
        <PlayControls session={session} isNarrow={isNarrow} />
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
        <IconButton icon="help" label="Keys" keys="?" onClick={() => setShowsKeys(true)} />
      </div>
      <KeysDialog isOpen={showsKeys} onClose={() => setShowsKeys(false)} />
    </header>
  );
}

/** What a narrow bar has no room for moves to the menu. */
function useMovedEntries(session: Session, isNarrow: boolean): MenuEntry[] {
  const scenarios = useStore(session.designs, (state) => state.design.scenarios);
  const chosen = useStore(session.run.store, (state) => state.scenario);
  const undoable = useStore(session.designs, (state) => state.past.length);
  const redoable = useStore(session.designs, (state) => state.future.length);
  const preference = useStore(themeStore);
  if (!isNarrow) return [];
  const history = [
    { id: "undo", whyNot: undoable === 0 ? "nothing was edited yet" : undefined },
    { id: "redo", whyNot: redoable === 0 ? "nothing was undone" : undefined },
  ];
  return [
    { kind: "separator" },
    ...history.map(({ id, whyNot }): MenuEntry => {
      const action = actionOf(id);
      const keys = action.keys?.[0];
      const onSelect = () => action.perform(session);
      return {
        kind: "act",
        id,
        label: action.label,
        keys: keys && keyText(keys),
        whyNot,
        onSelect,
      };
    }),
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
