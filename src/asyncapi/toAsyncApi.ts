import type { LinkText, SystemNodeText } from "../../simulator/index.ts";
import { type Design, FORMAT } from "../design/index.ts";
import {
  type AsyncApiDocument,
  type ChannelObject,
  type JsonObject,
  present,
  type ServerObject,
  type Tag,
  unlessEmpty,
} from "./AsyncApiDocument.ts";
import { isFeeding, writeChannel } from "./channels.ts";
import { DocumentKeys } from "./DocumentKeys.ts";
import { contractsOf, withoutPath, writeEndpointChannel } from "./endpoints.ts";
import { toExtension } from "./extension.ts";
import { writeFacts } from "./fact.ts";
import { slugOf } from "./Keys.ts";
import {
  type Contract,
  isChannelNode,
  MessageFlow,
  nameOfContract,
  type SystemText,
} from "./MessageFlow.ts";
import { writeContracts } from "./messages.ts";
import { actOf, consumerFacts, writeOperations } from "./operations.ts";
import { protocolOf, writeServer } from "./servers.ts";
import { toServiceDocument } from "./serviceDocument.ts";

/** Kinds of node that are services: each can have a document of its own. */
const SERVICE_KINDS: readonly SystemNodeText["kind"][] = [
  "producer",
  "endpoint",
  "consumer",
  "saga",
];

/** Where the nodes stand that AsyncAPI knows nothing of. */
const GROUPS = {
  database: "databases",
  dependency: "dependencies",
  registry: "registries",
  zone: "zones",
} as const;

/** A service of a design: something that sends or receives. */
export interface Service {
  id: string;
  name: string;
}

/** The services for which a document of their own can be made, in the order of the file. */
export function services(design: Design): Service[] {
  return Object.entries(design.system?.nodes ?? {})
    .filter(([, node]) => SERVICE_KINDS.includes(node.kind))
    .map(([id, { name }]) => ({ id, name: name ?? id }));
}

/**
 * Writes a design as an AsyncAPI 3.0.0 document: the whole system, from which the design comes back
 * on import, or what one service sends and receives.
 * @throws Error when the design has no service of that id; the message names those it has
 */
export function toAsyncApi(
  design: Design,
  { service }: { service?: string } = {},
): AsyncApiDocument {
  const document = toSystemDocument(design);
  return service === undefined ? document : cutOut(design, document, service);
}

/**
 * Cuts the document of one service out of the document of its whole system.
 * @throws Error when the design has no service of that id; the message names those it has
 */
export function cutOut(
  design: Design,
  system: AsyncApiDocument,
  service: string,
): AsyncApiDocument {
  const known = services(design);
  const found = known.find(({ id }) => id === service);
  if (found === undefined) {
    const ids = known.map(({ id }) => `"${id}"`).join(", ");
    throw new Error(
      `There is no service "${service}" in "${design.name}". ${ids === "" ? "It has none." : `It has ${ids}.`}`,
    );
  }
  return toServiceDocument(system, found, design.system?.nodes?.[service]?.description);
}

function toSystemDocument(design: Design): AsyncApiDocument {
  const system: SystemText = design.system ?? {};
  const flow = new MessageFlow(system);
  const keys = new DocumentKeys();
  const { servers, channels } = writePlaces(design, flow, keys);
  const operations = writeOperations(flow, keys);
  const onKafka = contractsOnKafka(flow);
  return present<AsyncApiDocument>({
    asyncapi: "3.0.0",
    id: `urn:sluice:design:${slugOf(design.name)}`,
    // The standard demands a version; a design has none.
    info: present({
      title: design.name,
      version: "1.0.0",
      description: design.description,
      tags: serviceTags(design),
    }),
    defaultContentType: "application/json",
    servers: unlessEmpty(servers),
    channels,
    operations,
    components: writeContracts(system, keys, contractsIn(flow), (contract) =>
      onKafka.has(nameOfContract(contract)),
    ),
    "x-sluice": writeRoot(design, system, flow),
  });
}

function serviceTags(design: Design): Tag[] | undefined {
  const tags = services(design).map(({ id }) => ({ name: `service:${id}` }));
  return tags.length === 0 ? undefined : tags;
}

/** Servers and channels: everything that has an address. */
function writePlaces(design: Design, flow: MessageFlow, keys: DocumentKeys) {
  const servers: Record<string, ServerObject> = {};
  const channels: Record<string, ChannelObject> = {};
  for (const [id, node] of Object.entries(flow.nodes)) {
    if (node.kind === "broker")
      servers[keys.servers.keyOf(id)] = writeServer(id, node, keys.idNote("servers", id));
  }
  let http: string | undefined;
  for (const [id, node] of Object.entries(flow.nodes)) {
    const key = keys.channels;
    if (isChannelNode(node)) channels[key.keyOf(id)] = writeChannel(id, node, flow, keys);
    if (node.kind !== "endpoint") continue;
    http ??= keys.servers.fresh("http");
    servers[http] = {
      host: `${slugOf(design.name)}.example.com`,
      protocol: "https",
      "x-sluice": { hostIsPlaceholder: true, derived: ["server"] },
    };
    channels[key.keyOf(id)] = writeEndpointChannel(id, node, http, flow, keys);
  }
  return { servers, channels };
}

function contractsIn(flow: MessageFlow): Contract[] {
  return Object.entries(flow.nodes).flatMap(([id, node]) =>
    node.kind === "endpoint" ? contractsOf(id, flow) : flow.inChannel(id),
  );
}

/** Names of the contracts that travel through Kafka, where a key is part of the message. */
function contractsOnKafka(flow: MessageFlow): ReadonlySet<string> {
  const channels = Object.entries(flow.nodes).filter(([, node]) => {
    const broker = isChannelNode(node) ? flow.nodes[node.broker ?? ""] : undefined;
    return broker?.kind === "broker" && protocolOf(broker).binding === "kafka";
  });
  return new Set(channels.flatMap(([id]) => flow.inChannel(id).map(nameOfContract)));
}

/** What AsyncAPI has no place for at all. */
function writeRoot(design: Design, system: SystemText, flow: MessageFlow): JsonObject {
  const {
    format: _format,
    name: _name,
    description: _description,
    system: _system,
    ...rest
  } = design;
  const nodes = Object.entries(flow.nodes);
  const groups = Object.entries(GROUPS).map(([kind, group]) => {
    const members = nodes.filter(([, node]) => node.kind === kind);
    return [group, unlessEmpty(Object.fromEntries(members.map(withoutKind)))];
  });
  const behind = nodes.filter(([, node]) => SERVICE_KINDS.includes(node.kind));
  return toExtension({
    // Its words are those of the design file, and an importer migrates them as it does these.
    format: FORMAT,
    view: "system",
    design: slugOf(design.name),
    services: unlessEmpty(
      Object.fromEntries(behind.map(([id, node]) => [id, writeService(id, node, flow)])),
    ),
    ...Object.fromEntries(groups),
    links: unlessEmpty(linksNotTold(flow)),
    keys: system.keys,
    attributes: system.attributes,
    ...rest,
  });
}

function withoutKind([id, { kind: _kind, ...rest }]: [string, SystemNodeText]) {
  return [id, rest] as const;
}

/** A service without what its operations say. */
function writeService(id: string, node: SystemNodeText, flow: MessageFlow): JsonObject {
  if (node.kind === "endpoint") return withoutPath(node);
  const rest = structuredClone(node) as unknown as JsonObject;
  if (node.kind !== "consumer") return rest;
  for (const [link, { kind, target }] of Object.entries(flow.links)) {
    if (kind !== "subscribe" || target !== id) continue;
    // What an operation of this consumer would say; only what it takes out of `rest` matters here.
    const bindings = isOnAmqp(flow.links[link]?.source, flow) ? { amqp: {} } : {};
    writeFacts(consumerFacts({ bindings }), rest, { bindings, "x-sluice": {} });
  }
  return rest;
}

function isOnAmqp(channel: string | undefined, { nodes }: MessageFlow): boolean {
  const node = nodes[channel ?? ""];
  const broker = node !== undefined && isChannelNode(node) ? nodes[node.broker ?? ""] : undefined;
  return broker?.kind === "broker" && protocolOf(broker).binding === "amqp";
}

/** Links that neither an operation nor a channel tells. */
function linksNotTold(flow: MessageFlow): Record<string, LinkText> {
  const untold = Object.entries(flow.links).filter(
    ([, link]) => actOf(link, flow) === undefined && !isFeeding(link, flow),
  );
  return Object.fromEntries(untold);
}
