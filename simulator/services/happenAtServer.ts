import type { Context } from "../channels/Context.ts";
import type { EffectFigures } from "./EffectFigures.ts";
import type { Sending } from "./Sending.ts";

/** K5. A server has done what a request asks for: effects happen, or are taken back, for each message behind it. */
export function happenAtServer(
  { messages }: Context,
  figures: EffectFigures,
  sending: Sending,
  request: number,
): void {
  const { effects, memory, server, callee } = sending.callOf(request);
  if (effects.length === 0) return;
  const caller = sending.requests.callerOf(request);
  const service = caller < 0 ? undefined : sending.serviceOf(caller);
  for (const { message, cause, entry } of sending.handledBy(request))
    for (const effect of effects) {
      if (effect < 0) {
        sending.trace("effect-undone", request, figures.names[-1 - effect]);
        figures.undo(message, -1 - effect, service);
      } else if (memory?.recognizes(messages, message, effect) === true) server?.recognized();
      else {
        sending.trace("effect", request, figures.names[effect]);
        figures.happen(message, effect, cause, callee.node, entry);
      }
    }
}
