import { z } from "zod";
import type { CaseSystem } from "./CaseSystem.ts";
import { type Metric, parseMetric, type Subject } from "./Metric.ts";
import { type OracleCase, OracleFile } from "./OracleFile.ts";

/** A file that cannot be read, or that has a word which is not known. */
export class UnreadableFile extends Error {}

/**
 * Reads a file of cases and checks every word of it: fields, names, metrics, decisions.
 * @throws UnreadableFile that says what is wrong, and where
 */
export function readOracleFile(text: string): OracleFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UnreadableFile(`not JSON: ${(error as Error).message}`);
  }
  const parsed = OracleFile.safeParse(json);
  if (!parsed.success) throw new UnreadableFile(z.prettifyError(parsed.error));
  const seen = new Set<string>();
  for (const oracleCase of parsed.data.cases) {
    if (seen.has(oracleCase.id))
      throw new UnreadableFile(`two cases are called "${oracleCase.id}"`);
    seen.add(oracleCase.id);
    checkCase(oracleCase);
  }
  return parsed.data;
}

/**
 * The metrics that a case asks for, in the order of its quantities.
 * @throws Error that names the word which is not known
 */
export function metricsOf({ system, quantities }: OracleCase): Metric[] {
  const subjects = subjectsOf(system);
  return quantities.map(({ metric }) => parseMetric(metric, (id) => subjects.get(id)));
}

function checkCase(oracleCase: OracleCase): void {
  try {
    checkNames(oracleCase.system);
    metricsOf(oracleCase);
    for (const quantity of oracleCase.quantities) {
      const needed = quantity.decision === "exact" ? "absolute" : "precision";
      if (quantity[needed] === undefined)
        throw new Error(`"${quantity.metric}" is judged by "${needed}", which is not given`);
    }
  } catch (error) {
    throw new UnreadableFile(`case "${oracleCase.id}": ${(error as Error).message}`);
  }
}

function subjectsOf(system: CaseSystem): Map<string, Subject> {
  const subjects = new Map<string, Subject>();
  const groups: [Subject, readonly { id: string }[]][] = [
    ["channel", system.channels],
    ["consumer", system.consumers],
    ["producer", system.producers],
    ["saga", system.sagas ?? []],
  ];
  for (const [subject, parts] of groups)
    for (const { id } of parts) {
      if (subjects.has(id)) throw new Error(`two parts are called "${id}"`);
      subjects.set(id, subject);
    }
  return subjects;
}

function checkNames(system: CaseSystem): void {
  const channels = new Map(system.channels.map((channel) => [channel.id, channel.kind]));
  const consumers = new Set(system.consumers.map(({ id }) => id));
  const dependencies = new Set((system.dependencies ?? []).map(({ id }) => id));
  const need = (known: { has(id: string): boolean }, kind: string, id: string | undefined) => {
    if (id !== undefined && !known.has(id)) throw new Error(`there is no ${kind} "${id}"`);
  };
  for (const { to } of system.producers)
    for (const id of [to].flat()) need(channels, "channel", id);
  for (const channel of system.channels) {
    if (channel.kind === "queue") need(channels, "channel", channel.deadLetter);
    if (channel.kind === "topic")
      for (const { to } of channel.subscriptions) need(channels, "channel", to);
  }
  for (const consumer of system.consumers) {
    need(channels, "channel", consumer.from);
    if (channels.get(consumer.from) === "topic")
      throw new Error(`consumer "${consumer.id}" reads from a topic; it must read from a queue`);
    for (const step of consumer.handler) {
      if (step.do === "publish") need(channels, "channel", step.to);
      if (step.do === "call") need(dependencies, "dependency", step.dependency);
    }
  }
  for (const { steps } of system.sagas ?? [])
    for (const { command, compensation } of steps) {
      need(channels, "channel", command);
      need(channels, "channel", compensation);
    }
  for (const fault of system.faults ?? []) {
    if ("consumer" in fault) need(consumers, "consumer", fault.consumer);
    else need(channels, "channel", fault.channel);
  }
}
