import { type DragEvent, useState } from "react";
import { useHandler } from "./HandlerEditing.ts";
import type { StepPlace } from "./stepTree.ts";

/** Marks what is dragged as a step of this page. */
const STEP_TYPE = "application/x-sluice-step";

/** What is dragged, while it is: a drop may read the data, what hovers may not. */
let dragged: StepPlace | undefined;

/** Handlers of the grip of a step. */
export function stepGrip(place: StepPlace) {
  return {
    draggable: true,
    onDragStart: (event: DragEvent<HTMLElement>) => {
      dragged = place;
      event.dataTransfer.setData(STEP_TYPE, JSON.stringify(place));
      event.dataTransfer.effectAllowed = "move";
      const card = event.currentTarget.closest("li");
      if (card) event.dataTransfer.setDragImage(card, 12, 12);
    },
    onDragEnd: () => {
      dragged = undefined;
    },
  };
}

/** Handlers of a gap into which a step can be dropped. */
export function useStepDrop(place: StepPlace) {
  const { move } = useHandler();
  const [isOver, setIsOver] = useState(false);
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(STEP_TYPE)) return;
      event.preventDefault();
      setIsOver(true);
    },
    onDragLeave: () => setIsOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      setIsOver(false);
      if (dragged) move(dragged, place);
      dragged = undefined;
    },
  };
  return { isOver, handlers };
}
