import type { NodeTextOf } from "../../simulator/index.ts";
import {
  type AsyncApiDocument,
  type ChannelObject,
  type JsonObject,
  present,
} from "./AsyncApiDocument.ts";
import { type DocumentKeys, idAt } from "./DocumentKeys.ts";
import { toExtension } from "./extension.ts";
import { pointer } from "./Keys.ts";
import type { Contract, MessageFlow } from "./MessageFlow.ts";
import { stepsOf } from "./publications.ts";
import { placeholdersIn } from "./servers.ts";

/** A path with its method, such as "POST /orders". */
export const HTTP_METHOD = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE) (\/\S*)$/;

/** The address of an endpoint, without its method. */
function addressOf(id: string, { path }: NodeTextOf<"endpoint">): string {
  return HTTP_METHOD.exec(path ?? "")?.[2] ?? (path?.startsWith("/") ? path : `/${id}`);
}

/** What is asked of an endpoint, and what it answers, travels in one channel. */
export function contractsOf(id: string, flow: MessageFlow): Contract[] {
  const asked = Object.keys(flow.nodes).flatMap((caller) => flow.requested(caller, id));
  return [...asked, ...answersOf(id, flow)];
}

/** Message types with which an endpoint answers its caller. */
export function answersOf(id: string, { nodes }: MessageFlow): Contract[] {
  const node = nodes[id];
  if (node === undefined) return [];
  return stepsOf(node, "reply").flatMap(({ message, to }) =>
    message === undefined || to !== undefined ? [] : [{ type: message }],
  );
}

/** Writes the HTTP channel of an endpoint. */
export function writeEndpointChannel(
  id: string,
  node: NodeTextOf<"endpoint">,
  server: string,
  flow: MessageFlow,
  keys: DocumentKeys,
): ChannelObject {
  const address = addressOf(id, node);
  const messageKeys = contractsOf(id, flow).map((contract) => keys.message(contract));
  return present<ChannelObject>({
    title: node.name,
    description: undefined,
    address,
    servers: [{ $ref: pointer("servers", server) }],
    parameters: placeholdersIn(address),
    messages: Object.fromEntries(
      messageKeys.map((key) => [key, { $ref: pointer("components", "messages", key) }]),
    ),
    bindings: undefined,
    "x-sluice": toExtension({ id: keys.idNote("channels", id), endpoint: id }),
  });
}

/** The path of an endpoint as it stands at the service, once the document says method and address. */
export function withoutPath(node: NodeTextOf<"endpoint">): JsonObject {
  const { path, ...rest } = node;
  const isSaid = path === undefined || HTTP_METHOD.test(path);
  return (isSaid ? rest : node) as unknown as JsonObject;
}

/** Reads the path of an endpoint from its channel and operation. */
export function readPath(id: string, rest: JsonObject, document: AsyncApiDocument): void {
  if (rest.path !== undefined) return;
  const operation = Object.values(document.operations).find(
    (candidate) =>
      candidate["x-sluice"]?.service === id &&
      candidate.action === "receive" &&
      idAt(document, "channels", candidate.channel) === id,
  );
  const method = operation?.bindings?.http?.method;
  const channel = Object.values(document.channels).find(
    (candidate) => candidate["x-sluice"]?.endpoint === id,
  );
  if (typeof method === "string" && channel?.address) rest.path = `${method} ${channel.address}`;
}
