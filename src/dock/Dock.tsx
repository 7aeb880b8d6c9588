import { useMemo } from "react";
import { useStore } from "zustand";
import type { Session } from "../actions/index.ts";
import { Tabs } from "../ui/index.ts";
import { LiveCharts } from "./charts/LiveCharts.tsx";
import type { ChartSource } from "./charts/RunRecord.ts";
import type { TimeRange } from "./timeAxis.ts";
import { Timeline } from "./timeline/Timeline.tsx";

const TABS = [{ id: "timeline", label: "Timeline", icon: "timeline" }] as const;

/** What the run looks like along its time. */
export function Dock({ session, live }: { session: Session; live: ChartSource }) {
  const horizon = useStore(session.run.store, (state) => state.horizon);
  const range = useMemo<TimeRange>(() => ({ from: 0, to: horizon }), [horizon]);
  return (
    <Tabs label="Dock" tabs={TABS} value="timeline" onChange={() => undefined}>
      <Timeline
        session={session}
        range={range}
        charts={<LiveCharts session={session} live={live} range={range} />}
      />
    </Tabs>
  );
}
