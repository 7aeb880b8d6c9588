import { type ReactNode, useState } from "react";
import { useStore } from "zustand";
import type { Session } from "../actions/index.ts";
import type { Design } from "../design/index.ts";
import { type TabDescription, Tabs } from "../ui/index.ts";
import { Objectives } from "./objectives/Objectives.tsx";
import { countWords, standingOf } from "./objectives/verdictWords.ts";
import { Timeline } from "./timeline/Timeline.tsx";
import { useShownRange } from "./useShownRange.ts";
import { useSummary } from "./useSummary.ts";

export type DockProps = {
  session: Session;
  /** Charts on the axis of the timeline, under its lanes. */
  charts?: ReactNode;
};

type TabId = "timeline" | "objectives";

const TIMELINE: TabDescription<TabId> = { id: "timeline", label: "Timeline", icon: "timeline" };

/** What the run looks like along its time, and how it stands to the promises of the design. */
export function Dock({ session, charts }: DockProps) {
  const { designs, run } = session;
  const isFinished = useStore(run.store, (state) => state.status === "finished");
  const scenarioId = useStore(run.store, (state) => state.scenario);
  const promises = useStore(designs, ({ design }) => promisesAnything(design));
  const dares = useStore(designs, ({ design }) => hasRandomFaults(design, scenarioId));
  const [chosen, setChosen] = useState<TabId>("timeline");
  const range = useShownRange(session);
  const summary = useSummary(session, promises || dares);
  const verdicts = summary?.objectives ?? [];
  const { text, isBad } = countWords(verdicts.map((each) => standingOf(each, isFinished)));
  const objectives = { label: "Objectives", icon: "target", count: text, isBad } as const;
  const tabs = promises ? [TIMELINE, { id: "objectives" as const, ...objectives }] : [TIMELINE];
  const tab = promises ? chosen : "timeline";
  return (
    <Tabs label="Dock" tabs={tabs} value={tab} onChange={setChosen}>
      {tab === "timeline" ? (
        <Timeline session={session} range={range} charts={charts} summary={summary} />
      ) : (
        <Objectives session={session} verdicts={verdicts} isFinished={isFinished} />
      )}
    </Tabs>
  );
}

const promisesAnything = ({ objectives }: Design) => Object.keys(objectives ?? {}).length > 0;

/** Whether faults strike by chance, so that only the run knows when. */
function hasRandomFaults({ scenarios }: Design, scenarioId: string): boolean {
  const faults = Object.values(scenarios?.[scenarioId]?.faults ?? {});
  return faults.some((fault) => fault.at === undefined);
}
