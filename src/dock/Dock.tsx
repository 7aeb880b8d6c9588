import { type ReactNode, useMemo } from "react";
import { useStore } from "zustand";
import type { Session } from "../actions/index.ts";
import { Tabs } from "../ui/index.ts";
import type { TimeRange } from "./timeAxis.ts";
import { Timeline } from "./timeline/Timeline.tsx";

const TABS = [{ id: "timeline", label: "Timeline", icon: "timeline" }] as const;

export type DockProps = {
  session: Session;
  /** Charts on the axis of the timeline, under its lanes. */
  charts?: ReactNode;
};

/** What the run looks like along its time. */
export function Dock({ session, charts }: DockProps) {
  const horizon = useStore(session.run.store, (state) => state.horizon);
  const range = useMemo<TimeRange>(() => ({ from: 0, to: horizon }), [horizon]);
  return (
    <Tabs label="Dock" tabs={TABS} value="timeline" onChange={() => undefined}>
      <Timeline session={session} range={range} charts={charts} />
    </Tabs>
  );
}
