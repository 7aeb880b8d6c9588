import type { LinkText, SystemNodeText } from "../../simulator/index.ts";
import {
  type AsyncApiDocument,
  type Bindings,
  type JsonObject,
  type OperationObject,
  present,
} from "./AsyncApiDocument.ts";
import { type DocumentKeys, idAt } from "./DocumentKeys.ts";
import { HTTP_METHOD, readPath } from "./endpoints.ts";
import { fromExtension, toExtension } from "./extension.ts";
import { type Fact, readFacts, writeFacts } from "./fact.ts";
import { lastStep, pointer } from "./Keys.ts";
import type { Contract, LinkTextOf, MessageFlow } from "./MessageFlow.ts";
import { BINDING_VERSIONS } from "./protocols.ts";
import { replyOf } from "./replies.ts";
import { RETRY_FACT } from "./retryStrategy.ts";
import { protocolOf } from "./servers.ts";

/** Links that are operations: something is sent to a channel or received from one. */
export type OperationLink = LinkTextOf<"publish" | "subscribe" | "dead-letter" | "retry" | "call">;

/** An operation in the design's words: who does what where. */
interface Act {
  action: "send" | "receive";
  service: string;
  /** Node id of the channel, or of the endpoint that is called. */
  channel: string;
  contracts: readonly Contract[];
  /** Why it is done, where it is neither a publication nor a subscription. */
  role?: "dead-letter" | "retry" | "call";
}

/** The act that a link stands for; nothing for links that no operation can tell. */
export function actOf(link: LinkText, flow: MessageFlow): Act | undefined {
  const { source, target } = link;
  const send = { action: "send", service: source, channel: target } as const;
  switch (link.kind) {
    case "publish":
      return { ...send, contracts: flow.published(link) };
    case "subscribe": {
      const contracts = flow.received(source, target, link.subscription);
      return { action: "receive", service: target, channel: source, contracts };
    }
    case "dead-letter":
    case "retry": {
      if (flow.nodes[source]?.kind !== "consumer") return undefined;
      const contracts = flow.channelsReadBy(source).flatMap((id) => flow.inChannel(id));
      return { ...send, contracts: [...new Set(contracts)], role: link.kind };
    }
    case "call":
      return flow.nodes[target]?.kind === "endpoint"
        ? { ...send, contracts: flow.requested(source, target), role: "call" }
        : undefined;
    default:
      return undefined;
  }
}

const operationKey = ({ service, action, channel }: Act) => `${service}.${action}.${channel}`;

/** Writes every operation, service by service. */
export function writeOperations(
  flow: MessageFlow,
  keys: DocumentKeys,
): Record<string, OperationObject> {
  const operations: Record<string, OperationObject> = {};
  const acts = actsByService(flow);
  for (const [service, node] of Object.entries(flow.nodes)) {
    if (node.kind === "endpoint") {
      const asked = Object.keys(flow.nodes).flatMap((id) => flow.requested(id, service));
      const act: Act = { action: "receive", service, channel: service, contracts: asked };
      operations[keys.operations.fresh(operationKey(act))] = writeAnswering(act, flow, keys);
    }
    for (const { id, link, act } of acts.get(service) ?? []) {
      const key = keys.operations.fresh(operationKey(act));
      operations[key] = writeOperation(id, link, act, flow, keys);
    }
  }
  return operations;
}

interface LinkedAct {
  id: string;
  link: OperationLink;
  act: Act;
}

function actsByService(flow: MessageFlow): ReadonlyMap<string, LinkedAct[]> {
  const byService = new Map<string, LinkedAct[]>();
  for (const [id, link] of Object.entries(flow.links)) {
    const act = actOf(link, flow);
    if (act === undefined) continue;
    const own = byService.get(act.service) ?? [];
    own.push({ id, link: link as OperationLink, act });
    byService.set(act.service, own);
  }
  return byService;
}

function distinct(contracts: readonly Contract[], keys: DocumentKeys): Contract[] {
  return [...new Map(contracts.map((contract) => [keys.message(contract), contract])).values()];
}

/** What an endpoint does of its own: it is asked and answers. No link is needed for that. */
function writeAnswering(act: Act, flow: MessageFlow, keys: DocumentKeys): OperationObject {
  return present<OperationObject>({
    ...frameOf(act, keys),
    reply: replyOf(act, flow, keys),
    bindings: httpBinding(flow.nodes[act.service]),
    "x-sluice": toExtension({ service: act.service }),
  });
}

function frameOf(act: Act, keys: DocumentKeys) {
  return {
    action: act.action,
    channel: { $ref: pointer("channels", keys.channels.keyOf(act.channel)) },
    messages: keys.messagesOf(act.channel, distinct(act.contracts, keys)),
    tags: [{ name: `service:${act.service}` }],
  };
}

function writeOperation(
  id: string,
  link: OperationLink,
  act: Act,
  flow: MessageFlow,
  keys: DocumentKeys,
): OperationObject {
  const { kind: _kind, source: _source, target: _target, description, ...fields } = link;
  const { messages: declared, ...rest } = fields as JsonObject;
  const standard: JsonObject = bindingFrame(act, flow);
  writeFacts(groupFacts(act, flow), rest, standard);
  const service = flow.nodes[act.service];
  const asObject: JsonObject = { bindings: standard, "x-sluice": {} };
  if (act.action === "receive" && service?.kind === "consumer")
    writeFacts(consumerFacts(asObject), structuredClone(service) as JsonObject, asObject);
  const deadLetter = deadLetterOf(link, flow);
  const bindings = withVersions(standard);
  return present<OperationObject>({
    ...frameOf(act, keys),
    description,
    reply: replyOf({ ...act, link }, flow, keys),
    bindings,
    "x-sluice": toExtension({
      service: act.service,
      link: id,
      role: act.role,
      ...rest,
      ...(asObject["x-sluice"] as JsonObject),
      // A list that the design gives itself is told from one that was worked out.
      restricted: declared === undefined ? undefined : true,
      deadLetter: deadLetter && { channel: deadLetter },
      derived: deadLetter && ["deadLetter"],
    }),
  });
}

/** Bindings that an operation of this channel may have, empty as yet. */
function bindingFrame(act: Act, flow: MessageFlow): JsonObject {
  if (act.role === "call") return httpBinding(flow.nodes[act.channel]) ?? {};
  const binding = bindingAt(act, flow);
  return act.action === "receive" && binding === "amqp" ? { amqp: {} } : {};
}

function bindingAt({ channel }: Act, flow: MessageFlow) {
  const node = flow.nodes[channel];
  const id = node !== undefined && "broker" in node ? node.broker : undefined;
  const broker = id === undefined ? undefined : flow.nodes[id];
  return broker?.kind === "broker" ? protocolOf(broker).binding : undefined;
}

function withVersions(bindings: JsonObject): Bindings | undefined {
  const versions: Record<string, string> = BINDING_VERSIONS;
  const entries = Object.entries(bindings).map(([name, binding]) => {
    return [name, { ...(binding as JsonObject), bindingVersion: versions[name] ?? "" }] as const;
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function httpBinding(endpoint: SystemNodeText | undefined): Bindings | undefined {
  const path = endpoint?.kind === "endpoint" ? endpoint.path : undefined;
  const method = HTTP_METHOD.exec(path ?? "")?.[1];
  if (method === undefined) return undefined;
  return { http: { method, bindingVersion: BINDING_VERSIONS.http } };
}

/** A subscription is a consumer group; one without a name is called after its service. */
function groupFacts(act: Act, flow: MessageFlow): readonly Fact[] {
  if (act.action !== "receive" || flow.nodes[act.channel]?.kind === "queue") return [];
  return groupFactsOf(bindingAt(act, flow), act.service);
}

function groupFactsOf(binding: string | undefined, service: string): readonly Fact[] {
  const group = (to: readonly string[]): Fact => ({
    at: ["subscription"],
    to,
    write: (subscription) => subscription ?? service,
    read: (name) => (name === service || typeof name !== "string" ? undefined : name),
  });
  if (binding === "nats") return [group(["nats", "queue"])];
  if (binding !== "kafka") return [];
  const byName = group(["kafka", "groupId"]);
  return [
    {
      ...byName,
      write: (subscription) => ({ type: "string", enum: [subscription ?? service] }),
      read: (schema) => {
        const { enum: names } = schema as { enum?: string[] };
        return byName.read(names?.[0] ?? service);
      },
    },
  ];
}

const ACK_FACT: Fact = {
  at: ["ack"],
  to: ["bindings", "amqp", "ack"],
  write: (ack) => ack !== "before-handler",
  read: (ack) => (ack === false ? "before-handler" : undefined),
};

/** Facts of a consumer that stand at its receive operations. */
export function consumerFacts(operation: object): readonly Fact[] {
  const { bindings } = operation as { bindings?: Bindings };
  return bindings?.amqp === undefined ? [RETRY_FACT] : [RETRY_FACT, ACK_FACT];
}

/** Where what a subscription gives up goes: along a link of the consumer, or of the channel. */
function deadLetterOf(link: OperationLink, { links }: MessageFlow): string | undefined {
  if (link.kind !== "subscribe") return undefined;
  const ways = Object.values(links).filter((way) => way.kind === "dead-letter");
  const own = ways.find((way) => way.source === link.target);
  const ofChannel = ways.find(
    (way) =>
      way.source === link.source &&
      (way.subscription === undefined || way.subscription === link.subscription),
  );
  return (own ?? ofChannel)?.target;
}

/** Reads the link that an operation stands for, with its id; nothing for what stands for none. */
export function readOperation(
  operation: OperationObject,
  document: AsyncApiDocument,
): [string, JsonObject] | undefined {
  const { service, link, role, restricted, deadLetter, retry, derived, ...rest } = fromExtension(
    operation["x-sluice"],
  );
  if (typeof service !== "string" || typeof link !== "string") return undefined;
  const channel = idAt(document, "channels", operation.channel);
  const isSending = operation.action === "send";
  const binding = Object.keys(operation.bindings ?? {}).find((name) => name !== "amqp");
  if (!isSending) readFacts(groupFactsOf(binding, service), rest, operation.bindings ?? {});
  const messages = operation.messages.map(({ $ref }) => {
    const key = lastStep($ref);
    return document.components.messages?.[key]?.name ?? key;
  });
  const read = present({
    kind: role ?? (isSending ? "publish" : "subscribe"),
    source: isSending ? service : channel,
    target: isSending ? channel : service,
    description: operation.description,
    messages: restricted === true ? [...new Set(messages)] : undefined,
    ...rest,
  }) as JsonObject;
  return [link, read];
}

/** Reads into a service what stands at its operations. */
export function readService(id: string, rest: JsonObject, document: AsyncApiDocument): JsonObject {
  const receiving = Object.values(document.operations).filter(
    ({ action, "x-sluice": extension }) => action === "receive" && extension?.service === id,
  );
  // Every receive operation of a consumer says the same of it; the first one is believed.
  const onAmqp = receiving.find(({ bindings }) => bindings?.amqp !== undefined);
  if (rest.kind === "consumer" && receiving[0]) readFacts([RETRY_FACT], rest, receiving[0]);
  if (rest.kind === "consumer" && onAmqp) readFacts([ACK_FACT], rest, onAmqp);
  if (rest.kind === "endpoint") readPath(id, rest, document);
  return rest;
}
