import { Id, MessageTypeName } from "./identifier.ts";
import { Link } from "./link.ts";
import { Attribute, BusinessKey, MessageType } from "./message.ts";
import { SystemNode } from "./node.ts";
import { z } from "./zod.ts";

/** The fields of a system, before its references are checked. */
export const SystemShape = z.strictObject({
  keys: z.record(Id, BusinessKey).prefault({}).describe("What messages are about"),
  attributes: z.record(Id, Attribute).prefault({}).describe("Headers that route, filter or rank"),
  messageTypes: z.record(MessageTypeName, MessageType).prefault({}).describe("Named contracts"),
  nodes: z.record(Id, SystemNode).prefault({}).describe("Nodes by id"),
  links: z.record(Id, Link).prefault({}).describe("Links by id"),
});

/** A system with its defaults filled in and its quantities in seconds, 1/s and bytes. */
export type System = z.output<typeof SystemShape>;
/** A system as it stands in the file. */
export type SystemText = z.input<typeof SystemShape>;
