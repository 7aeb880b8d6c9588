import type { Context } from "../channels/Context.ts";

/** For whoever traces: a message has come into being at a node because of another one, in work on an entry if there is one. */
export function traceChild(
  { messages, tracer }: Context,
  message: number,
  parent: number,
  node: number,
  entry?: number,
): void {
  if (!tracer.isOn) return;
  const detail = String(messages.idOf(parent));
  tracer.message("created", message, { node, detail, ...(entry !== undefined && { entry }) });
}
