import { STEP_SCHEMAS, type StepKind } from "../../simulator/index.ts";
import { labelOf } from "../fields/index.ts";
import { Button, Menu, type MenuEntry } from "../ui/index.ts";
import { useHandler } from "./HandlerEditing.ts";
import { STEP_ICONS } from "./stepIcons.ts";
import type { StepPlace } from "./stepTree.ts";

const KINDS = Object.keys(STEP_SCHEMAS) as StepKind[];

/** A menu of all kinds of steps; one that cannot be added says why. */
export function AddStep({ place, isFirst }: { place: StepPlace; isFirst: boolean }) {
  const { newStep, add, selected } = useHandler();
  const isHere = selected && selected.list.join() === place.list.join();
  const target = isHere ? { ...place, index: selected.index + 1 } : place;
  const entries: MenuEntry[] = KINDS.map((kind) => {
    const made = newStep(kind);
    return {
      kind: "act",
      id: kind,
      label: labelOf(kind),
      icon: STEP_ICONS[kind],
      note: STEP_SCHEMAS[kind].description,
      whyNot: "whyNot" in made ? made.whyNot : undefined,
      onSelect: () => add(kind, target),
    };
  });
  return (
    <Menu
      trigger={
        <Button
          tone={isFirst && place.list.length === 0 ? "plain" : "quiet"}
          icon="plus"
          data-add-step=""
        >
          {isHere ? `Add step after ${selected.index + 1}` : "Add step"}
        </Button>
      }
      entries={entries}
    />
  );
}
