import { useRef } from "react";
import type { InstanceFigures } from "../live/Live.ts";
import { usePaint } from "../live/usePaint.ts";
import styles from "./bodies.module.css";

export type SlotsProps = {
  nodeId: string;
  /** Before the first frame: what the design says. */
  instances: number;
  slots: number;
};

/** More slots than fit beside one another are drawn as one bar for each instance. */
const MOST_SLOTS = 40;
const MOST_INSTANCES = 16;

/** Instances of a service with their slots: filled is busy, amber is a retry, struck is crashed. */
export function Slots({ nodeId, instances, slots }: SlotsProps) {
  const host = useRef<HTMLDivElement>(null);
  const shape = useRef("");
  usePaint(nodeId, "fills", (figures) => {
    if (!host.current) return;
    const shown = figures?.instances.length ? figures.instances : idleInstances(instances, slots);
    const next = shapeOf(shown);
    if (next !== shape.current) {
      shape.current = next;
      host.current.replaceChildren(...build(shown));
    }
    paintInstances(host.current, shown);
  });
  return <div ref={host} className={styles.slots} />;
}

function idleInstances(instances: number, slots: number): InstanceFigures[] {
  const idle = {
    slots,
    busy: 0,
    retrying: 0,
    isCrashed: false,
    isPaused: false,
    backIn: Number.NaN,
  };
  return Array.from({ length: Math.min(instances, MOST_INSTANCES) }, () => idle);
}

/** Whether single slots are drawn; with too many of them each instance is one bar. */
function drawsSlots(instances: readonly InstanceFigures[]): boolean {
  const all = instances.reduce((sum, { slots }) => sum + slots, 0);
  return all <= MOST_SLOTS && instances.every(({ slots }) => Number.isFinite(slots));
}

function shapeOf(instances: readonly InstanceFigures[]): string {
  return drawsSlots(instances)
    ? instances.map(({ slots }) => slots).join()
    : `bars ${Math.min(instances.length, MOST_INSTANCES)}`;
}

function build(instances: readonly InstanceFigures[]): HTMLElement[] {
  const isFine = drawsSlots(instances);
  return instances.slice(0, MOST_INSTANCES).map(({ slots }) => {
    const group = document.createElement("span");
    group.className = isFine ? (styles.instance ?? "") : (styles.bar ?? "");
    const cells = isFine ? slots : 1;
    for (let i = 0; i < cells; i++) group.append(document.createElement("i"));
    return group;
  });
}

function paintInstances(host: HTMLElement, instances: readonly InstanceFigures[]): void {
  const isFine = drawsSlots(instances);
  for (let i = 0; i < host.children.length; i++) {
    const group = host.children[i] as HTMLElement;
    const instance = instances[i];
    if (!instance) continue;
    const state = instance.isCrashed ? "crashed" : instance.isPaused ? "paused" : "up";
    if (group.dataset.state !== state) group.dataset.state = state;
    if (isFine) paintSlots(group, instance);
    else paintBar(group.firstElementChild as HTMLElement, instance);
  }
}

function paintSlots(group: HTMLElement, { busy, retrying }: InstanceFigures): void {
  for (let i = 0; i < group.children.length; i++) {
    const cell = group.children[i] as HTMLElement;
    const state = i < retrying ? "retry" : i < busy ? "busy" : "free";
    if (cell.dataset.slot !== state) cell.dataset.slot = state;
  }
}

function paintBar(bar: HTMLElement, { busy, slots }: InstanceFigures): void {
  const share = Number.isFinite(slots) && slots > 0 ? busy / slots : busy > 0 ? 1 : 0;
  const height = `${Math.round(Math.min(1, share) * 100)}%`;
  if (bar.style.getPropertyValue("--filled") !== height) bar.style.setProperty("--filled", height);
}
