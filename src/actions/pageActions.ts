import { focusNextRegion } from "../ui/focusRegions.ts";
import type { IconName } from "../ui/icons/iconNames.ts";
import type { DockTab } from "../view/index.ts";
import type { Action, Session } from "./Action.ts";

/** Acts on the page: what is open, and where the keyboard is. */
export const PAGE_ACTIONS: readonly Action[] = [
  {
    id: "commands",
    label: "Find a command…",
    group: "Help",
    icon: "search",
    keys: ["$mod+k", "$mod+Shift+p"],
    scope: "everywhere",
    words: "palette search actions",
    perform: ({ view }) => view.setState({ dialog: "commands" }),
  },
  {
    id: "keys",
    label: "Show all keys",
    group: "Help",
    icon: "help",
    keys: ["Shift+?"],
    words: "shortcuts keyboard cheat sheet help",
    perform: ({ view }) => view.setState({ dialog: "keys" }),
  },
  {
    id: "tour",
    label: "Tour in five steps",
    group: "Help",
    icon: "tip",
    words: "introduction learn begin",
    perform: ({ view }) => view.setState({ workplace: "design", dialog: "tour" }),
  },
  {
    id: "model",
    label: "What is modelled, and what is not",
    group: "Help",
    icon: "info",
    words: "help limits truth accuracy licences notices",
    perform: ({ view }) => view.setState({ dialog: "model" }),
  },
  {
    id: "toggle-dock",
    label: "Open or close the dock",
    group: "Look",
    icon: "panel-below",
    keys: ["$mod+\\"],
    scope: "everywhere",
    words: "timeline panel hide show",
    whyNot: areGone,
    perform: ({ panels }) => panels.current?.toggle("dock"),
  },
  {
    id: "tall-dock",
    label: "Make the dock tall or low",
    group: "Look",
    icon: "fit",
    keys: ["$mod+Shift+|", "$mod+Shift+\\"],
    scope: "everywhere",
    words: "timeline charts panel height maximize",
    whyNot: areGone,
    perform: ({ panels }) => panels.current?.toggleTall(),
  },
  {
    id: "toggle-inspector",
    label: "Open or close the inspector",
    group: "Look",
    icon: "panel-right",
    keys: ["$mod+i"],
    scope: "everywhere",
    words: "settings panel hide show",
    whyNot: areGone,
    perform: ({ panels }) => panels.current?.toggle("inspector"),
  },
  dockTab("timeline", "Show the timeline", "timeline"),
  dockTab("charts", "Show the charts", "chart"),
  dockTab("problems", "Show the problems", "warn"),
  dockTab("objectives", "Show the objectives", "target"),
  {
    id: "toggle-whole-run",
    label: "Show the whole run on the timeline",
    group: "Look",
    icon: "fit",
    words: "dock zoom axis range",
    isChosen: ({ view }) => view.getState().showsWholeRun,
    perform: ({ view }) =>
      view.setState(({ showsWholeRun }) => ({ showsWholeRun: !showsWholeRun })),
  },
  {
    id: "next-region",
    label: "Go to the next region",
    group: "Go to",
    icon: "right",
    keys: ["F6"],
    scope: "everywhere",
    words: "focus panel",
    perform: () => focusNextRegion(1),
  },
  {
    id: "previous-region",
    label: "Go to the previous region",
    group: "Go to",
    icon: "left",
    keys: ["Shift+F6"],
    scope: "everywhere",
    words: "focus panel",
    perform: () => focusNextRegion(-1),
  },
];

function dockTab(tab: DockTab, label: string, icon: IconName): Action {
  return {
    id: `show-${tab}`,
    label,
    group: "Go to",
    icon,
    words: "dock tab open",
    isChosen: ({ view }) => view.getState().dock === tab,
    whyNot: areGone,
    perform: ({ view, panels }) => {
      view.setState({ dock: tab });
      panels.current?.open("dock");
    },
  };
}

function areGone({ panels }: Session): string | undefined {
  return panels.current ? undefined : "a workplace takes the place of the panels";
}
