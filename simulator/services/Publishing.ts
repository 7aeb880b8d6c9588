import type { Context } from "../channels/Context.ts";
import type { Publication } from "./Publication.ts";
import type { Service } from "./Service.ts";
import { traceChild } from "./traceChild.ts";

/** What a publication has that most have not. */
export interface SpecialPublication extends Publication {
  /** Law of the time for which the channel holds it back, −1 if it does not. */
  readonly delay: number;
  /** Keys that get a new value in each message, by their index among the values of a root. */
  readonly draws: readonly number[];
  /** Contract version, −1 for that which the instance writes. */
  readonly version: number;
}

/** Makes the messages of publish steps that are out of the ordinary: with a delay, a key of their own, an outbox. */
export class Publishing {
  private readonly context: Context;

  constructor(context: Context) {
    this.context = context;
  }

  /** Makes the messages of a publication, each held once by who asked for it. */
  make(service: Service, instance: number, parent: number, publication: Publication): number[] {
    const { kernel } = this.context;
    const { probability, count } = publication;
    if (probability < 1 && !kernel.streams.chance(service.stream, probability)) return [];
    const copies = kernel.laws.sample(count, service.stream);
    const made: number[] = [];
    for (let i = 0; i < copies; i++)
      made.push(this.makeOne(service, instance, parent, publication));
    return made;
  }

  private makeOne(
    service: Service,
    instance: number,
    parent: number,
    publication: Publication & Partial<SpecialPublication>,
  ): number {
    const { messages, types } = this.context;
    const { type, startsRoot, marks, draws, version } = publication;
    const message = startsRoot
      ? messages.createRoot(service.node, marks)
      : messages.createChild(parent, service.node, marks);
    if (startsRoot) messages.copyValues(parent, message);
    for (const key of draws ?? []) messages.drawOwnValue(message, key);
    if (type >= 0) types.describe(message, type, service.stream);
    else types.describeLike(message, parent);
    const written = version ?? -1;
    if (written >= 0) types.versions.write(message, written, service.stream);
    else if (type >= 0 && service.contracts !== undefined)
      types.versions.write(message, service.contracts.writes(instance, type), service.stream);
    service.figures.published();
    traceChild(this.context, message, parent, service.node);
    return message;
  }
}
