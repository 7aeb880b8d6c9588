import type { LinkText, SystemNodeText } from "../../simulator/index.ts";
import type { Design } from "../design/index.ts";
import { handledBy, type Publication, publicationsOf, stepsOf } from "./publications.ts";

export type SystemText = NonNullable<Design["system"]>;
export type LinkTextOf<K extends LinkText["kind"]> = Extract<LinkText, { kind: K }>;
type MessageTypeText = NonNullable<SystemText["messageTypes"]>[string];

/** A contract: a message type in one version; the newest when no version is named. */
export interface Contract {
  type: string;
  version?: string | undefined;
}

/** A text that is equal for equal contracts. */
export const nameOfContract = ({ type, version }: Contract) =>
  JSON.stringify([type, version ?? null]);

/** A set of contracts in the order in which they came. */
class Contracts {
  readonly #byName = new Map<string, Contract>();

  /** Adds a contract; true if it was new. */
  add(contract: Contract): boolean {
    const name = nameOfContract(contract);
    if (this.#byName.has(name)) return false;
    this.#byName.set(name, contract);
    return true;
  }

  list(): Contract[] {
    return [...this.#byName.values()];
  }
}

/**
 * Which message types are in which channel. A design says it in many places (links, steps,
 * declarations); AsyncAPI says it at the channel and at each operation.
 */
export class MessageFlow {
  readonly nodes: Readonly<Record<string, SystemNodeText>>;
  readonly links: Readonly<Record<string, LinkText>>;
  readonly #types: Readonly<Record<string, MessageTypeText>>;
  readonly #inChannel = new Map<string, Contracts>();

  constructor(system: SystemText) {
    this.nodes = system.nodes ?? {};
    this.links = system.links ?? {};
    this.#types = system.messageTypes ?? {};
    for (const [id, node] of Object.entries(this.nodes)) {
      for (const type of declared(node)) this.#add(id, { type });
    }
    for (const link of Object.values(this.links)) {
      if (link.kind === "publish")
        for (const contract of this.published(link)) this.#add(link.target, contract);
    }
    this.#spread();
    this.#guessFromReaders();
    this.#spread();
  }

  /** What the messages of a channel are, in the order in which they were found. */
  inChannel(id: string): Contract[] {
    return this.#inChannel.get(id)?.list() ?? [];
  }

  /** What goes along a publish link. */
  published(link: LinkTextOf<"publish">): Contract[] {
    const found = new Contracts();
    for (const publication of this.#publicationsAlong(link)) {
      const { message, version } = publication;
      const goes = link.messages === undefined || link.messages.includes(message);
      if (goes) found.add(this.#contract(message, version));
    }
    const order = link.messages;
    if (order === undefined) return found.list();
    // What a link is restricted to is said in its own order, and even if nobody publishes it yet.
    return order.flatMap((type) => {
      const published = found.list().filter((contract) => contract.type === type);
      return published.length > 0 ? published : [{ type }];
    });
  }

  /** What a subscriber takes of a channel. */
  received(channel: string, service: string, subscription: string | undefined): Contract[] {
    const source = this.nodes[channel];
    const node = this.nodes[service];
    const handled = node === undefined ? undefined : handledBy(node);
    const settings =
      subscription !== undefined && source !== undefined && "subscriptions" in source
        ? source.subscriptions?.[subscription]
        : undefined;
    const passes = settings?.filter?.messages;
    return this.inChannel(channel).filter(
      ({ type }) =>
        (handled === undefined || handled.has(type)) &&
        (passes === undefined || passes.includes(type)),
    );
  }

  /** What a caller asks an endpoint with. */
  requested(caller: string, endpoint: string): Contract[] {
    const node = this.nodes[caller];
    if (node === undefined) return [];
    const found = new Contracts();
    if (node.kind === "producer")
      for (const { message } of publicationsOf(node)) found.add({ type: message });
    for (const { to, message } of stepsOf(node, "call"))
      if (to === endpoint && message !== undefined) found.add({ type: message });
    return found.list();
  }

  #publicationsAlong(link: LinkTextOf<"publish">): Publication[] {
    const source = this.nodes[link.source];
    if (source === undefined) return [];
    const leadsHere = ({ to }: Publication) => to === undefined || to === link.target;
    if (source.kind === "database") {
      return Object.values(this.nodes)
        .flatMap(publicationsOf)
        .filter((publication) => publication.outbox === link.source && leadsHere(publication));
    }
    return publicationsOf(source).filter(
      (publication) => publication.outbox === undefined && leadsHere(publication),
    );
  }

  #contract(type: string, version: string | undefined): Contract {
    const versions = this.#types[type]?.versions ?? {};
    const newest = Object.keys(versions).at(-1);
    const isOlder = version !== undefined && version !== newest && Object.hasOwn(versions, version);
    return isOlder ? { type, version } : { type };
  }

  #add(channel: string, contract: Contract): boolean {
    const contracts = this.#inChannel.get(channel) ?? new Contracts();
    this.#inChannel.set(channel, contracts);
    return contracts.add(contract);
  }

  /** Copies what flows from channel to channel until nothing new comes anywhere. */
  #spread(): void {
    const links = Object.values(this.links).filter((link) => this.#moves(link));
    let isNew = true;
    while (isNew) {
      isNew = false;
      for (const link of links) {
        const only = link.kind === "bind" ? link.filter?.messages : undefined;
        for (const source of this.#channelsBehind(link)) {
          for (const contract of this.inChannel(source)) {
            if (only !== undefined && !only.includes(contract.type)) continue;
            if (this.#add(link.target, contract)) isNew = true;
          }
        }
      }
    }
  }

  #moves(link: LinkText): boolean {
    return ["bind", "alternate", "dead-letter", "retry", "mirror"].includes(link.kind);
  }

  /** The channel that a link starts from; for a consumer, those that it reads. */
  #channelsBehind(link: LinkText): string[] {
    const source = this.nodes[link.source];
    return source?.kind === "consumer" ? this.channelsReadBy(link.source) : [link.source];
  }

  channelsReadBy(service: string): string[] {
    return Object.values(this.links)
      .filter((link) => link.kind === "subscribe" && link.target === service)
      .map((link) => link.source);
  }

  /** A channel that nothing is known of carries what its readers can handle. */
  #guessFromReaders(): void {
    const unknown = new Set(
      Object.keys(this.nodes).filter((id) => this.inChannel(id).length === 0),
    );
    for (const link of Object.values(this.links)) {
      const reader = this.nodes[link.target];
      if (link.kind !== "subscribe" || reader === undefined || !unknown.has(link.source)) continue;
      for (const type of handledBy(reader) ?? []) this.#add(link.source, { type });
    }
  }
}

/** Whether a node stores messages. */
export function isChannelNode(
  node: SystemNodeText,
): node is Extract<SystemNodeText, { kind: "queue" | "topic" | "stream" }> {
  return node.kind === "queue" || node.kind === "topic" || node.kind === "stream";
}

function declared(node: SystemNodeText): readonly string[] {
  return isChannelNode(node) ? (node.messages ?? []) : [];
}
