import {
  type AsyncApiDocument,
  type Components,
  isObject,
  type Json,
  type JsonObject,
  type OperationObject,
  present,
  type Reference,
  unlessEmpty,
} from "./AsyncApiDocument.ts";
import { Keys, lastStep } from "./Keys.ts";

/**
 * Cuts the document of one service out of the document of the system: its operations, their
 * channels, messages and servers, and nothing that others know.
 */
export function toServiceDocument(
  system: AsyncApiDocument,
  { id, name }: { id: string; name: string },
  description: string | undefined,
): AsyncApiDocument {
  const operations = operationsOf(system, id);
  const channels = channelsOf(system, Object.values(operations));
  const servers = only(
    system.servers ?? {},
    Object.values(channels).flatMap((channel) => (channel.servers ?? []).map(keyOf)),
  );
  const messages = only(
    system.components.messages ?? {},
    Object.values(channels).flatMap((channel) => Object.values(channel.messages).map(keyOf)),
  );
  const components = componentsOf(system, messages);
  const design = system["x-sluice"]?.design ?? "";
  return present<AsyncApiDocument>({
    ...system,
    id: `${system.id}:service:${encodeURIComponent(id)}`,
    info: present({
      title: name,
      version: system.info.version,
      description,
      tags: [{ name: `system:${String(design)}` }],
    }),
    servers: unlessEmpty(servers),
    channels,
    operations,
    components,
    "x-sluice": rootOf(system, id, Object.values(messages)),
  });
}

const keyOf = ({ $ref }: Reference) => lastStep($ref);

function only<T>(table: Record<string, T>, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(table).filter(([key]) => keys.includes(key)));
}

/** The operations of a service under keys that need not name it. */
function operationsOf(system: AsyncApiDocument, service: string): Record<string, OperationObject> {
  const keys = new Keys();
  const own = Object.values(system.operations).filter(
    (operation) => operation["x-sluice"]?.service === service,
  );
  return Object.fromEntries(
    own.map((operation) => {
      const { tags: _tags, ...rest } = operation;
      return [keys.fresh(`${operation.action}.${keyOf(operation.channel)}`), rest];
    }),
  );
}

/** The channels of some operations, with the messages that these operations name. */
function channelsOf(system: AsyncApiDocument, operations: readonly OperationObject[]) {
  const uses = operations.flatMap(({ channel, messages, reply }) => [
    { channel, messages },
    ...(reply?.channel ? [{ channel: reply.channel, messages: reply.messages ?? [] }] : []),
  ]);
  const channels = only(
    system.channels,
    uses.map(({ channel }) => keyOf(channel)),
  );
  return Object.fromEntries(
    Object.entries(channels).map(([key, channel]) => {
      const here = uses.filter((use) => keyOf(use.channel) === key);
      const named = here.flatMap(({ messages }) => messages.map(keyOf));
      return [key, { ...channel, messages: only(channel.messages, named) }];
    }),
  );
}

function componentsOf(system: AsyncApiDocument, messages: NonNullable<Components["messages"]>) {
  const { messageTraits, schemas = {} } = system.components;
  const used = Object.values(messages).flatMap(({ payload }) => (payload ? [keyOf(payload)] : []));
  return present<Components>({
    messageTraits: Object.keys(messages).length === 0 ? undefined : messageTraits,
    messages: unlessEmpty(messages),
    schemas: unlessEmpty(only(schemas, used)),
  });
}

/** The behavior of this service, and what its steps refer to. */
function rootOf(
  system: AsyncApiDocument,
  service: string,
  messages: readonly { "x-sluice"?: JsonObject }[],
): JsonObject {
  const root = system["x-sluice"] ?? {};
  const links = Object.entries(objectAt(root, "links")).filter(
    ([, link]) => isObject(link) && link.source === service,
  );
  const neighbors = links.map(([, link]) => (isObject(link) ? String(link.target) : ""));
  const facts = messages.map((message) => message["x-sluice"] ?? {});
  return present({
    format: root.format,
    view: "service",
    design: root.design,
    service,
    services: { [service]: objectAt(root, "services")[service] ?? {} },
    databases: unlessEmpty(only(objectAt(root, "databases"), neighbors)),
    dependencies: unlessEmpty(only(objectAt(root, "dependencies"), neighbors)),
    links: unlessEmpty(Object.fromEntries(links)),
    keys: unlessEmpty(
      only(
        objectAt(root, "keys"),
        facts.map(({ key }) => String(key)),
      ),
    ),
  }) as JsonObject;
}

function objectAt(object: JsonObject, key: string): Record<string, Json> {
  const value = object[key];
  return isObject(value) ? value : {};
}
