import { useEffect, useRef, useState } from "react";
import { emptySeat, type Session } from "../../actions/index.ts";
import { Canvas, type CanvasHandle } from "../../canvas/index.ts";
import type { DesignStore } from "../../design/index.ts";
import { startChecking } from "../../problems/index.ts";
import { Run } from "../../run/index.ts";
import { UiRoot } from "../../ui/index.ts";
import { createViewStore, select, type ViewStore } from "../../view/index.ts";
import { LINK_STATES, linkStates } from "./linkStates.ts";
import { COLUMN, NODE_STATES, nodeStates, type StateSheet } from "./nodeStates.ts";
import { PopupStates } from "./PopupStates.tsx";
import styles from "./StatesPage.module.css";
import { WidgetStates } from "./WidgetStates.tsx";
import { zoomSteps } from "./zoomSteps.ts";

/** How large links are drawn: large enough for their ends. */
const LINK_SCALE = 0.68;

/** Two sheets, so that they stand beside one another or, in a narrow window, one below the other. */
const halves = <T,>(states: readonly T[]): T[][] => [
  states.slice(0, Math.ceil(states.length / 2)),
  states.slice(Math.ceil(states.length / 2)),
];

/** Room that the canvas keeps at its edges when it fits everything into view. */
const EDGE = { side: 12, top: 40, bottom: 56 };

/**
 * Every part in every state, drawn by the same code as on the page: the sheet against which a new part
 * is checked, and what its pictures are taken from. Reached by its address only.
 */
export function StatesPage() {
  const [nodes] = useState(() =>
    halves(NODE_STATES).map((states) => ({ states, ...nodeStates(states) })),
  );
  const [links] = useState(() =>
    halves(LINK_STATES).map((states) => ({ states, ...linkStates(states) })),
  );
  return (
    <UiRoot>
      <main className={styles.page}>
        <h1 className={styles.title}>Every part in every state</h1>
        <h2 className={styles.heading}>
          Nodes <small>health is a shape first and a colour second</small>
        </h2>
        <div className={styles.sheets}>
          {nodes.map(({ states, ...sheet }) => (
            <div key={states[0]}>
              <div className={styles.columns} style={{ paddingLeft: EDGE.side }}>
                {states.map((state) => (
                  <span key={state} style={{ width: COLUMN }}>
                    {state}
                  </span>
                ))}
              </div>
              <Sheet label={`Nodes: ${states.join(", ")}`} sheet={sheet} />
            </div>
          ))}
        </div>
        <h2 className={styles.heading}>
          Links <small>the end tells the kind, the band the rate, the tail how far behind</small>
        </h2>
        <div className={styles.sheets}>
          {links.map(({ states, ...sheet }) => (
            <Sheet
              key={states[0]}
              label={`Links: ${states.join(", ")}`}
              sheet={sheet}
              links={sheet.selectedLinks}
              scale={LINK_SCALE}
            />
          ))}
        </div>
        <h2 className={styles.heading}>
          Semantic zoom <small>what is left at 100 %, 70 %, 50 % and 25 %</small>
        </h2>
        <div className={styles.zooms}>
          {zoomSteps().map(({ zoom, sheet, view }) => (
            <div key={zoom} className={styles.zoom}>
              <Stage label={`At ${zoom * 100} %`} sheet={sheet} view={view} />
            </div>
          ))}
        </div>
        <WidgetStates />
        <PopupStates />
      </main>
    </UiRoot>
  );
}

type SheetProps = {
  label: string;
  sheet: StateSheet;
  links?: readonly string[];
  /** How large it is drawn. */
  scale?: number;
};

/** A canvas that is just so large that everything is seen at its scale. */
function Sheet({ label, sheet, links = [], scale = 1 }: SheetProps) {
  const [view] = useState(() => {
    const store = createViewStore({ x: EDGE.side, y: EDGE.top, zoom: scale });
    // All of it is seen; a map would only lie over the last of it.
    store.setState({ isMiniMapShown: false });
    return store;
  });
  const { width, height } = sheet.size;
  return (
    <div
      className={styles.sheet}
      style={{
        width: width * scale + 2 * EDGE.side,
        height: height * scale + EDGE.top + EDGE.bottom,
      }}
    >
      <Stage label={label} sheet={sheet} view={view} links={links} />
    </div>
  );
}

type StageProps = {
  label: string;
  sheet: StateSheet;
  view: ViewStore;
  links?: readonly string[];
};

function Stage({ label, sheet, view, links = [] }: StageProps) {
  const canvas = useRef<CanvasHandle>(null);
  const { designs, live, selected, focused } = sheet;
  const [session] = useState(() => sheetSession(designs, view));
  useEffect(() => {
    if (focused !== "") canvas.current?.goTo(focused);
    select(view, selected, links);
  }, [view, selected, links, focused]);
  return (
    <section className={styles.stage} aria-label={label}>
      <Canvas ref={canvas} session={session} live={live} />
    </section>
  );
}

/** What acts need of a page; nothing of it is started before it is asked for. */
function sheetSession(designs: DesignStore, view: ViewStore): Session {
  return {
    designs,
    view,
    run: new Run(designs),
    problems: startChecking(designs, async () => []),
    canvas: emptySeat(),
    panels: emptySeat(),
    files: emptySeat(),
  };
}
