import {
  addNode,
  connect,
  createDesignStore,
  emptyDesign,
  renameNode,
} from "../../design/index.ts";
import { createViewStore, type ViewStore } from "../../view/index.ts";
import { figuresOf, type StateSheet } from "./nodeStates.ts";
import { stillLive } from "./stillLive.ts";

const STEPS = [1, 0.7, 0.5, 0.25] as const;

/** The same two nodes, near and far: what disappears when. */
export function zoomSteps(): { zoom: number; sheet: StateSheet; view: ViewStore }[] {
  return STEPS.map((zoom) => {
    const designs = createDesignStore(emptyDesign());
    let queue = "";
    designs.edit("draw the sheet", (draft) => {
      queue = addNode(draft, "queue", { x: 0, y: 0 });
      const consumer = addNode(draft, "consumer", { x: 264, y: 0 });
      renameNode(draft, queue, "payment.q");
      renameNode(draft, consumer, "Payment");
      connect(draft, queue, consumer);
    });
    const live = stillLive({
      figuresOf: (id) =>
        id === queue ? figuresOf("saturated", "queue") : figuresOf("crashed", "consumer"),
      linkFiguresOf: () => ({ rate: 87, isCut: false, lagSeconds: 6 }),
    });
    const size = { width: 408, height: 72 };
    const sheet = { designs, live, selected: [], focused: "", size };
    return { zoom, sheet, view: createViewStore({ x: 24, y: 72, zoom }) };
  });
}
