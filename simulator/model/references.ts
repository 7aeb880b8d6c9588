import { CONNECTIONS, whyNoLink } from "./connection.ts";
import type { Link } from "./link.ts";
import { suggestion } from "./nearest.ts";
import { isChannel, type NodeKind, type SystemNode } from "./node.ts";
import type { Step } from "./step.ts";
import type { System } from "./system.ts";

/** A name that leads nowhere, or to the wrong kind of thing. */
export interface ReferenceProblem {
  path: (string | number)[];
  message: string;
}

type Path = (string | number)[];

/** Checks every name in a system; see `System`. */
export function checkReferences(system: System): ReferenceProblem[] {
  return new ReferenceCheck(system).run();
}

class ReferenceCheck {
  readonly #system: System;
  readonly #problems: ReferenceProblem[] = [];

  constructor(system: System) {
    this.#system = system;
  }

  run(): ReferenceProblem[] {
    for (const [id, type] of Object.entries(this.#system.messageTypes)) this.#messageType(id, type);
    for (const [id, node] of Object.entries(this.#system.nodes)) this.#node(id, node);
    for (const [id, link] of Object.entries(this.#system.links)) this.#link(id, link);
    return this.#problems;
  }

  #say(path: Path, message: string): void {
    this.#problems.push({ path, message });
  }

  /** Reports a name that is not among those of a table. */
  #named(path: Path, what: string, name: string | undefined, table: Record<string, unknown>): void {
    if (name === undefined || Object.hasOwn(table, name)) return;
    this.#say(path, `there is no ${what} "${name}".${suggestion(name, Object.keys(table))}`);
  }

  #message(path: Path, name: string | undefined): void {
    if (name !== "*") this.#named(path, "message type", name, this.#system.messageTypes);
  }

  #key(path: Path, name: string | undefined): void {
    this.#named(path, "key", name, this.#system.keys);
  }

  /** Reports a node id that does not exist or is not of one of the kinds. */
  #nodeOf(path: Path, id: string | undefined, kinds: readonly NodeKind[]): void {
    if (id === undefined) return;
    const fitting = Object.entries(this.#system.nodes).filter(([, node]) =>
      kinds.includes(node.kind),
    );
    const node = Object.hasOwn(this.#system.nodes, id) ? this.#system.nodes[id] : undefined;
    if (!node)
      this.#say(
        path,
        `there is no node "${id}".${suggestion(
          id,
          fitting.map(([name]) => name),
        )}`,
      );
    else if (!kinds.includes(node.kind))
      this.#say(path, `"${id}" is a ${node.kind}; here stands a ${kinds.join(" or ")}.`);
  }

  #messageType(id: string, type: System["messageTypes"][string]): void {
    const at: Path = ["messageTypes", id];
    this.#key([...at, "key"], type.key);
    for (const [i, name] of (type.attributes ?? []).entries())
      this.#named([...at, "attributes", i], "attribute", name, this.#system.attributes);
    if (typeof type.priority === "object")
      this.#named(
        [...at, "priority", "from"],
        "attribute",
        type.priority.from,
        this.#system.attributes,
      );
    this.#message([...at, "withdraws"], type.withdraws);
  }

  #node(id: string, node: SystemNode): void {
    const at: Path = ["nodes", id];
    this.#nodeOf([...at, "zone"], node.zone, ["zone"]);
    if ("broker" in node) this.#nodeOf([...at, "broker"], node.broker, ["broker"]);
    switch (node.kind) {
      case "producer":
        for (const name of Object.keys(node.messages))
          this.#message([...at, "messages", name], name);
        break;
      case "consumer":
        for (const [name, steps] of Object.entries(node.handlers)) {
          this.#message([...at, "handlers", name], name);
          this.#steps(id, [...at, "handlers", name], steps);
        }
        this.#deduplication(at, node);
        break;
      case "endpoint":
        this.#steps(id, [...at, "handler"], node.handler);
        break;
      case "topic":
      case "stream":
        for (const [i, name] of (node.messages ?? []).entries())
          this.#message([...at, "messages", i], name);
        break;
      case "saga":
        this.#saga(at, node);
        break;
      case "zone":
        this.#nodeOf([...at, "within"], node.within, ["zone"]);
        for (const other of Object.keys(node.latency))
          this.#nodeOf([...at, "latency", other], other, ["zone"]);
        break;
      case "broker":
        for (const [i, zone] of (node.nodeZones ?? []).entries())
          this.#nodeOf([...at, "nodeZones", i], zone, ["zone"]);
        break;
      case "registry":
        for (const [i, name] of node.guards.entries()) this.#message([...at, "guards", i], name);
        break;
      case "database":
        this.#nodeOf([...at, "readModel", "of"], node.readModel?.of, ["database"]);
        break;
      default:
        break;
    }
  }

  #deduplication(at: Path, node: Extract<SystemNode, { kind: "consumer" }>): void {
    const dedup = node.deduplication;
    if (!dedup) return;
    if (typeof dedup.by === "object")
      this.#key([...at, "deduplication", "by", "key"], dedup.by.key);
    if (typeof dedup.store === "object")
      this.#nodeOf([...at, "deduplication", "store", "database"], dedup.store.database, [
        "database",
      ]);
  }

  #saga(at: Path, saga: Extract<SystemNode, { kind: "saga" }>): void {
    this.#key([...at, "correlation"], saga.correlation);
    if (typeof saga.begins === "string") this.#message([...at, "begins"], saga.begins);
    if (typeof saga.persistence === "object")
      this.#nodeOf([...at, "persistence", "database"], saga.persistence.database, ["database"]);
    for (const [i, step] of saga.steps.entries()) {
      const here: Path = [...at, "steps", i];
      this.#message([...here, "command"], step.command);
      this.#nodeOf([...here, "to"], step.to, ["queue", "topic", "stream"]);
      for (const list of ["starts", "completes", "fails"] as const) {
        for (const [j, name] of (step[list] ?? []).entries())
          this.#message([...here, list, j], name);
      }
      this.#message([...here, "compensation", "command"], step.compensation?.command);
      this.#nodeOf([...here, "compensation", "to"], step.compensation?.to, [
        "queue",
        "topic",
        "stream",
      ]);
    }
  }

  #steps(node: string, at: Path, steps: readonly Step[]): void {
    for (const [i, step] of steps.entries()) this.#step(node, [...at, i], step);
  }

  #step(node: string, at: Path, step: Step): void {
    if ("message" in step && step.message !== undefined)
      this.#message([...at, "message"], step.message);
    if ("key" in step && step.key !== undefined) this.#key([...at, "key"], step.key);
    switch (step.do) {
      case "call":
        this.#linked(node, [...at, "to"], step.to, ["call"], "calls");
        this.#key([...at, "idempotencyKey"], step.idempotencyKey);
        break;
      case "read":
        this.#linked(node, [...at, "from"], step.from, ["read", "write"], "reads");
        break;
      case "write":
        this.#linked(node, [...at, "to"], step.to, ["write"], "writes to");
        break;
      case "publish":
        this.#publish(node, at, step);
        break;
      case "cancel":
        this.#nodeOf([...at, "in"], step.in, ["queue", "topic", "stream"]);
        break;
      case "reply":
        if (step.to !== undefined)
          this.#linked(node, [...at, "to"], step.to, ["publish"], "replies to");
        break;
      case "window":
        this.#key([...at, "by"], step.by);
        this.#message([...at, "emits"], step.emits);
        break;
      case "await":
        this.#key([...at, "by"], step.by);
        for (const [i, name] of step.messages.entries())
          this.#message([...at, "messages", i], name);
        this.#steps(node, [...at, "onTimeout"], step.onTimeout ?? []);
        break;
      case "branch":
        for (const [i, choice] of step.choices.entries())
          this.#steps(node, [...at, "choices", i, "steps"], choice.steps);
        this.#steps(node, [...at, "otherwise"], step.otherwise ?? []);
        break;
      default:
        break;
    }
  }

  #publish(node: string, at: Path, step: Extract<Step, { do: "publish" }>): void {
    const publisher = typeof step.via === "object" ? step.via.outbox : node;
    if (typeof step.via === "object")
      this.#linked(
        node,
        [...at, "via", "outbox"],
        step.via.outbox,
        ["write"],
        "writes the outbox of",
      );
    if (step.to !== undefined) {
      this.#linked(publisher, [...at, "to"], step.to, ["publish"], "publishes to");
      return;
    }
    const links = this.#linksFrom(publisher, ["publish"]);
    if (links.length === 0)
      this.#say(
        at,
        `"${node}" publishes ${step.message}, but no publish link leads from "${publisher}" to a channel. Draw one.`,
      );
    else if (links.length > 1)
      this.#say(
        [...at, "to"],
        `"${publisher}" has ${links.length} publish links; say which channel is meant: ${links.map((link) => `"${link.target}"`).join(", ")}.`,
      );
  }

  #linksFrom(source: string, kinds: readonly Link["kind"][]): Link[] {
    return Object.values(this.#system.links).filter(
      (link) => link.source === source && kinds.includes(link.kind),
    );
  }

  /** Reports a neighbor that a step names but no link leads to. */
  #linked(
    node: string,
    path: Path,
    target: string,
    kinds: readonly Link["kind"][],
    verb: string,
  ): void {
    if (!Object.hasOwn(this.#system.nodes, target)) {
      this.#say(
        path,
        `there is no node "${target}".${suggestion(target, Object.keys(this.#system.nodes))}`,
      );
      return;
    }
    const links = this.#linksFrom(node, kinds);
    if (links.some((link) => link.target === target)) return;
    this.#say(
      path,
      `"${node}" ${verb} "${target}", but no ${kinds.join(" or ")} link leads there. Draw one, or name another node.`,
    );
  }

  #link(id: string, link: Link): void {
    const at: Path = ["links", id];
    const { nodes } = this.#system;
    for (const end of ["source", "target"] as const) {
      const name = link[end];
      if (!Object.hasOwn(nodes, name))
        this.#say(
          [...at, end],
          `there is no node "${name}".${suggestion(name, Object.keys(nodes))} A link needs both ends.`,
        );
    }
    const source = nodes[link.source];
    const target = nodes[link.target];
    if (!source || !target) return;
    const allowed = CONNECTIONS[link.kind];
    if (!allowed.sources.includes(source.kind) || !allowed.targets.includes(target.kind)) {
      const reason = whyNoLink(source.kind, target.kind) ?? "Use another kind of link.";
      this.#say(
        at,
        `a ${link.kind} link cannot lead from a ${source.kind} to a ${target.kind}. ${reason}`,
      );
      return;
    }
    if (link.source === link.target)
      this.#say(at, `"${link.source}" is linked to itself. Lead the link elsewhere.`);
    this.#linkDetails(at, link, source);
  }

  #linkDetails(at: Path, link: Link, source: SystemNode): void {
    if (link.kind === "publish") {
      for (const [i, name] of (link.messages ?? []).entries())
        this.#message([...at, "messages", i], name);
    }
    if (
      (link.kind === "subscribe" || link.kind === "dead-letter") &&
      link.subscription !== undefined
    ) {
      const declared =
        isChannel(source.kind) && "subscriptions" in source ? source.subscriptions : {};
      if (source.kind === "queue")
        this.#say(
          [...at, "subscription"],
          "a queue has no subscriptions; its consumers compete. Leave it out.",
        );
      else
        this.#named(
          [...at, "subscription"],
          `subscription of "${link.source}" called`,
          link.subscription,
          declared,
        );
    }
    const filter = link.kind === "bind" ? link.filter : undefined;
    for (const name of Object.keys(filter?.attributes ?? {}))
      this.#named(
        [...at, "filter", "attributes", name],
        "attribute",
        name,
        this.#system.attributes,
      );
    for (const [i, name] of (filter?.messages ?? []).entries())
      this.#message([...at, "filter", "messages", i], name);
  }
}
