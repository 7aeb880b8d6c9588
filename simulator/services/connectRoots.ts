import type { Context } from "../channels/Context.ts";
import type { Messages, RootListener } from "../channels/Messages.ts";
import type { EffectFigures } from "./EffectFigures.ts";
import { EffectKeys } from "./EffectKeys.ts";
import { EffectReach } from "./EffectReach.ts";
import type { Producer } from "./Producer.ts";
import type { SagaRun } from "./SagaRun.ts";
import type { Service } from "./Service.ts";
import type { Waits } from "./Waits.ts";
import type { World } from "./World.ts";

/** Tells whoever wants to know when all that a root set in motion has ended, and how commands of sagas end. */
export function connectRoots(world: World): void {
  const { context, handling, nodeIds } = world;
  const { messages } = context;
  const sagaOf = nodeIds.map((id) => world.sagas.get(id));
  context.onCommandEnded = (root, isAcknowledged) =>
    sagaOf[messages.sourceOf(root)]?.commandEnded(root, isAcknowledged);
  const { effects } = handling.interpreter;
  if (JSON.stringify(world.system.nodes).includes('"effectKey"'))
    effects.keys = new EffectKeys(context, world.system, effects.names);
  if (effects.names.length > 0) effects.reach = new EffectReach(context, world.system);
  messages.listener = new RootEnds(world);
}

/** Passes the end of a root on to all who keep something of it. A class, so that all runs share its machine code. */
class RootEnds implements RootListener {
  private readonly context: Context;
  private readonly effects: EffectFigures;
  /** Services that keep records of what they have handled. */
  private readonly recording: readonly Service[];
  private readonly waits: readonly Waits[];
  private readonly sagas: readonly SagaRun[];
  /** Whether anybody but effects and producers keeps something of roots. */
  private readonly keepsMore: boolean;
  private readonly messages: Messages;
  private readonly producerOf: readonly (Producer | undefined)[];

  constructor(world: World) {
    this.context = world.context;
    this.effects = world.handling.interpreter.effects;
    this.recording = [...world.services.values()].filter(
      ({ settings }) => settings.deduplication !== undefined,
    );
    this.waits = world.waitList;
    this.sagas = world.sagaList;
    this.keepsMore = this.recording.length + this.waits.length + this.sagas.length > 0;
    this.messages = this.context.messages;
    this.producerOf = world.nodeIds.map((id) => world.producers.get(id));
  }

  rootEnded(root: number): void {
    this.effects.rootEnded(root);
    if (this.keepsMore) this.forget(root);
    this.producerOf[this.messages.sourceOf(root)]?.rootEnded(root);
  }

  private forget(root: number): void {
    const { messages } = this;
    for (const service of this.recording) service.records.forgetRoot(messages, root);
    for (const waits of this.waits) waits.rootEnded(root);
    for (const saga of this.sagas) saga.rootEnded(root);
  }
}
