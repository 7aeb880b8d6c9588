import type { BrokerProfile, SystemText } from "../../model/index.ts";
import { carryOver } from "./carryOver.ts";
import { type Derived, deriveSwitch } from "./deriveSwitch.ts";
import { asJson, copyOf, isSameText, type Json } from "./json.ts";
import type { SwitchReport } from "./SwitchReport.ts";

/** The text of everything that a change of profile wrote anew, as it was before. */
export interface SetAside {
  readonly nodes: Json;
  readonly links: Json;
  readonly addedNodes?: readonly string[];
  readonly addedLinks?: readonly string[];
  /** Of those texts the ones that the change took out altogether. */
  readonly removedNodes?: readonly string[];
  readonly removedLinks?: readonly string[];
}

/** A system whose broker has another profile, and what became of its settings. */
export interface Switched {
  readonly system: SystemText;
  readonly report: SwitchReport;
  /** Nodes that the new broker needs and that were not there. */
  readonly addedNodes: readonly string[];
  readonly removedNodes: readonly string[];
}

/**
 * Changes the profile of a broker. What the design says in the former broker's words is said in
 * those of the new one where it has a counterpart; channels become the kinds that the new broker
 * has. The former text is set aside under the broker, and comes back byte for byte with its
 * profile; what was changed in between is carried over.
 * @param broker id of a node of kind broker
 * @throws Error when there is no such broker
 */
export function switchProfile(system: SystemText, broker: string, target: BrokerProfile): Switched {
  const node = asJson(asJson(system.nodes)[broker]);
  if (node.kind !== "broker") throw new Error(`There is no broker "${broker}".`);
  const current = (node.profile ?? "generic") as BrokerProfile;
  if (current === target)
    return { system, report: { mapped: [], unmatched: [] }, addedNodes: [], removedNodes: [] };
  const kept = Object.keys(asJson(node.setAside)) as BrokerProfile[];
  if (!kept.includes(target)) return forward(system, broker, current, target);
  // Back by the way that was come: each step undoes one change of profile.
  let step = goBack(system, broker, kept.at(-1) ?? target);
  for (const profile of kept.slice(kept.indexOf(target), -1).reverse()) {
    const next = goBack(step.system, broker, profile);
    step = {
      ...next,
      removedNodes: [...step.removedNodes, ...next.removedNodes],
      report: { mapped: [], unmatched: [...step.report.unmatched, ...next.report.unmatched] },
    };
  }
  return step;
}

function forward(
  system: SystemText,
  broker: string,
  current: BrokerProfile,
  target: BrokerProfile,
): Switched {
  const derived = deriveSwitch(system, broker, target);
  setAside(derived.system, broker, current, asideOf(system, derived, broker));
  return {
    system: derived.system,
    report: derived.report,
    addedNodes: derived.addedNodes,
    removedNodes: [],
  };
}

/** What a derivation wrote anew, as it was. */
function asideOf(
  before: SystemText,
  { system, addedNodes, addedLinks }: Derived,
  broker: string,
): SetAside {
  const changed = (table: "nodes" | "links") =>
    Object.fromEntries(
      Object.entries(asJson(before[table]))
        .filter(([id, text]) => !isSameText(text, asJson(system[table])[id]))
        .map(([id, text]) => [id, id === broker ? withoutAside(text) : copyOf(text)]),
    );
  const gone = (table: "nodes" | "links") =>
    Object.keys(asJson(before[table])).filter((id) => !Object.hasOwn(asJson(system[table]), id));
  const [removedNodes, removedLinks] = [gone("nodes"), gone("links")];
  return {
    nodes: changed("nodes"),
    links: changed("links"),
    ...(addedNodes.length > 0 && { addedNodes }),
    ...(addedLinks.length > 0 && { addedLinks }),
    ...(removedNodes.length > 0 && { removedNodes }),
    ...(removedLinks.length > 0 && { removedLinks }),
  };
}

function withoutAside(text: unknown): Json {
  const { setAside: _, ...rest } = copyOf(asJson(text));
  return rest;
}

function setAside(
  system: SystemText,
  broker: string,
  profile: BrokerProfile,
  aside: SetAside,
): void {
  const node = asJson(asJson(system.nodes)[broker]);
  node.setAside = { ...asJson(node.setAside), [profile]: aside };
}

/** Undoes the last change of profile; what was edited since is carried over. */
function goBack(system: SystemText, broker: string, profile: BrokerProfile): Switched {
  const node = asJson(asJson(system.nodes)[broker]);
  const current = (node.profile ?? "generic") as BrokerProfile;
  const { [profile]: top, ...others } = asJson(node.setAside);
  const aside = top as SetAside;
  const removedNodes = (aside.addedNodes ?? []).filter((id) =>
    Object.hasOwn(asJson(system.nodes), id),
  );
  const restored = restore(system, broker, aside, others);
  const fresh = deriveSwitch(restored, broker, current);
  const unmatched = carryOver({ restored, fresh, edited: system, aside, broker });
  // What the former text could not take stays with the profile that it was written for.
  if (unmatched.length > 0) {
    const changes = { ...fresh, system: restored, addedNodes: [], addedLinks: [] };
    setAside(restored, broker, current, asideOf(system, changes, broker));
  }
  return { system: restored, report: { mapped: [], unmatched }, addedNodes: [], removedNodes };
}

function restore(system: SystemText, broker: string, aside: SetAside, others: Json): SystemText {
  const restored = copyOf(system);
  for (const [table, added, removed] of [
    ["nodes", aside.addedNodes, aside.removedNodes],
    ["links", aside.addedLinks, aside.removedLinks],
  ] as const) {
    const entries = asJson(restored[table]);
    for (const [id, text] of Object.entries(aside[table]))
      if (Object.hasOwn(entries, id) || removed?.includes(id)) entries[id] = copyOf(text);
    for (const id of added ?? []) delete entries[id];
  }
  const node = asJson(asJson(restored.nodes)[broker]);
  delete node.setAside;
  if (Object.keys(others).length > 0) node.setAside = others;
  return restored;
}
