import {
  type Components,
  isObject,
  type Json,
  type JsonObject,
  type MessageObject,
  present,
} from "./AsyncApiDocument.ts";
import type { DocumentKeys } from "./DocumentKeys.ts";
import { fromExtension, toExtension } from "./extension.ts";
import { type Fact, readFacts, writeFacts } from "./fact.ts";
import { lastStep, pointer } from "./Keys.ts";
import type { Contract, SystemText } from "./MessageFlow.ts";
import { BINDING_VERSIONS } from "./protocols.ts";

type Versions = NonNullable<NonNullable<SystemText["messageTypes"]>[string]["versions"]>;
type MessageVersionText = Versions[string];

/** What every message of a simulated system carries. */
const TRACED: JsonObject = {
  headers: {
    type: "object",
    properties: {
      correlationId: {
        type: "string",
        description: "The same for everything that one message causes.",
      },
    },
  },
  correlationId: { location: "$message.header#/correlationId" },
};

/** The attributes of a message type are its headers, besides those of every message. */
const attributesFact = (attributes: NonNullable<SystemText["attributes"]>): Fact => ({
  at: ["attributes"],
  to: ["headers"],
  write: (names) => {
    if (!Array.isArray(names) || names.length === 0) return undefined;
    const properties = names.map((name) => {
      const { values = {}, description } = attributes[String(name)] ?? {};
      const texts = Object.keys(values);
      const choices = texts.length === 0 ? undefined : texts;
      return [String(name), present({ type: "string", description, enum: choices })];
    });
    return { type: "object", properties: Object.fromEntries(properties) };
  },
  read: (headers) =>
    isObject(headers) && isObject(headers.properties) ? Object.keys(headers.properties) : undefined,
});

/** Writes every contract, the newest version of a type under the type's own name. */
export function writeContracts(
  system: SystemText,
  keys: DocumentKeys,
  contracts: readonly Contract[],
  isOnKafka: (contract: Contract) => boolean,
): Components {
  const messages: Record<string, MessageObject> = {};
  const schemas: Record<string, JsonObject> = {};
  const write = (contract: Contract, name: string | undefined, content: MessageVersionText) => {
    const schema = name === undefined ? undefined : content.schema;
    const schemaKey = name === undefined ? "" : keys.schema(contract.type, name);
    if (schema !== undefined) schemas[schemaKey] = within(schemaKey, schema as JsonObject);
    const payload = schema && { $ref: pointer("components", "schemas", schemaKey) };
    const head = { contract, version: name, content, payload, isOnKafka: isOnKafka(contract) };
    messages[keys.message(contract)] = writeMessage(system, head);
  };
  for (const [type, { versions = {} }] of Object.entries(system.messageTypes ?? {})) {
    const names = Object.keys(versions);
    const newest = names.at(-1);
    write({ type }, newest, (newest === undefined ? undefined : versions[newest]) ?? {});
    for (const version of names.slice(0, -1))
      write({ type, version }, version, versions[version] ?? {});
  }
  // A queue may be meant for a type that the design does not describe.
  for (const contract of contracts) {
    if (messages[keys.message(contract)] === undefined) write(contract, undefined, {});
  }
  if (Object.keys(messages).length === 0) return {};
  return present<Components>({
    messageTraits: { traced: TRACED },
    messages,
    schemas: Object.keys(schemas).length === 0 ? undefined : schemas,
  });
}

interface MessageParts {
  contract: Contract;
  version: string | undefined;
  content: MessageVersionText;
  payload: { $ref: string } | undefined;
  isOnKafka: boolean;
}

function writeMessage(system: SystemText, parts: MessageParts): MessageObject {
  const { contract, version, content, payload, isOnKafka } = parts;
  const type = system.messageTypes?.[contract.type];
  const { description, versions, ...fields } = type ?? {};
  const rest = structuredClone(fields) as JsonObject;
  const standard: JsonObject = {};
  writeFacts([attributesFact(system.attributes ?? {})], rest, standard);
  const isNewest = contract.version === undefined;
  const hasKey = isOnKafka && type?.key !== undefined;
  return present<MessageObject>({
    name: contract.type,
    summary: content.description,
    description: isNewest ? description : undefined,
    traits: [{ $ref: pointer("components", "messageTraits", "traced") }],
    headers: standard.headers as JsonObject | undefined,
    payload,
    bindings: hasKey
      ? { kafka: { key: { type: "string" }, bindingVersion: BINDING_VERSIONS.kafka } }
      : undefined,
    "x-eventcatalog-message-type": type?.kind === "command" ? "command" : "event",
    "x-eventcatalog-message-version": version,
    "x-sluice": toExtension({
      ...(isNewest ? rest : {}),
      version,
      versionSize: content.size,
      // An empty table is not the same as none.
      versions: isNewest && versions && version === undefined ? {} : undefined,
    }),
  });
}

/** Reads the message types back. */
export function readContracts(
  { messages = {}, schemas = {} }: Components,
  attributes: NonNullable<SystemText["attributes"]>,
): JsonObject {
  const types: Record<string, JsonObject> = {};
  const newest: Record<string, [string, JsonObject]> = {};
  for (const message of Object.values(messages)) {
    const { version, versionSize, ...rest } = fromExtension(message["x-sluice"]);
    const schemaKey = message.payload === undefined ? "" : lastStep(message.payload.$ref);
    const schema = schemas[schemaKey];
    const content = present({
      description: message.summary,
      schema: schema === undefined ? undefined : outOf(schemaKey, schema),
      size: versionSize,
    }) as JsonObject;
    if (rest.kind === undefined) {
      if (typeof version === "string") addVersion(types, message.name, version, content);
      continue;
    }
    if (message.headers !== undefined)
      readFacts([attributesFact(attributes)], rest, { headers: message.headers });
    types[message.name] = present({ ...rest, description: message.description }) as JsonObject;
    if (typeof version === "string") newest[message.name] = [version, content];
  }
  for (const [type, [version, content]] of Object.entries(newest))
    addVersion(types, type, version, content);
  return types;
}

function addVersion(
  types: Record<string, JsonObject>,
  type: string,
  version: string,
  content: JsonObject,
): void {
  const owner = types[type];
  if (owner === undefined) return;
  owner.versions = { ...(isObject(owner.versions) ? owner.versions : {}), [version]: content };
}

/** A schema's references to itself, as references within the document. */
function within(key: string, schema: JsonObject): JsonObject {
  const base = pointer("components", "schemas", key);
  return mapReferences(schema, (ref) => (/^#(\/|$)/.test(ref) ? base + ref.slice(1) : ref));
}

function outOf(key: string, schema: JsonObject): JsonObject {
  const base = pointer("components", "schemas", key);
  const isOwn = (ref: string) => ref === base || ref.startsWith(`${base}/`);
  return mapReferences(schema, (ref) => (isOwn(ref) ? `#${ref.slice(base.length)}` : ref));
}

function mapReferences(schema: JsonObject, map: (ref: string) => string): JsonObject {
  const walk = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === "$ref" && typeof inner === "string" ? map(inner) : walk(inner),
      ]),
    );
  };
  return walk(schema) as JsonObject;
}
