import { useEffect, useState } from "react";
import {
  addToast,
  Button,
  createToasts,
  Dialog,
  Icon,
  Keys,
  Menu,
  type MenuEntry,
  PopupPlace,
  SearchDialog,
  type SearchGroup,
  Toasts,
  Tooltip,
  WorkplaceFrame,
} from "../../ui/index.ts";
import { Panel } from "./Panel.tsx";
import styles from "./StatesPage.module.css";

const nothing = () => undefined;

/** What floats over the page elsewhere, held open, and the heads of workplaces. */
export function PopupStates() {
  return (
    <>
      <div className={styles.popups}>
        <Panel
          title="Menus"
          note="acts with keys, notes, a choice, one that is off, one that deletes"
        >
          <PopupPlace className={styles.menus}>
            <Menu trigger={<Button>Menu of a node</Button>} entries={MENU} />
          </PopupPlace>
        </Panel>
        <Panel
          title="Search"
          note="palette of commands, quick-add: found, chosen, off with its reason"
        >
          <PopupPlace className={styles.search}>
            <SearchDialog
              isOpen
              onClose={nothing}
              title="Commands"
              placeholder="Find a command"
              query="crash"
              onQuery={nothing}
              groups={FOUND}
              onChoose={nothing}
            />
          </PopupPlace>
        </Panel>
        <Panel title="Dialogs" note="a question; something that could be lost">
          <Dialogs />
        </Panel>
        <Panel title="Toasts and tooltips" note="done in passing, strain, harm; a word explained">
          <PopupPlace className={styles.toasts}>
            <ToastsOfEveryTone />
          </PopupPlace>
          <PopupPlace className={styles.word}>
            <Tooltip
              text="Messages an instance holds before it acknowledges."
              keys="F1"
              side="right"
              isOpen
            >
              <span>Prefetch</span>
            </Tooltip>
          </PopupPlace>
        </Panel>
      </div>
      <div className={styles.heads}>
        <Panel
          title="Heads of workplaces"
          note="the way back, the name, filters, the primary button"
        >
          <Heads />
        </Panel>
      </div>
    </>
  );
}

const MENU: readonly MenuEntry[] = [
  { kind: "act", id: "connect", label: "Connect to…", icon: "link", keys: "C", onSelect: nothing },
  { kind: "act", id: "rename", label: "Rename", keys: "F2", onSelect: nothing },
  {
    kind: "act",
    id: "paste",
    label: "Paste",
    whyNot: "nothing was copied",
    onSelect: nothing,
  },
  { kind: "separator" },
  { kind: "heading", label: "Break it now" },
  { kind: "act", id: "slow", label: "Slow down", icon: "slow", note: "× 3", onSelect: nothing },
  { kind: "act", id: "map", label: "Map", isChosen: true, onSelect: nothing },
  { kind: "separator" },
  {
    kind: "act",
    id: "delete",
    label: "Delete",
    icon: "trash",
    keys: "Del",
    isDangerous: true,
    onSelect: nothing,
  },
];

const FOUND: readonly SearchGroup[] = [
  {
    label: "For Payment, selected",
    items: [
      { id: "one", name: "Crash one instance now", icon: "crash" },
      { id: "all", name: "Crash all instances for 20 s", icon: "crash", isChosen: true },
    ],
  },
  {
    label: "Anywhere",
    items: [
      { id: "next", name: "Run to the next fault", icon: "runto", keys: "N" },
      { id: "end", name: "Run to the end", icon: "end", whyNot: "the run has ended" },
    ],
  },
];

function Dialogs() {
  return (
    <PopupPlace className={styles.dialogs}>
      <Dialog
        isOpen
        onClose={nothing}
        title="No room to save"
        icon="bad"
        iconTone="bad"
        width={420}
        actions={
          <>
            <Button>Delete the 24 oldest versions</Button>
            <Button tone="primary" icon="download">
              Save to a file
            </Button>
          </>
        }
      >
        <p>4 changes are kept in this tab only. Saving is tried again by itself.</p>
      </Dialog>
    </PopupPlace>
  );
}

function ToastsOfEveryTone() {
  const [manager] = useState(createToasts);
  useEffect(() => {
    const action = { label: "Undo", keys: "Ctrl Z", onAct: nothing };
    addToast(manager, { text: "Deduplication on at Payment.", action }, 0);
    addToast(manager, { text: "This design is open in another tab.", tone: "warn" }, 0);
    addToast(manager, { text: "The file could not be written.", tone: "bad" }, 0);
    return () => manager.close();
  }, [manager]);
  return <Toasts manager={manager} />;
}

function Heads() {
  return (
    <div className={styles.rows}>
      <WorkplaceFrame
        title="Payment"
        label="Head with an icon and a primary button"
        icon={<Icon name="consumer" />}
        about="handler of OrderPlaced"
        actions={
          <Button tone="primary" icon="rerun">
            Run again
          </Button>
        }
        onClose={nothing}
      >
        <span />
      </WorkplaceFrame>
      <WorkplaceFrame
        title="Order coordinator"
        label="Head with filters"
        icon={<Icon name="saga" />}
        about="1,216 begun · p99 621 ms"
        filters={
          <>
            <Button isPressed icon="ok">
              completed 1,118
            </Button>
            <Button icon="bad">inconsistent 3</Button>
            <Keys>Esc</Keys>
          </>
        }
        onClose={nothing}
      >
        <span />
      </WorkplaceFrame>
    </div>
  );
}
