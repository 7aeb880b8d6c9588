import { useMemo, useState } from "react";
import { useStore } from "zustand";
import { actionOf, type Session } from "../actions/index.ts";
import type { Design } from "../design/index.ts";
import { Button, IconButton, keyText, type TabDescription, Tabs } from "../ui/index.ts";
import type { DockTab } from "../view/index.ts";
import { useSummary } from "../watch/index.ts";
import type { PanelSource } from "./charts/ChartRecord.ts";
import { Charts } from "./charts/Charts.tsx";
import { LiveCharts } from "./charts/LiveCharts.tsx";
import type { ChartSource } from "./charts/RunRecord.ts";
import { useChartRecord } from "./charts/useChartRecord.ts";
import { Objectives } from "./objectives/Objectives.tsx";
import { countWords, standingOf } from "./objectives/verdictWords.ts";
import { Problems } from "./problems/Problems.tsx";
import { ProblemsHead } from "./problems/ProblemsHead.tsx";
import type { ProblemFilter } from "./problems/problemGroups.ts";
import type { FaultLane } from "./timeline/faultLanes.ts";
import { Timeline } from "./timeline/Timeline.tsx";
import { useFaultLanes } from "./timeline/useFaultLanes.ts";
import { useRunLength, useShownRange } from "./useShownRange.ts";

export type DockProps = {
  session: Session;
  /** The running system, for the charts. */
  live: ChartSource & PanelSource;
};

const OF_TIME: readonly TabDescription<DockTab>[] = [
  { id: "timeline", label: "Timeline", icon: "timeline" },
  { id: "charts", label: "Charts", icon: "chart" },
];

/** What the run looks like along its time, what will hurt, and how it stands to its promises. */
export function Dock({ session, live }: DockProps) {
  const { designs, run, view } = session;
  const isFinished = useStore(run.store, (state) => state.status === "finished");
  const scenarioId = useStore(run.store, (state) => state.scenario);
  const promises = useStore(designs, ({ design }) => promisesAnything(design));
  const dares = useStore(designs, ({ design }) => hasRandomFaults(design, scenarioId));
  const chosen = useStore(view, (state) => state.dock);
  const problems = useProblemsTab(session);
  const [filter, setFilter] = useState<ProblemFilter>("all");
  const range = useShownRange(session);
  const length = useRunLength(session);
  const record = useChartRecord(session, live, length);
  const tab = chosen === "objectives" && !promises ? "timeline" : chosen;
  const summary = useSummary(session, promises || dares || tab === "problems");
  const verdicts = summary?.objectives ?? [];
  const { text, isBad } = countWords(verdicts.map((each) => standingOf(each, isFinished)));
  const objectives = { label: "Objectives", icon: "target", count: text, isBad } as const;
  const lanes = useFaultLanes(session, length, summary);
  const bands = useMemo(() => lanes.flatMap(bandsOf), [lanes]);
  const tabs = [...OF_TIME, problems];
  if (promises) tabs.push({ id: "objectives", ...objectives });
  return (
    <Tabs
      label="Dock"
      tabs={tabs}
      value={tab}
      onChange={(dock) => view.setState({ dock })}
      end={
        <>
          {tab === "problems" && (
            <ProblemsHead session={session} filter={filter} onFilter={setFilter} />
          )}
          {(tab === "timeline" || tab === "charts") && <WholeRun session={session} />}
          <TallDock session={session} />
        </>
      }
    >
      {tab === "timeline" && (
        <Timeline
          session={session}
          range={range}
          lanes={lanes}
          charts={<LiveCharts session={session} live={live} range={range} />}
        />
      )}
      {tab === "charts" && (
        <Charts session={session} live={live} record={record} range={range} bands={bands} />
      )}
      {tab === "problems" && <Problems session={session} filter={filter} summary={summary} />}
      {tab === "objectives" && (
        <Objectives session={session} verdicts={verdicts} isFinished={isFinished} />
      )}
    </Tabs>
  );
}

/** Shows the run from its start to its end, or so much that what has happened is not tiny. */
function WholeRun({ session }: { session: Session }) {
  const isWhole = useStore(session.view, (state) => state.showsWholeRun);
  const act = actionOf("toggle-whole-run");
  return (
    <Button tone="quiet" icon="timeline" isPressed={isWhole} onClick={() => act.perform(session)}>
      Whole run
    </Button>
  );
}

function TallDock({ session }: { session: Session }) {
  const { label, keys = [], perform } = actionOf("tall-dock");
  const [first] = keys;
  return (
    <IconButton
      icon="fit"
      label={label}
      keys={first && keyText(first)}
      onClick={() => perform(session)}
    />
  );
}

/** The tab of problems: its icon tells the gravest, its count all that are worth a mark. */
function useProblemsTab({ problems }: Session): TabDescription<DockTab> {
  const count = useStore(problems, ({ findings }) => findings?.length);
  const worst = useStore(problems, ({ findings }) => findings?.[0]?.severity);
  return {
    id: "problems",
    label: "Problems",
    icon: worst === "error" ? "bad" : "warn",
    iconTone: worst === "error" ? "bad" : worst === "warning" ? "warn" : undefined,
    count,
  };
}

/** The faults of a lane as the charts show them, each with the name of what it breaks. */
const bandsOf = ({ title, marks }: FaultLane) =>
  marks
    .filter(({ isRandom }) => !isRandom)
    .map((mark) => ({ ...mark, label: `${title} ${mark.label}` }));

const promisesAnything = ({ objectives }: Design) => Object.keys(objectives ?? {}).length > 0;

/** Whether faults strike by chance, so that only the run knows when. */
function hasRandomFaults({ scenarios }: Design, scenarioId: string): boolean {
  const faults = Object.values(scenarios?.[scenarioId]?.faults ?? {});
  return faults.some((fault) => fault.at === undefined);
}
