import type { SystemText } from "../model/index.ts";
import type { Place, Profile } from "./Profile.ts";
import { profileOf } from "./registry.ts";
import { Scope, type Written } from "./Scope.ts";

/** A node as it stands in the file, seen without its kind. */
export type NodeText = Readonly<Record<string, unknown>> & { readonly kind: string };

/** One place of a system that a broker has a say in. */
export interface PlaceInSystem {
  readonly path: readonly string[];
  readonly scopes: readonly Scope[];
  /** What is written there; undefined where nothing is. */
  readonly text: Readonly<Record<string, unknown>> | undefined;
}

const CHANNELS: readonly string[] = ["queue", "topic", "stream"];
/** Kinds of nodes that say how they publish. */
const PUBLISHERS: readonly string[] = ["producer", "consumer", "endpoint", "saga"];

/** Everything of a system that belongs to a broker with a profile, with what holds there. */
export function placesOf(system: SystemText): PlaceInSystem[] {
  return new Places(system).all();
}

type LinkText = Readonly<Record<string, unknown>>;

class Places {
  private readonly nodes: Readonly<Record<string, NodeText>>;
  private readonly links: readonly Readonly<Record<string, unknown>>[];
  /** Links by the node at each of their ends. */
  private readonly linksAt = {
    source: new Map<unknown, LinkText[]>(),
    target: new Map<unknown, LinkText[]>(),
  };

  constructor(system: SystemText) {
    this.nodes = (system.nodes ?? {}) as Readonly<Record<string, NodeText>>;
    this.links = Object.values(system.links ?? {});
    for (const link of this.links)
      for (const end of ["source", "target"] as const) {
        const known = this.linksAt[end].get(link[end]);
        if (known) known.push(link);
        else this.linksAt[end].set(link[end], [link]);
      }
  }

  all(): PlaceInSystem[] {
    return Object.entries(this.nodes).flatMap(([id, node]) => {
      const path = ["nodes", id];
      if (node.kind === "broker") return this.broker(path, id, node);
      if (CHANNELS.includes(node.kind)) return this.channel(path, id, node);
      return [...this.consumer(path, id, node), ...this.publisher(path, id, node)];
    });
  }

  private broker(path: string[], id: string, node: NodeText): PlaceInSystem[] {
    const scope = this.scope(id, "broker", [writtenOf(node)]);
    return scope ? [{ path, scopes: [scope], text: node }] : [];
  }

  private channel(path: string[], id: string, node: NodeText): PlaceInSystem[] {
    const broker = brokerOf(node);
    const own = this.scope(broker, node.kind as Place, [writtenOf(node), kindOf(node)]);
    if (own === undefined) return [];
    const places = [{ path, scopes: [own], text: node as PlaceInSystem["text"] }];
    for (const [name, text] of this.subscriptionsOf(id, node)) {
      const chain = [writtenOf(text), writtenOf(node), kindOf(node)];
      const scope = this.scope(broker, "subscription", chain);
      if (scope) places.push({ path: [...path, "subscriptions", name], scopes: [scope], text });
    }
    return places;
  }

  /** Declared subscriptions, and those that a consumer has for itself. */
  private subscriptionsOf(id: string, node: NodeText): Map<string, PlaceInSystem["text"]> {
    const found = new Map<string, PlaceInSystem["text"]>();
    if (node.kind === "queue") return found;
    for (const [name, text] of Object.entries(asRecord(node.subscriptions)))
      found.set(name, asRecord(text));
    for (const { kind, source, target, subscription } of this.links) {
      const name = String(subscription ?? target);
      if (kind === "subscribe" && source === id && !found.has(name)) found.set(name, undefined);
    }
    return found;
  }

  private consumer(path: string[], id: string, node: NodeText): PlaceInSystem[] {
    if (node.kind !== "consumer") return [];
    const scopes = this.neighbors("target", id, ["subscribe"]).map((link) =>
      this.scopeOfNeighbor("consumer", node, link.source, link.subscription ?? id),
    );
    return withScopes(path, scopes, node);
  }

  private publisher(path: string[], id: string, node: NodeText): PlaceInSystem[] {
    if (!PUBLISHERS.includes(node.kind)) return [];
    const text = node.publisher === undefined ? undefined : asRecord(node.publisher);
    const scopes = this.neighbors("source", id, ["publish"]).map((link) =>
      this.scopeOfNeighbor("publisher", text, link.target, undefined),
    );
    return withScopes([...path, "publisher"], scopes, text);
  }

  private neighbors(
    end: "source" | "target",
    id: string,
    kinds: readonly string[],
  ): Readonly<Record<string, unknown>>[] {
    return (this.linksAt[end].get(id) ?? []).filter((link) => kinds.includes(String(link.kind)));
  }

  private scopeOfNeighbor(
    place: Place,
    text: PlaceInSystem["text"],
    channelId: unknown,
    subscription: unknown,
  ): Scope | undefined {
    const channel = this.nodes[String(channelId)];
    if (channel === undefined || !CHANNELS.includes(channel.kind)) return undefined;
    const group = asRecord(asRecord(channel.subscriptions)[String(subscription)]);
    const chain = [writtenOf(text), writtenOf(group), writtenOf(channel), kindOf(channel)];
    return this.scope(brokerOf(channel), place, chain);
  }

  private scope(
    broker: string | undefined,
    place: Place,
    chain: readonly (Written | undefined)[],
  ): Scope | undefined {
    const node = broker === undefined ? undefined : this.nodes[broker];
    const profile = node?.kind === "broker" ? profileOfNode(node) : undefined;
    if (node === undefined || profile === undefined) return undefined;
    const version = typeof node.version === "string" ? node.version : undefined;
    return new Scope(profile, version, place, [...chain, writtenOf(node)]);
  }
}

/** The profile of a broker node, if there is one. */
function profileOfNode(node: NodeText): Profile | undefined {
  return profileOf((node.profile ?? "generic") as Profile["id"]);
}

function withScopes(
  path: string[],
  scopes: readonly (Scope | undefined)[],
  text: PlaceInSystem["text"],
): PlaceInSystem[] {
  const found = scopes.filter((scope) => scope !== undefined);
  return found.length === 0 ? [] : [{ path, scopes: found, text }];
}

/** The kind of a channel, to be asked for like a parameter. */
function kindOf({ kind }: NodeText): Written {
  return { "@kind": kind };
}

function brokerOf(node: NodeText): string | undefined {
  return typeof node.broker === "string" ? node.broker : undefined;
}

function writtenOf(text: Readonly<Record<string, unknown>> | undefined): Written | undefined {
  return text === undefined ? undefined : (asRecord(text.parameters) as Written);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
