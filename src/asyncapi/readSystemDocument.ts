import { FORMAT } from "../design/index.ts";
import {
  type AsyncApiDocument,
  isObject,
  type Json,
  type JsonObject,
  present,
} from "./AsyncApiDocument.ts";
import { readChannel } from "./channels.ts";
import { fromExtension } from "./extension.ts";
import type { SystemText } from "./MessageFlow.ts";
import { readContracts } from "./messages.ts";
import { readOperation, readService } from "./operations.ts";
import { readServer } from "./servers.ts";

const KINDS = {
  databases: "database",
  dependencies: "dependency",
  registries: "registry",
  zones: "zone",
} as const;

/**
 * Reads the design back from a system document that Sluice wrote, edits by hand included. What it
 * returns is unchecked: give it to `checkDesign`.
 */
export function readSystemDocument(document: AsyncApiDocument): JsonObject {
  const {
    format = FORMAT,
    view: _view,
    design: _design,
    ...root
  } = fromExtension(document["x-sluice"]);
  const { services, databases, dependencies, registries, zones, ...more } = root;
  const { links, keys, attributes, ...rest } = more;
  const groups = { databases, dependencies, registries, zones };
  const channels = readChannels(document);
  return present({
    format,
    name: document.info.title,
    description: document.info.description,
    system: present({
      keys,
      attributes,
      messageTypes: readContracts(
        document.components,
        entriesAsObject(attributes) as NonNullable<SystemText["attributes"]>,
      ),
      nodes: {
        ...readBrokers(document),
        ...channels.nodes,
        ...readServices(services, document),
        ...readGroups(groups),
      },
      links: { ...readLinks(document), ...channels.links, ...entriesAsObject(links) },
    }),
    ...rest,
  }) as JsonObject;
}

function entriesAsObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function idOf(key: string, extension: JsonObject | undefined): string {
  return typeof extension?.id === "string" ? extension.id : key;
}

function readBrokers({ servers = {} }: AsyncApiDocument): JsonObject {
  const brokers = Object.entries(servers).filter(
    ([, server]) => server["x-sluice"]?.derived === undefined,
  );
  return Object.fromEntries(
    brokers.map(([key, server]) => [idOf(key, server["x-sluice"]), readServer(server)]),
  );
}

function readChannels(document: AsyncApiDocument): { nodes: JsonObject; links: JsonObject } {
  const nodes: JsonObject = {};
  const links: JsonObject = {};
  for (const [key, channel] of Object.entries(document.channels)) {
    if (channel["x-sluice"]?.endpoint !== undefined) continue;
    const id = idOf(key, channel["x-sluice"]);
    const { node, feeders } = readChannel(id, channel, document);
    nodes[id] = node;
    for (const [link, fields] of feeders) links[link] = fields;
  }
  return { nodes, links };
}

function readServices(services: Json | undefined, document: AsyncApiDocument): JsonObject {
  return Object.fromEntries(
    Object.entries(entriesAsObject(services)).map(([id, node]) => [
      id,
      readService(id, entriesAsObject(node), document),
    ]),
  );
}

function readGroups(groups: Record<keyof typeof KINDS, Json | undefined>): JsonObject {
  const nodes = Object.entries(KINDS).flatMap(([group, kind]) =>
    Object.entries(entriesAsObject(groups[group as keyof typeof KINDS])).map(
      ([id, node]) => [id, { kind, ...entriesAsObject(node) }] as const,
    ),
  );
  return Object.fromEntries(nodes);
}

function readLinks(document: AsyncApiDocument): JsonObject {
  const links = Object.values(document.operations).flatMap((operation) => {
    const link = readOperation(operation, document);
    return link === undefined ? [] : [link];
  });
  return Object.fromEntries(links);
}
