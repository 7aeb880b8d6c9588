import { EffectKeys } from "./EffectKeys.ts";
import type { World } from "./World.ts";

/** Tells whoever wants to know when all that a root set in motion has ended, and how commands of sagas end. */
export function connectRoots(world: World): void {
  const { context, handling, waitList, nodeIds } = world;
  const { messages, deaths } = context;
  const sagaOf = nodeIds.map((id) => world.sagas.get(id));
  context.onCommandEnded = (root, isAcknowledged) =>
    sagaOf[messages.sourceOf(root)]?.commandEnded(root, isAcknowledged);
  const producerOf = nodeIds.map((id) => world.producers.get(id));
  const { effects } = handling.interpreter;
  if (JSON.stringify(world.system.nodes).includes('"effectKey"'))
    effects.keys = new EffectKeys(context, world.system, effects.names);
  const recording = [...world.services.values()].filter(
    ({ settings }) => settings.deduplication !== undefined,
  );
  messages.listener = {
    rootEnded: (root) => {
      effects.rootEnded(root);
      for (const service of recording) service.records.forgetRoot(messages, root);
      for (const waits of waitList) waits.rootEnded(root);
      deaths?.rootEnded(root);
      for (const saga of world.sagaList) saga.rootEnded(root);
      producerOf[messages.sourceOf(root)]?.rootEnded(root);
    },
  };
}
