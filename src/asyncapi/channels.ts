import type { SystemNodeText } from "../../simulator/index.ts";
import {
  type AsyncApiDocument,
  type ChannelObject,
  isObject,
  type JsonObject,
  present,
} from "./AsyncApiDocument.ts";
import { readChannelBinding, type Surroundings, writeChannelBinding } from "./channelBindings.ts";
import { type DocumentKeys, idAt } from "./DocumentKeys.ts";
import { fromExtension, toExtension } from "./extension.ts";
import { type Fact, readFacts, writeFacts } from "./fact.ts";
import { lastStep, pointer } from "./Keys.ts";
import { isChannelNode, type MessageFlow } from "./MessageFlow.ts";
import { placeholdersIn, protocolOf } from "./servers.ts";

type ChannelText = Extract<SystemNodeText, { kind: "queue" | "topic" | "stream" }>;

/** Links between channels; AsyncAPI has none, so the channel that is fed tells them. */
const FEEDING = ["bind", "alternate", "dead-letter", "mirror"];

/** An address that is the id says nothing more than the id. */
const addressFact = (id: string): Fact => ({
  at: ["address"],
  to: ["address"],
  write: (address) => address ?? id,
  read: (address) => (address === id || typeof address !== "string" ? undefined : address),
});

/** Writes a queue, topic or stream. */
export function writeChannel(
  id: string,
  node: ChannelText,
  flow: MessageFlow,
  keys: DocumentKeys,
): ChannelObject {
  const { name, description, broker, messages: declared, ...fields } = node;
  const rest = structuredClone(fields) as JsonObject;
  const standard: JsonObject = {};
  writeFacts([addressFact(id)], rest, standard);
  const address = String(standard.address);
  const holder = asBroker(flow.nodes[broker ?? ""]);
  const around = { address, ...surroundingsOf(id, holder, flow) };
  const bindings = writeChannelBinding(protocolOf(holder), around, rest);
  const contracts = flow.inChannel(id);
  const undeclared = contracts.filter(({ type }) => !declared?.includes(type));
  return present<ChannelObject>({
    title: name,
    description,
    address,
    servers: broker === undefined ? undefined : [refTo("servers", keys.servers.keyOf(broker))],
    parameters: placeholdersIn(address),
    messages: Object.fromEntries(
      contracts.map((contract) => {
        const key = keys.message(contract);
        return [key, { $ref: pointer("components", "messages", key) }];
      }),
    ),
    bindings,
    "x-sluice": toExtension({
      id: keys.idNote("channels", id),
      ...rest,
      // A list that the design gives itself is told from one that was worked out.
      restricted: declared === undefined ? undefined : true,
      undeclared:
        declared === undefined || undeclared.length === 0
          ? undefined
          : undeclared.map((contract) => keys.message(contract)),
      from: feedersOf(id, flow),
      // The broker keeps the copies; here the number is only told again.
      derived: bindings?.kafka?.replicas === undefined ? undefined : ["bindings.kafka.replicas"],
    }),
  });
}

function refTo(table: string, key: string) {
  return { $ref: pointer(table, key) };
}

function asBroker(node: SystemNodeText | undefined) {
  return node?.kind === "broker" ? node : undefined;
}

/** What a binding says of a channel that the channel itself does not. */
function surroundingsOf(
  id: string,
  broker: Extract<SystemNodeText, { kind: "broker" }> | undefined,
  { nodes, links }: MessageFlow,
): Omit<Surroundings, "address"> {
  const way = Object.values(links).find(
    ({ kind, source }) => kind === "dead-letter" && source === id,
  );
  const target = way && nodes[way.target];
  const hasAddress = target !== undefined && isChannelNode(target);
  return {
    deadLetterAddress: hasAddress ? (target.address ?? way?.target) : undefined,
    replicas: broker?.replication?.replicas,
  };
}

function feedersOf(id: string, flow: MessageFlow): JsonObject[] | undefined {
  const feeders = Object.entries(flow.links)
    .filter(([, link]) => link.target === id && isFeeding(link, flow))
    .map(([name, link]) => {
      const { kind, source, target: _target, ...rest } = link;
      return present({ link: name, kind, channel: source, ...rest }) as JsonObject;
    });
  return feeders.length === 0 ? undefined : feeders;
}

/** Whether a link leads from channel to channel, so that no operation can tell it. */
export function isFeeding(
  link: { kind: string; source: string },
  { nodes }: Pick<MessageFlow, "nodes">,
): boolean {
  return FEEDING.includes(link.kind) && nodes[link.source]?.kind !== "consumer";
}

/** What a channel of a document says of a design: its node, and the links that feed it. */
export interface ReadChannel {
  node: JsonObject;
  feeders: [string, JsonObject][];
}

/** Reads a channel back. */
export function readChannel(
  id: string,
  channel: ChannelObject,
  document: AsyncApiDocument,
): ReadChannel {
  const {
    id: _id,
    restricted,
    undeclared,
    from,
    derived: _derived,
    ...rest
  } = fromExtension(channel["x-sluice"]);
  const [server] = channel.servers ?? [];
  const broker = server === undefined ? undefined : idAt(document, "servers", server);
  const profile = server && document.servers?.[lastStep(server.$ref)]?.["x-sluice"]?.profile;
  const address = channel.address ?? id;
  readChannelBinding(protocolOf({ profile }), address, channel.bindings, rest);
  readFacts([addressFact(id)], rest, { address });
  const extras = Array.isArray(undeclared) ? undeclared : [];
  const keysHere = Object.keys(channel.messages).filter((key) => !extras.includes(key));
  const types = keysHere.map((key) => document.components.messages?.[key]?.name ?? key);
  const node = present({
    name: channel.title,
    description: channel.description,
    broker,
    messages: restricted === true ? [...new Set(types)] : undefined,
    ...rest,
  }) as JsonObject;
  return { node, feeders: feedersFrom(id, from) };
}

function feedersFrom(target: string, from: unknown): [string, JsonObject][] {
  if (!Array.isArray(from)) return [];
  return from.filter(isObject).map(({ link, kind, channel, ...rest }) => {
    return [String(link), { kind, source: channel, target, ...rest } as JsonObject];
  });
}
