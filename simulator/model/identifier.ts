import { z } from "./zod.ts";

/**
 * Identity. An id is given once, never shown as a title and never changed by a rename, so that
 * links, steps, faults and layouts keep their targets. It starts with a letter, which also keeps
 * the order of keys in a JavaScript object that of the file.
 */
const ID = /^[A-Za-z][A-Za-z0-9_.>-]{0,127}$/;
const ID_ERROR =
  "an id starts with a letter and goes on with letters, digits, '.', '_', '-' (at most 128)";

/** Names that every object already has would be found where nothing was written. */
const isFree = (id: string) => !(id in Object.prototype);
const TAKEN = { error: "this word is taken by the language itself; choose another id" };

/** Id of a node, link, key, attribute, scenario or fault. */
export const Id = z.string().regex(ID, { error: ID_ERROR }).refine(isFree, TAKEN);
/** Name of a message type, as in code: OrderPlaced, order.placed. */
export const MessageTypeName = z.string().regex(ID, { error: ID_ERROR }).refine(isFree, TAKEN);

/** Text for people; the simulator does not read it. */
export const Prose = z
  .string()
  .max(100_000)
  .describe("A remark for those who read the design")
  .meta({ prose: true });
