import { useStore } from "zustand";
import type { Session } from "../actions/index.ts";
import { ContextMenu } from "../ui/index.ts";
import { isMapShown } from "../view/index.ts";
import { QuickAdd } from "./add/QuickAdd.tsx";
import { EmptyCanvas } from "./EmptyCanvas.tsx";
import { FindBar } from "./find/FindBar.tsx";
import { Legend } from "./messages/Legend.tsx";
import { MiniMap } from "./minimap/MiniMap.tsx";
import type { Stage } from "./useStage.ts";
import { ZoomControl } from "./ZoomControl.tsx";

export type CanvasFurnitureProps = { session: Session; stage: Stage; messagesPerDot: number };

/** What stands before the canvas and does not move with it: legend, map, zoom, search, menus. */
export function CanvasFurniture({ session, stage, messagesPerDot }: CanvasFurnitureProps) {
  const { adding, finding, menu, projection } = stage;
  const { design, frames } = projection;
  const isMapWanted = useStore(session.view, (state) => state.isMiniMapShown);
  return (
    <>
      {frames.size === 0 && <EmptyCanvas />}
      {frames.size > 0 && <Legend messagesPerDot={messagesPerDot} />}
      {isMapShown(design, isMapWanted) && <MiniMap design={design} frames={frames} />}
      {finding.isOpen && (
        <FindBar finding={finding} onShow={stage.focus} onClose={stage.takeFocus} />
      )}
      <ZoomControl onFit={stage.fitView} />
      {adding.spot && (
        <QuickAdd
          spot={adding.spot}
          design={design}
          onChoose={adding.choose}
          onClose={() => {
            adding.close();
            stage.takeFocus();
          }}
        />
      )}
      <ContextMenu
        at={menu.open?.at ?? null}
        label={menu.open?.label ?? ""}
        entries={menu.open?.entries ?? []}
        onClose={() => {
          menu.close();
          stage.takeFocus();
        }}
      />
    </>
  );
}
