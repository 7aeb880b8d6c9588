/**
 * An AsyncAPI 3.0.0 document as Sluice writes it: the part of the standard that a design has facts
 * for. Every reference is a plain `$ref` within the document.
 */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export type Reference = { $ref: string };
export type Tag = { name: string; description?: string };

/**
 * What AsyncAPI has no word for. Stands at the root, at servers, channels, messages and operations,
 * in the design file's own words, and holds nothing that a standard field beside it already says.
 */
export type Extension = { "x-sluice"?: JsonObject };

export type ServerObject = Extension & {
  host: string;
  protocol: string;
  protocolVersion?: string;
  title?: string;
  description?: string;
  variables?: Record<string, JsonObject>;
};

/** Bindings by protocol: "kafka", "amqp", "sqs" and so on. */
export type Bindings = Record<string, JsonObject>;

export type ChannelObject = Extension & {
  address: string | null;
  title?: string;
  description?: string;
  servers?: Reference[];
  parameters?: Record<string, JsonObject>;
  messages: Record<string, Reference>;
  bindings?: Bindings;
};

export type ReplyObject = {
  address?: { location: string };
  channel?: Reference;
  messages?: Reference[];
};

export type OperationObject = Extension & {
  action: "send" | "receive";
  channel: Reference;
  description?: string;
  messages: Reference[];
  reply?: ReplyObject;
  tags?: Tag[];
  bindings?: Bindings;
};

export type MessageObject = Extension & {
  name: string;
  summary?: string;
  description?: string;
  traits: Reference[];
  headers?: JsonObject;
  payload?: Reference;
  bindings?: Bindings;
  "x-eventcatalog-message-type": "event" | "command";
  "x-eventcatalog-message-version"?: string;
};

export type Components = {
  messageTraits?: Record<string, JsonObject>;
  messages?: Record<string, MessageObject>;
  schemas?: Record<string, JsonObject>;
};

export type AsyncApiDocument = Extension & {
  asyncapi: "3.0.0";
  id: string;
  info: { title: string; version: string; description?: string; tags?: Tag[] };
  defaultContentType: string;
  servers?: Record<string, ServerObject>;
  channels: Record<string, ChannelObject>;
  operations: Record<string, OperationObject>;
  components: Components;
};

type Absent<T> = { [K in keyof T]: T[K] | undefined };

/** An object without the fields that are absent, so that no document says `undefined`. */
export function present<T extends object>(fields: Absent<T>): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/** The fields, or nothing when there are none: AsyncAPI is read more easily without empty objects. */
export function unlessEmpty<T extends object>(fields: T): T | undefined {
  return Object.keys(fields).length === 0 ? undefined : fields;
}

/** Whether a value is an object with named fields. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Equality of two JSON values; the order of keys says nothing. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, i) => sameJson(item, right[i]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]))
  );
}
