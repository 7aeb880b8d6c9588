import type { SystemText } from "../../model/index.ts";
import type {
  BrokerScenario,
  ClientSetup,
  HandlerSetup,
  MessageProperties,
  ScenarioRun,
  ScenarioStep,
} from "./BrokerScenario.ts";
import { labelsOf } from "./labels.ts";

/** Longer than any scenario: a client that holds a message does so for this long. */
const FOREVER = "10000 d";
/** The message type that stands for one label: a type's name begins with a letter. */
export const typeOfLabel = (label: string): string => `m${label}`;
/** The business key that stands for message groups. */
export const GROUP = "group";

type Publication = Extract<ScenarioStep, { readonly publish: string }>;

/** The design that a run of a scenario plays in: broker, channels, a publisher, clients. */
export function systemOf(scenario: BrokerScenario, run: ScenarioRun): SystemText {
  const publications = run.steps.filter((step): step is Publication => "publish" in step);
  const nodes = {
    broker: {
      kind: "broker",
      profile: scenario.broker,
      ...(run.version !== undefined && { version: run.version }),
      ...(run.nodes !== undefined && { nodes: run.nodes }),
      ...(run.followersBehind !== undefined && {
        replication: { lag: `${run.followersBehind} s` },
      }),
      ...(run.broker && { parameters: run.broker }),
    },
    ...channelsOf(run),
    ...clientsOf(run),
    publisher: publisherOf(run, publications),
  };
  return {
    keys: { [GROUP]: {} },
    messageTypes: typesOf(publications),
    nodes,
    links: linksOf(run, publications),
  } as SystemText;
}

function channelsOf({ channels }: ScenarioRun): object {
  return Object.fromEntries(
    Object.entries(channels).map(([id, { kind, parameters, partitions, groups, joins = {} }]) => [
      id,
      {
        kind,
        broker: "broker",
        ...(parameters && { parameters }),
        ...(partitions !== undefined && { partitions }),
        ...(groups && {
          subscriptions: Object.fromEntries(
            Object.entries(groups).map(([name, own]) => [
              name,
              {
                parameters: own,
                ...(joins[name] !== undefined && { cursor: { joinsAt: `${joins[name]} s` } }),
              },
            ]),
          ),
        }),
      },
    ]),
  );
}

function clientsOf({ clients = {} }: ScenarioRun): object {
  return Object.fromEntries(
    Object.entries(clients).map(([id, client]) => [
      id,
      client.handler === undefined ? scripted(client) : program(client, client.handler),
    ]),
  );
}

/** A client that does as the script says: it takes what it is given and holds it. */
function scripted({ parameters }: ClientSetup): object {
  return {
    kind: "consumer",
    instances: 0,
    concurrency: "unlimited",
    restart: FOREVER,
    retry: { attempts: "unlimited", mode: "requeue", on: ["transient"] },
    handlers: { "*": [{ do: "work", time: FOREVER }] },
    ...(parameters && { parameters }),
  };
}

function program(
  { parameters }: ClientSetup,
  { seconds, fails = "", concurrency, instances = 1, commitsEvery, handsOnEvery }: HandlerSetup,
): object {
  const work = { do: "work", time: `${seconds} s` };
  const failing = labelsOf(fails).map((label) => [typeOfLabel(label), [work, { do: "fail" }]]);
  return {
    kind: "consumer",
    instances,
    ...(concurrency !== undefined && { concurrency }),
    restart: FOREVER,
    ...(commitsEvery !== undefined && { commit: { every: commitsEvery } }),
    ...(handsOnEvery !== undefined && { poll: { handOff: `${handsOnEvery} s` } }),
    retry: { attempts: "unlimited", backoff: { kind: "fixed", delay: "1 s" } },
    handlers: { ...Object.fromEntries(failing), "*": [work] },
    ...(parameters && { parameters }),
  };
}

function publisherOf({ publisher }: ScenarioRun, publications: readonly Publication[]): object {
  const labels = publications.flatMap(({ publish }) => labelsOf(publish));
  return {
    kind: "producer",
    messages: Object.fromEntries(
      (labels.length > 0 ? labels : ["none"]).map((label) => [typeOfLabel(label), 1]),
    ),
    // It publishes by script only: its own first message never comes.
    arrivals: { process: "constant", rate: "1/d" },
    from: FOREVER,
    ...(publisher && { publisher: { parameters: publisher } }),
  };
}

function typesOf(publications: readonly Publication[]): object {
  const types: Record<string, object> = { [typeOfLabel("none")]: { kind: "event" } };
  for (const { publish, to: _, ...properties } of publications)
    for (const label of labelsOf(publish)) types[typeOfLabel(label)] = typeOf(properties);
  return types;
}

function typeOf(properties: Partial<MessageProperties>): object {
  const { routingKey, expirationMs, priority, group, bytes = 12, transient } = properties;
  return {
    kind: "event",
    size: `${bytes} B`,
    ...(routingKey !== undefined && { routingKey }),
    ...(expirationMs !== undefined && { expiresAfter: `${expirationMs} ms` }),
    ...(priority !== undefined && { priority }),
    ...(transient && { persistent: false }),
    ...(group !== undefined && { key: GROUP }),
  };
}

function linksOf(
  { channels, routes = [], clients = {} }: ScenarioRun,
  publications: readonly Publication[],
): object {
  const links: Record<string, object> = {};
  const add = (id: string, kind: string, source: string, target: string, more: object = {}) => {
    links[id] = { kind, source, target, ...more };
  };
  for (const { to } of publications) add(`publish.${to}`, "publish", "publisher", to);
  for (const [id, { deadLettersTo, otherwiseTo }] of Object.entries(channels)) {
    if (deadLettersTo !== undefined) add(`dead.${id}`, "dead-letter", id, deadLettersTo);
    if (otherwiseTo !== undefined) add(`rest.${id}`, "alternate", id, otherwiseTo);
  }
  for (const { from, to, keys } of routes)
    add(`route.${from}.${to}`, "bind", from, to, keys === undefined ? {} : { keys });
  for (const [id, { reads, group }] of Object.entries(clients))
    add(`reads.${id}`, "subscribe", reads, id, group === undefined ? {} : { subscription: group });
  return links;
}
