import { fitsBinding } from "../channels/routing.ts";
import type { Link, Step, System } from "../model/index.ts";
import { allSteps, handlersOf } from "./effectNames.ts";

type Node = System["nodes"][string];
type NodeOf<K extends Node["kind"]> = Extract<Node, { kind: K }>;
type Topic = NodeOf<"topic">;

/** A message type at a node. */
export interface Place {
  readonly node: string;
  readonly message: string;
}

/** A kind of root: who makes it, of which type, and where it goes first. Any type where none is named. */
export interface Origin {
  readonly node: string;
  readonly message: string | undefined;
  readonly starts: readonly Place[];
}

/**
 * Where the messages of a system can go, by nodes and message types: every way that a run can take, those that only
 * failures take included. Chances, values of attributes and outcomes of branches are not looked at, so that a way may
 * be named that no message takes, and none is left out that one does.
 */
export class MessageWays {
  private readonly system: System;
  private readonly linksFrom = new Map<string, Link[]>();

  constructor(system: System) {
    this.system = system;
    for (const link of Object.values(system.links)) {
      const links = this.linksFrom.get(link.source) ?? [];
      links.push(link);
      this.linksFrom.set(link.source, links);
    }
  }

  /** All kinds of roots: what producers make, sagas that begin by themselves, and publications with a root of their own. */
  get origins(): Origin[] {
    return Object.entries(this.system.nodes).flatMap(([id, node]): Origin[] => {
      if (node.kind === "producer") {
        const { messages, withdrawals } = node;
        const types = new Set([
          ...Object.keys(messages),
          ...(withdrawals ? [withdrawals.message] : []),
        ]);
        return [...types].map((message) => ({
          node: id,
          message,
          starts: [{ node: id, message }],
        }));
      }
      if (node.kind === "saga" && typeof node.begins !== "string")
        return [{ node: id, message: undefined, starts: this.commandsOf(id, node) }];
      return this.newRootsOf(id, node);
    });
  }

  /** Steps that are done with a message at a place; empty where it is not handled. */
  stepsAt({ node: id, message }: Place): Step[] {
    const node = this.system.nodes[id];
    if (node?.kind === "endpoint") return allSteps(node.handler);
    if (node?.kind !== "consumer") return [];
    return allSteps(node.handlers[message] ?? node.handlers["*"] ?? []);
  }

  /** Places that a message at a place, or what it causes there, can come to next; roots of their own not included. */
  next(place: Place): Place[] {
    const { node: id, message } = place;
    const node = this.system.nodes[id];
    switch (node?.kind) {
      case "producer":
        return this.along(id, ["publish", "call"], message);
      case "queue":
      case "topic":
      case "stream":
        return this.fromChannel(id, node, message);
      case "consumer":
      case "endpoint":
        return [
          ...this.along(id, ["retry", "dead-letter"], message),
          ...this.stepsAt(place).flatMap((step) => this.byStep(id, step, message)),
        ];
      case "saga":
        return node.begins === message ? this.commandsOf(id, node) : [];
      default:
        return [];
    }
  }

  private links(id: string): readonly Link[] {
    return this.linksFrom.get(id) ?? [];
  }

  /** Along all links of some kinds that let a message pass. */
  private along(id: string, kinds: readonly Link["kind"][], message: string): Place[] {
    return this.links(id)
      .filter((link) => kinds.includes(link.kind) && lets(link, message))
      .map(({ target }) => ({ node: target, message }));
  }

  private fromChannel(id: string, channel: Node, message: string): Place[] {
    const routingKey = this.system.messageTypes[message]?.routingKey ?? message;
    return this.links(id)
      .filter((link) => {
        if (link.kind === "subscribe") return isSubscribed(channel, link, message);
        if (link.kind === "bind") return lets(link, message) && isBound(channel, link, routingKey);
        return true;
      })
      .map(({ target }) => ({ node: target, message }));
  }

  private byStep(id: string, step: Step, message: string): Place[] {
    switch (step.do) {
      case "publish":
        return step.newRoot ? [] : this.published(id, step, message);
      case "call":
        return [{ node: step.to, message: step.message ?? message }];
      case "reply":
        return this.sent(id, step.to, step.message);
      case "window":
        return this.sent(id, step.to, step.emits);
      default:
        return [];
    }
  }

  private published(id: string, step: Extract<Step, { do: "publish" }>, message: string): Place[] {
    const source = typeof step.via === "object" ? step.via.outbox : id;
    return this.sent(source, step.to, step.message === "*" ? message : step.message);
  }

  private sent(source: string, to: string | undefined, message: string | undefined): Place[] {
    if (message === undefined) return [];
    return this.links(source)
      .filter(({ kind, target }) => kind === "publish" && (to === undefined || target === to))
      .map(({ target }) => ({ node: target, message }));
  }

  private commandsOf(id: string, saga: NodeOf<"saga">): Place[] {
    if (saga.mode !== "orchestrated") return [];
    return saga.steps.flatMap(({ command, to, compensation }) => [
      ...this.sent(id, to, command),
      ...this.sent(id, compensation?.to, compensation?.command),
    ]);
  }

  private newRootsOf(id: string, node: Node): Origin[] {
    return handlersOf(node)
      .flatMap(allSteps)
      .flatMap((step): Origin[] => {
        if (step.do !== "publish" || !step.newRoot) return [];
        const types = step.message === "*" ? Object.keys(this.system.messageTypes) : [step.message];
        return types.map((message) => ({
          node: id,
          message,
          starts: this.published(id, step, message),
        }));
      });
  }
}

/** Whether a link that names message types, itself or by its filter, names this one. */
function lets(link: Link, message: string): boolean {
  const named = "messages" in link ? link.messages : "filter" in link && link.filter?.messages;
  return !Array.isArray(named) || named.includes(message);
}

function isSubscribed(
  channel: Node,
  { subscription, target }: Extract<Link, { kind: "subscribe" }>,
  message: string,
): boolean {
  if (!("subscriptions" in channel)) return true;
  const named = channel.subscriptions[subscription ?? target]?.filter?.messages;
  return named === undefined || named.includes(message);
}

/** A routing key with attributes in it may come to fit any binding. */
function isBound(
  channel: Node,
  { keys }: Extract<Link, { kind: "bind" }>,
  routingKey: string,
): boolean {
  const { routing } = channel as Topic;
  return routingKey.includes("{") || fitsBinding(routing, keys, routingKey);
}
