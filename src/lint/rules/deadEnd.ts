import { isChannel } from "../../../simulator/index.ts";
import { remove } from "../../design/index.ts";
import type { Analysis } from "../Analysis.ts";
import { isLinkUsed } from "../analysis/linkUse.ts";
import { type Mentions, mentionsIn } from "../analysis/mentions.ts";
import { countText, listText } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

const HOUR = 3600;

/** Everything that is drawn leads somewhere. */
export const deadEnd: Rule = {
  id: "dead-end",
  asks: "Every message has a reader, every reader has messages, every link has a use.",
  harm: "hard to change",
  *check(analysis) {
    const unread = new Set<string>();
    for (const [id, node] of analysis.nodes) {
      if (isChannel(node.kind)) {
        const finding = ofChannel(analysis, id);
        if (finding) yield finding;
        if (finding) unread.add(id);
      } else {
        const finding = ofNode(analysis, id);
        if (finding) yield finding;
      }
    }
    const mentions = mentionsIn(analysis);
    for (const id of Object.keys(analysis.system.messageTypes)) {
      const finding = ofMessageType(analysis, id, unread, mentions);
      if (finding) yield finding;
    }
    for (const { id, source, target, kind } of analysis.links.all)
      if (!isLinkUsed(analysis, id)) yield ofLink(analysis, id, source, target, kind);
  },
};

/** A channel that nobody reads, and that is not meant to keep what was given up. */
function ofChannel(analysis: Analysis, id: string): RuleFinding | undefined {
  const { links, flow, system } = analysis;
  const node = system.nodes[id];
  if (!node || ("role" in node && node.role === "dead-letter")) return undefined;
  const leadsOn = (["subscribe", "bind", "alternate", "mirror"] as const).some(
    (kind) => links.from(id, kind).length > 0,
  );
  const expires = node.kind === "queue" && links.from(id, "dead-letter").length > 0;
  if (leadsOn || expires || isAwaited(analysis, id)) return undefined;
  const rate = flow.rateAt(id);
  if (flow.of(id).length > 0 && isParking(analysis, id)) return undefined;
  return {
    severity: "warning",
    target: { kind: "node", id, path: ["system", "nodes", id] },
    what: `Nobody reads ${analysis.nameOf(id)}.`,
    why:
      rate > 0
        ? `${countText(rate * HOUR)} messages an hour come in, and nothing follows from any of them.`
        : "Whatever comes in has no consequence.",
    mend: 'Let a consumer read it, or remove it. If it keeps what was given up, give it the role "dead-letter".',
  };
}

/** Whether only what could not go its way comes to a channel: dead letters, the unroutable. */
function isParking({ links }: Analysis, id: string): boolean {
  if (links.to(id, "publish").length > 0) return false;
  return links.to(id, "bind").every((link) => links.to(link.source, "publish").length === 0);
}

function isAwaited(analysis: Analysis, channel: string): boolean {
  return analysis.handlers.some(({ visits }) =>
    visits.some(({ step }) => step.do === "await" && step.from === channel),
  );
}

/** A service that nothing comes to, or a source whose messages go nowhere. */
function ofNode(analysis: Analysis, id: string): RuleFinding | undefined {
  const node = analysis.system.nodes[id];
  const path = ["system", "nodes", id];
  const target = { kind: "node" as const, id, path };
  if (node?.kind === "producer") {
    const ways = [...analysis.links.from(id, "publish"), ...analysis.links.from(id, "call")];
    if (ways.length > 0) return undefined;
    return {
      severity: "warning",
      target,
      what: `${analysis.nameOf(id)} makes messages, and no link leads away from it.`,
      why: "Nothing of what it makes is ever seen.",
      mend: "Link it to a channel or an endpoint.",
    };
  }
  const isReader = node?.kind === "consumer" || node?.kind === "endpoint";
  const isLed = node?.kind === "saga" && node.mode === "orchestrated";
  if ((!isReader && !isLed) || analysis.flow.of(id).length > 0) return undefined;
  const isLinked = analysis.feedsRead(id).length > 0 || analysis.links.to(id, "call").length > 0;
  return {
    severity: "warning",
    target,
    what: `No message ever comes to ${analysis.nameOf(id)}.`,
    why: isLinked
      ? "It is linked, but nobody sends anything that goes this way, or a filter lets none of it through: it stays idle."
      : "It is linked to nothing that feeds it and stays idle.",
    mend: isLinked
      ? "Let somebody publish to what it reads, or look at filters and binding keys on the way."
      : "Link it to a channel, or remove it.",
  };
}

/** A type that nobody sends, or an event that nobody reads. */
function ofMessageType(
  analysis: Analysis,
  id: string,
  unread: ReadonlySet<string>,
  mentions: Mentions,
): RuleFinding | undefined {
  const waitsFor = [...(mentions.waitsFor.get(id) ?? [])];
  const vertices = analysis.flow.ofMessage(id);
  if (vertices.length === 0) return mentions.withdrawn.has(id) ? undefined : unsent(id, waitsFor);
  const stored = vertices.filter((vertex) => isChannel(kindOf(analysis, vertex.node)));
  const isRead = vertices.some((vertex) => handles(analysis, vertex.node, id));
  const isTold = stored.every((vertex) => unread.has(vertex.node));
  const isEvent = analysis.system.messageTypes[id]?.kind === "event";
  if (!isEvent || isTold || isRead || waitsFor.length > 0) return undefined;
  return unhandled(id, Math.max(...stored.map((vertex) => vertex.rate)));
}

function targetOf(id: string): RuleFinding["target"] {
  return { kind: "message-type", id, path: ["system", "messageTypes", id] };
}

function unsent(id: string, waitsFor: readonly string[]): RuleFinding {
  const isAwaited = waitsFor.length > 0;
  const verb = waitsFor.length > 1 ? "wait" : "waits";
  return {
    severity: isAwaited ? "warning" : "hint",
    target: targetOf(id),
    what: `Nobody sends ${id}.`,
    why: isAwaited
      ? `${listText(waitsFor)} ${verb} for it in vain.`
      : "It is a contract without a use.",
    mend: `Let a service publish ${id}, or remove it.`,
  };
}

function unhandled(id: string, rate: number): RuleFinding {
  const many = rate > 0 ? `${countText(rate * HOUR)} an hour are` : "It is";
  return {
    severity: "hint",
    target: targetOf(id),
    what: `${id} is published, and no service has a handler for it.`,
    why: `${many} stored and delivered for nobody.`,
    mend: `Give a reader a handler for ${id}, or stop publishing it.`,
  };
}

function kindOf({ system }: Analysis, id: string) {
  return system.nodes[id]?.kind ?? "zone";
}

function handles({ system }: Analysis, id: string, message: string): boolean {
  const node = system.nodes[id];
  if (node?.kind === "consumer")
    return Object.hasOwn(node.handlers, message) || Object.hasOwn(node.handlers, "*");
  return node?.kind === "endpoint" || node?.kind === "dependency" || node?.kind === "saga";
}

function ofLink(
  analysis: Analysis,
  id: string,
  source: string,
  target: string,
  kind: string,
): RuleFinding {
  return {
    severity: "warning",
    target: { kind: "link", id, path: ["system", "links", id] },
    what: `The ${kind} link from ${analysis.nameOf(source)} to ${analysis.nameOf(target)} is not used by any step.`,
    why: "It looks as if something flows there, and nothing ever does.",
    mend: "Add the step that uses it, or remove the link.",
    fix: { label: "Remove the link", apply: (draft) => remove(draft, [], [id]) },
  };
}
