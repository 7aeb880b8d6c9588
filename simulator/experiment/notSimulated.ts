import { ownParameters } from "./ownParameters.ts";
import { type Coverage, NODES, PROSE } from "./simulated.ts";
import { FAULTS } from "./simulatedFaults.ts";
import { LINKS } from "./simulatedLinks.ts";
import { MESSAGE_TYPE, SCENARIO, STEPS } from "./simulatedSteps.ts";

/** Any part of a file. */
type Json = unknown;

/**
 * Names every parameter that a design sets and the engine does not simulate yet, by its JSON path.
 * @param system the system as it stands in the file, without the defaults that parsing fills in
 * @param scenario the scenario as it stands in the file
 */
export function notSimulated(system: Json, scenario: Json = {}): string[] {
  const found: string[] = [];
  const { messageTypes, nodes, links } = asRecord(system);
  for (const [id, type] of Object.entries(asRecord(messageTypes)))
    check(type, MESSAGE_TYPE, `messageTypes.${id}`, found);
  const readers = readersOfStreams(asRecord(nodes), asRecord(links));
  for (const [id, node] of Object.entries(asRecord(nodes)))
    checkNode(asRecord(node), `nodes.${id}`, readers.has(id), found);
  for (const [id, link] of Object.entries(asRecord(links)))
    check(link, LINKS[kindOf(link, "kind")], `links.${id}`, found);
  const { faults, ...rest } = asRecord(scenario);
  check(rest, SCENARIO, "scenario", found);
  for (const [id, fault] of Object.entries(asRecord(faults)))
    check(fault, FAULTS[kindOf(fault, "fault")], `scenario.faults.${id}`, found);
  return found.flatMap(ownParameters(asRecord(system)));
}

/** Consumers that are fed by a stream. */
function readersOfStreams(nodes: Record<string, Json>, links: Record<string, Json>): Set<Json> {
  const subscriptions = Object.values(links).filter((link) => kindOf(link, "kind") === "subscribe");
  return new Set(
    subscriptions
      .filter((link) => kindOf(nodes[kindOf(link, "source")], "kind") === "stream")
      .map((link) => asRecord(link).target),
  );
}

function checkNode(
  node: Record<string, Json>,
  path: string,
  readsStream: boolean,
  found: string[],
): void {
  const { handlers, handler, ...rest } = node;
  // Handing on is for readers of streams (RULES S14).
  if (!readsStream && asRecord(node.poll).handOff !== undefined) found.push(`${path}.poll.handOff`);
  check(rest, NODES[kindOf(node, "kind")], path, found);
  for (const [type, steps] of Object.entries(asRecord(handlers)))
    checkSteps(steps, `${path}.handlers.${type}`, found);
  checkSteps(handler, `${path}.handler`, found);
}

function checkSteps(steps: Json, path: string, found: string[]): void {
  if (!Array.isArray(steps)) return;
  steps.forEach((step: Json, i) => {
    const at = `${path}[${i}]`;
    const { choices, otherwise, onTimeout, ...rest } = asRecord(step);
    check(rest, STEPS[kindOf(step, "do")], at, found);
    if (Array.isArray(choices)) {
      choices.forEach((choice: Json, c) => {
        const { when, steps: inner } = asRecord(choice);
        const alone: Json[] = [];
        alone[c] = { when };
        check({ choices: alone }, STEPS.branch, at, found);
        checkSteps(inner, `${at}.choices[${c}].steps`, found);
      });
    }
    checkSteps(otherwise, `${at}.otherwise`, found);
    checkSteps(onTimeout, `${at}.onTimeout`, found);
  });
}

/** Without coverage nothing of a part is simulated: it is named as a whole. */
function check(part: Json, coverage: Coverage | undefined, path: string, found: string[]): void {
  if (coverage === undefined) found.push(path);
  else visit(part, coverage, path, "", found);
}

function visit(
  value: Json,
  coverage: Coverage,
  path: string,
  inner: string,
  found: string[],
): void {
  const holds = covered(coverage, inner);
  if (holds === true) return;
  if (typeof holds === "function") {
    if (!holds(value as never)) found.push(path);
    return;
  }
  if (
    typeof value !== "object" ||
    value === null ||
    (Array.isArray(value) && !isCoveredBelow(coverage, inner))
  ) {
    found.push(path);
    return;
  }
  const entries = Object.entries(value);
  if (inner !== "" && !isCoveredBelow(coverage, inner)) {
    found.push(path);
    return;
  }
  for (const [key, child] of entries) {
    if (PROSE.has(key) && covered(coverage, join(inner, key)) === undefined) continue;
    const at = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    visit(child, coverage, at, join(inner, key), found);
  }
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/** What the table says of a path; names chosen by the user stand as `*` in it. */
function covered(coverage: Coverage, path: string): Coverage[string] | undefined {
  return coverage[path] ?? coverage[starred(path)];
}

function isCoveredBelow(coverage: Coverage, path: string): boolean {
  return Object.keys(coverage).some(
    (key) => key.startsWith(`${path}.`) || key.startsWith(`${starred(path)}.`),
  );
}

/** The second word of a path stands for a name chosen by the user. */
function starred(path: string): string {
  return path.replace(/^(subscriptions|choices|steps)\.[^.]+/, "$1.*");
}

function kindOf(part: Json, key: string): string {
  const kind = asRecord(part)[key];
  return typeof kind === "string" ? kind : "";
}

function asRecord(value: Json): Record<string, Json> {
  return typeof value === "object" && value !== null ? (value as Record<string, Json>) : {};
}
