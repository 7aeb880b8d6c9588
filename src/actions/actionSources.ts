import { faceOfNode, titleOfNode } from "../design/index.ts";
import { SPEEDS } from "../run/index.ts";
import type { Action, Session } from "./Action.ts";

/** Acts of which there are as many as the design has parts. */
export type ActionSource = (session: Session) => readonly Action[];

/** "Go to Payment", for every node. */
const goToNodes: ActionSource = ({ designs }) => {
  const { nodes } = designs.getState().design.system ?? {};
  return Object.entries(nodes ?? {}).map(([id, node]) => ({
    id: `go-to-${id}`,
    label: `Go to ${titleOfNode(id, node)}`,
    name: titleOfNode(id, node),
    group: "Go to",
    icon: faceOfNode(node).icon,
    words: `node ${id}`,
    isOneOfMany: true,
    whyNot: ({ canvas }) => (canvas.current ? undefined : "the canvas is not on the screen"),
    perform: ({ canvas }) => canvas.current?.goTo(id),
  }));
};

/** "Crash all instances: Payment", for every node and link that can be broken now. */
const breakNow: ActionSource = ({ canvas, designs }) => {
  const { nodes = {}, links = {} } = designs.getState().design.system ?? {};
  const title = (id: string) => titleOfNode(id, nodes[id]);
  const acts = (kind: "node" | "link", id: string, name: string): Action[] =>
    (canvas.current?.breakagesOf(kind, id) ?? []).map((breakage) => ({
      id: `break-${id}-${breakage.id}`,
      label: `${breakage.label}${breakage.note ? ` (${breakage.note})` : ""}: ${name}`,
      group: "Run",
      icon: breakage.icon,
      isOneOfMany: true,
      words: "break it now fault chaos mend",
      suits: ({ view }) => view.getState().selection[`${kind}s`].includes(id),
      whyNot: () => breakage.whyNot,
      perform: breakage.perform,
    }));
  return [
    ...Object.keys(nodes).flatMap((id) => acts("node", id, title(id))),
    ...Object.entries(links).flatMap(([id, { source, target }]) =>
      acts("link", id, `${title(source)} to ${title(target)}`),
    ),
  ];
};

const openExamples: ActionSource = ({ files }) =>
  (files.current?.examples ?? []).map(({ file, name }) => ({
    id: `example-${file}`,
    label: `Open example: ${name}`,
    name,
    group: "File",
    icon: "gallery",
    isOneOfMany: true,
    words: "template sample",
    perform: () => files.current?.openExample(file),
  }));

const chooseScenario: ActionSource = ({ designs, run }) =>
  Object.entries(designs.getState().design.scenarios ?? {}).map(([id, scenario]) => ({
    id: `scenario-${id}`,
    label: `Run scenario: ${scenario.name ?? id}`,
    group: "Run",
    icon: "chaos",
    isChosen: () => run.store.getState().scenario === id,
    perform: () => void run.setScenario(id),
  }));

const chooseSpeed: ActionSource = ({ run }) =>
  SPEEDS.map((speed) => ({
    id: `speed-${speed}`,
    label: `Speed ${speed}×`,
    group: "Run",
    icon: "latency",
    isOneOfMany: true,
    isChosen: () => run.store.getState().speed === speed,
    perform: () => run.setSpeed(speed),
  }));

/** Where the acts come from that depend on the design; they are found by name, and have no keys. */
export const ACTION_SOURCES: readonly ActionSource[] = [
  chooseScenario,
  chooseSpeed,
  breakNow,
  goToNodes,
  openExamples,
];
