import { type ReactNode, useMemo, useState } from "react";
import { useStore } from "zustand";
import type { Session } from "../actions/index.ts";
import { type TabDescription, Tabs } from "../ui/index.ts";
import { Objectives } from "./objectives/Objectives.tsx";
import { useVerdicts } from "./objectives/useVerdicts.ts";
import { countWords, standingOf } from "./objectives/verdictWords.ts";
import type { TimeRange } from "./timeAxis.ts";
import { Timeline } from "./timeline/Timeline.tsx";

export type DockProps = {
  session: Session;
  /** Charts on the axis of the timeline, under its lanes. */
  charts?: ReactNode;
};

type TabId = "timeline" | "objectives";

const TIMELINE: TabDescription<TabId> = { id: "timeline", label: "Timeline", icon: "timeline" };

/** What the run looks like along its time, and how it stands to the promises of the design. */
export function Dock({ session, charts }: DockProps) {
  const horizon = useStore(session.run.store, (state) => state.horizon);
  const isFinished = useStore(session.run.store, (state) => state.status === "finished");
  const hasObjectives = useStore(
    session.designs,
    ({ design }) => Object.keys(design.objectives ?? {}).length > 0,
  );
  const [chosen, setChosen] = useState<TabId>("timeline");
  const range = useMemo<TimeRange>(() => ({ from: 0, to: horizon }), [horizon]);
  const verdicts = useVerdicts(session);
  const { text, isBad } = countWords(verdicts.map((each) => standingOf(each, isFinished)));
  const objectives = { label: "Objectives", icon: "target", count: text, isBad } as const;
  const tabs = hasObjectives
    ? [TIMELINE, { id: "objectives" as const, ...objectives }]
    : [TIMELINE];
  const tab = hasObjectives ? chosen : "timeline";
  return (
    <Tabs label="Dock" tabs={tabs} value={tab} onChange={setChosen}>
      {tab === "timeline" ? (
        <Timeline session={session} range={range} charts={charts} />
      ) : (
        <Objectives session={session} verdicts={verdicts} isFinished={isFinished} />
      )}
    </Tabs>
  );
}
