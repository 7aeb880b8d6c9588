import type { Context } from "../channels/Context.ts";
import type { Handling } from "./Handling.ts";
import { GO_ON, type Publication } from "./Interpreter.ts";
import type { Publishing } from "./Publishing.ts";
import type { Service } from "./Service.ts";

/**
 * Broker transactions of handlers (RULES T4): what is published in one is seen by readers of committed messages when
 * the handler has got to its end, together with the ack of what was read, or not at all.
 */
export class BrokerTransactions {
  private readonly context: Context;
  private readonly handling: Handling;
  private readonly publishing: Publishing;
  private readonly open = new Map<number, Publication[]>();

  constructor(context: Context, handling: Handling, publishing: Publishing) {
    this.context = context;
    this.handling = handling;
    this.publishing = publishing;
  }

  /** A handler begins: what an earlier one left open in its place was aborted. */
  begin(delivery: number): number {
    this.open.set(delivery, []);
    return GO_ON;
  }

  /** A publication is part of the transaction. */
  add(delivery: number, publication: Publication): number {
    this.open.get(delivery)?.push(publication);
    return GO_ON;
  }

  /** The transaction commits: all of it is published, and the ack goes with it where it is covered. */
  commit(delivery: number, service: Service): number {
    const { deliveries } = this.handling;
    const { entries, messages } = this.context;
    const parent = entries.messageOf(deliveries.entryOf(delivery));
    const instance = deliveries.instanceOf(delivery);
    for (const publication of this.open.get(delivery) ?? [])
      for (const message of this.publishing.make(service, instance, parent, publication)) {
        service.publisher.publish(message, publication.port, -1);
        messages.done(message);
      }
    this.open.delete(delivery);
    const covers = service.settings.publisher.transaction?.covers ?? "publishes-and-acks";
    if (covers === "publishes-and-acks") this.handling.acknowledge(delivery);
    return GO_ON;
  }
}
