import { useMemo, useState } from "react";
import { useStore } from "zustand";
import {
  type Change,
  changeWords,
  type Design,
  joinDesigns,
  placeWords,
  type TwoSidedChange,
  twoSidedChanges,
} from "../design/index.ts";
import type { Conflict, DesignKeeper } from "../storage/index.ts";
import { Button, Dialog, timeOfDay } from "../ui/index.ts";
import styles from "./ConflictDialog.module.css";
import common from "./safety.module.css";

export type ConflictDialogProps = {
  keeper: DesignKeeper;
  /** Opens what was drawn here as a design of its own. */
  onSplit: (here: Design) => void;
};

/** Two tabs have saved one design without hearing of each other: both are kept, a person chooses. */
export function ConflictDialog({ keeper, onSplit }: ConflictDialogProps) {
  const conflict = useStore(keeper.conflict, (state) => state.conflict);
  return conflict ? <OpenConflict keeper={keeper} conflict={conflict} onSplit={onSplit} /> : null;
}

function OpenConflict({ keeper, conflict, onSplit }: ConflictDialogProps & { conflict: Conflict }) {
  const { base, here, other, since } = conflict;
  const changes = useMemo(() => twoSidedChanges(base, here, other), [base, here, other]);
  const [fromOther, setFromOther] = useState<ReadonlySet<string>>(new Set());
  const joined = useMemo(
    () => joinDesigns(base, here, other, (change) => !fromOther.has(keyOf(change))),
    [base, here, other, fromOther],
  );
  const contested = changes.filter(({ isContested }) => isContested);
  const split = async () => {
    await keeper.settle(undefined);
    onSplit(here);
  };
  const join = async () => {
    if (!joined.ok) return;
    await keeper.claim.takeOver();
    await keeper.settle(joined.design);
  };
  return (
    <Dialog
      isOpen
      onClose={() => void keeper.settle(undefined)}
      title="This design was changed in two tabs"
      icon="warn"
      iconTone="warn"
      width={560}
      actions={
        <>
          <Button className={common.spread} onClick={() => void split()}>
            Keep as two designs
          </Button>
          <Button
            tone="primary"
            whyNot={joined.ok ? undefined : "the two do not fit together"}
            onClick={() => void join()}
          >
            {joinWords(contested.length, fromOther.size)}
          </Button>
        </>
      }
    >
      <p className={common.dim}>
        Since {timeOfDay(since)} both tabs have saved. Nothing is lost: what was drawn here is also
        kept as a version. {differWords(contested.length)}
      </p>
      {!joined.ok && <p>{joined.problems[0].message}</p>}
      <table className={styles.table}>
        <thead>
          <tr>
            <th>Changed</th>
            <th>Here</th>
            <th>Other tab</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={keyOf(change)}>
              <td>{placeWords(change.path, change.here ? here : other)}</td>
              {(["here", "other"] as const).map((side) => (
                <td key={side}>
                  <Side
                    change={change}
                    side={side}
                    design={side === "here" ? here : other}
                    isTaken={fromOther.has(keyOf(change)) === (side === "other")}
                    onTake={() => setFromOther(taking(fromOther, change, side))}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

type SideProps = {
  change: TwoSidedChange;
  side: "here" | "other";
  design: Design;
  isTaken: boolean;
  onTake: () => void;
};

function Side({ change, side, design, isTaken, onTake }: SideProps) {
  const own = change[side];
  if (!own) return <span className={styles.none}>–</span>;
  if (!change.isContested) return <span>{words(own, design)}</span>;
  return (
    <label className={styles.choice}>
      <input type="radio" name={keyOf(change)} checked={isTaken} onChange={onTake} />
      <span>{words(own, design)}</span>
    </label>
  );
}

function words(change: Change, design: Design): string {
  const { before, after } = changeWords(change, design);
  if (before === undefined) return change.path.length <= 3 ? "added" : `none → ${after ?? "none"}`;
  return after === undefined ? "removed" : `${before} → ${after}`;
}

const keyOf = ({ path }: TwoSidedChange) => path.join("/");

function taking(
  fromOther: ReadonlySet<string>,
  change: TwoSidedChange,
  side: "here" | "other",
): ReadonlySet<string> {
  const next = new Set(fromOther);
  if (side === "other") next.add(keyOf(change));
  else next.delete(keyOf(change));
  return next;
}

function differWords(contested: number): string {
  if (contested === 0) return "The changes do not touch each other.";
  return contested === 1 ? "One value differs." : `${contested} values differ.`;
}

function joinWords(contested: number, fromOther: number): string {
  if (contested === 0) return "Join both";
  if (fromOther === 0) return `Join, ${contested} from here`;
  return `Join, ${contested - fromOther} from here, ${fromOther} from the other tab`;
}
