import type { Step } from "../../../simulator/index.ts";
import { type Design, setValue, type ValuePath, valueAtPath } from "../../design/index.ts";
import type { Analysis } from "../Analysis.ts";
import type { Vertex } from "../analysis/MessageFlow.ts";
import { listText, rateText } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

/** Who writes which version of a message type, and where it first is in a channel. */
interface Writing {
  message: string;
  version: string;
  writer: string;
  into: Vertex;
}

/** Each version that is written can be read by all that it comes to. */
export const incompatibleVersions: Rule = {
  id: "incompatible-versions",
  asks: "Readers can read the versions that are written.",
  harm: "lost, stuck or growing",
  *check(analysis) {
    const told = new Set<string>();
    for (const writing of writings(analysis))
      for (const { node } of analysis.flow.reachable(writing.into)) {
        const key = `${node}\0${writing.message}\0${writing.version}`;
        const read = versionsRead(analysis, node, writing.message);
        if (!read || read.includes(writing.version) || told.has(key)) continue;
        told.add(key);
        yield findingFor(analysis, writing, node, read);
      }
  },
};

function findingFor(
  analysis: Analysis,
  { message, version, writer, into }: Writing,
  reader: string,
  read: readonly string[],
): RuleFinding {
  const path: ValuePath = ["system", "nodes", reader, "reads", message];
  const rate = Math.min(into.rate, analysis.flow.at(reader, message)?.rate ?? 0);
  const figure = rate > 0 ? ` That is ${rateText(rate)}.` : "";
  return {
    severity: "error",
    target: { kind: "node", id: reader, path },
    what: `${analysis.nameOf(writer)} writes version ${version} of ${message}, and ${analysis.nameOf(reader)} reads ${read.length > 0 ? listText(read) : "none"}.`,
    why: `Each of these messages fails at every attempt and ends among the dead letters, or is lost.${figure}`,
    mend: `Deploy a reader of version ${version} first, or let the writer stay with a version that is read.`,
    fix: {
      label: `Let it read version ${version}`,
      apply: (draft) => addVersion(draft, path, version),
    },
  };
}

function addVersion(draft: Design, path: ValuePath, version: string): void {
  const read = valueAtPath(draft, path);
  setValue(draft, path, [...(Array.isArray(read) ? read : []), version]);
}

function versionsRead(
  { system }: Analysis,
  id: string,
  message: string,
): readonly string[] | undefined {
  const node = system.nodes[id];
  return node?.kind === "consumer" || node?.kind === "endpoint" ? node.reads?.[message] : undefined;
}

function* writings(analysis: Analysis): Iterable<Writing> {
  for (const vertex of analysis.flow.all) {
    const node = analysis.system.nodes[vertex.node];
    if (node?.kind === "producer")
      for (const { to } of vertex.edges)
        yield* writing(analysis, vertex.node, to, node.versions?.[to.message]);
    if (node?.kind !== "consumer" && node?.kind !== "endpoint") continue;
    const said = publishedVersions(analysis, vertex);
    for (const { to, origin } of vertex.edges)
      if (said.has(origin))
        yield* writing(analysis, vertex.node, to, said.get(origin) ?? node.writes?.[to.message]);
  }
}

function* writing(
  { system }: Analysis,
  writer: string,
  into: Vertex,
  version: string | undefined,
): Iterable<Writing> {
  const { message } = into;
  const written = version ?? Object.keys(system.messageTypes[message]?.versions ?? {}).at(-1);
  if (written !== undefined) yield { message, version: written, writer, into };
}

/** Versions that single publish steps ask for, by the origin of their edges. Passing on is no writing. */
function publishedVersions(analysis: Analysis, { node, message }: Vertex) {
  const versions = new Map<string, string | undefined>();
  for (const { step, path } of analysis.visitsOf(node, message))
    if (writes(step))
      versions.set(path.join("/"), step.do === "publish" ? step.version : undefined);
  return versions;
}

function writes(step: Step): boolean {
  return (
    step.do === "reply" || step.do === "window" || (step.do === "publish" && step.message !== "*")
  );
}
