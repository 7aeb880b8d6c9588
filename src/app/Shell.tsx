import {
  type ReactNode,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import type { PanelCommands, Seat } from "../actions/index.ts";
import {
  ErrorBoundary,
  SplitGroup,
  SplitHandle,
  SplitPanel,
  type SplitPanelHandle,
  useSplitPanelRef,
} from "../ui/index.ts";
import { panelSizes } from "./panelSizes.ts";
import styles from "./Shell.module.css";

export type ShellProps = {
  /** Taken by the shell: what acts may ask of the page. */
  commands: Seat<PanelCommands>;
  bar: ReactNode;
  /** One message at a time, under the bar. */
  banner?: ReactNode;
  palette: ReactNode;
  canvas: ReactNode;
  dock: ReactNode;
  inspector: ReactNode;
  status: ReactNode;
  /** Takes the place of the dock, with more room and without the inspector. */
  start?: ReactNode;
  /** Takes the place of palette, canvas, dock and inspector while it is open. */
  workplace?: ReactNode;
};

/** Where everything stands. Each part fails on its own; the others go on. */
export function Shell({ bar, banner, status, workplace, ...parts }: ShellProps) {
  return (
    <div className={styles.shell}>
      <h1 className={styles.unseen}>Sluice</h1>
      <ErrorBoundary part="The top bar">{bar}</ErrorBoundary>
      <div>{banner}</div>
      <div className={styles.main}>
        {workplace ? (
          <ErrorBoundary part="This workplace">{workplace}</ErrorBoundary>
        ) : (
          <Panels {...parts} />
        )}
      </div>
      <ErrorBoundary part="The status bar">{status}</ErrorBoundary>
    </div>
  );
}

/** Share of the height that a tall dock takes. */
const TALL = 0.72;

/** Tall, or its former height where it is tall already. */
function makeTallOrLow(dock: SplitPanelHandle | null, low: number): void {
  if (!dock) return;
  const isTall = dock.getSize().asPercentage >= TALL * 100 - 5;
  dock.resize(isTall ? low : `${TALL * 100}%`);
}

type PanelsProps = Pick<
  ShellProps,
  "commands" | "palette" | "canvas" | "dock" | "inspector" | "start"
>;

const openOrClose = (panel: SplitPanelHandle | null) =>
  panel?.isCollapsed() ? panel.expand() : panel?.collapse();

function Panels({ commands, palette, canvas, dock, inspector, start }: PanelsProps) {
  const [sizes] = useState(() => panelSizes(window.innerWidth));
  const dockPanel = useSplitPanelRef();
  const inspectorPanel = useSplitPanelRef();
  useImperativeHandle(commands, () => ({
    toggle: (panel) => openOrClose((panel === "dock" ? dockPanel : inspectorPanel).current),
    open: (panel) => (panel === "dock" ? dockPanel : inspectorPanel).current?.expand(),
    toggleTall: () => makeTallOrLow(dockPanel.current, sizes.dock),
  }));
  useRoomForStart(Boolean(start), dockPanel, inspectorPanel);
  const fixed = { groupResizeBehavior: "preserve-pixel-size", collapsible: true } as const;
  return (
    <SplitGroup orientation="horizontal">
      <SplitPanel id="main" minSize={400}>
        <SplitGroup orientation="vertical">
          <SplitPanel id="stage" minSize={160}>
            <div className={styles.stage}>
              <nav className={styles.palette} data-region="palette" aria-label="Palette">
                <ErrorBoundary part="The palette">{palette}</ErrorBoundary>
              </nav>
              <main className={styles.canvas} data-region="canvas">
                <ErrorBoundary part="The canvas">{canvas}</ErrorBoundary>
              </main>
            </div>
          </SplitPanel>
          <SplitHandle label="Height of the dock" />
          <SplitPanel
            id="dock"
            {...fixed}
            panelRef={dockPanel}
            defaultSize={sizes.dock}
            minSize={120}
            collapsedSize={30}
          >
            <section className={styles.panel} data-region="dock" aria-label="Dock">
              <ErrorBoundary part="The dock">{start || dock}</ErrorBoundary>
            </section>
          </SplitPanel>
        </SplitGroup>
      </SplitPanel>
      <SplitHandle label="Width of the inspector" />
      <SplitPanel
        id="inspector"
        {...fixed}
        panelRef={inspectorPanel}
        defaultSize={sizes.inspector}
        minSize={240}
        maxSize={560}
        collapsedSize={0}
      >
        <aside className={styles.panel} data-region="inspector" aria-label="Inspector">
          <ErrorBoundary part="The inspector">{inspector}</ErrorBoundary>
        </aside>
      </SplitPanel>
    </SplitGroup>
  );
}

/** While the start is shown its panel is the larger part; then the panels are as they were. */
function useRoomForStart(
  isStart: boolean,
  dock: RefObject<SplitPanelHandle | null>,
  inspector: RefObject<SplitPanelHandle | null>,
): void {
  const before = useRef<{ dock: number; inspector: number }>(undefined);
  useEffect(() => {
    if (isStart) {
      before.current = {
        dock: dock.current?.getSize().inPixels ?? 0,
        inspector: inspector.current?.getSize().inPixels ?? 0,
      };
      dock.current?.resize("62%");
      inspector.current?.collapse();
    } else if (before.current) {
      dock.current?.resize(before.current.dock);
      inspector.current?.resize(before.current.inspector);
      before.current = undefined;
    }
  }, [isStart, dock, inspector]);
}
