import { CONNECTIONS, whyNoLink } from "./connection.ts";
import type { Link } from "./link.ts";
import { Names, type Path, type ReferenceProblem } from "./Names.ts";
import { suggestion } from "./nearest.ts";
import { isChannel, type SystemNode } from "./node.ts";
import { StepReferences } from "./stepReferences.ts";
import type { System } from "./systemShape.ts";

/** Checks every name in a system; see `System`. */
export function checkReferences(system: System): ReferenceProblem[] {
  return new ReferenceCheck(system).run();
}

class ReferenceCheck {
  readonly #system: System;
  readonly #names: Names;
  readonly #steps: StepReferences;

  constructor(system: System) {
    this.#system = system;
    this.#names = new Names(system);
    this.#steps = new StepReferences(this.#names);
  }

  run(): ReferenceProblem[] {
    for (const [id, type] of Object.entries(this.#system.messageTypes)) this.#messageType(id, type);
    for (const [id, node] of Object.entries(this.#system.nodes)) this.#node(id, node);
    for (const [id, link] of Object.entries(this.#system.links)) this.#link(id, link);
    return this.#names.problems;
  }

  #messageType(id: string, type: System["messageTypes"][string]): void {
    const at: Path = ["messageTypes", id];
    this.#names.key([...at, "key"], type.key);
    for (const [i, name] of (type.attributes ?? []).entries())
      this.#names.attribute([...at, "attributes", i], name);
    for (const [, name] of (type.routingKey ?? "").matchAll(/\{([^}]*)\}/g))
      this.#names.attribute([...at, "routingKey"], name);
    if (typeof type.priority === "object")
      this.#names.attribute([...at, "priority", "from"], type.priority.from);
    this.#names.message([...at, "withdraws"], type.withdraws);
  }

  #node(id: string, node: SystemNode): void {
    const at: Path = ["nodes", id];
    this.#names.nodeOf([...at, "zone"], node.zone, ["zone"]);
    if ("broker" in node) this.#names.nodeOf([...at, "broker"], node.broker, ["broker"]);
    switch (node.kind) {
      case "producer":
        for (const name of Object.keys(node.messages))
          this.#names.message([...at, "messages", name], name);
        this.#names.message([...at, "withdrawals", "message"], node.withdrawals?.message);
        this.#names.versions([...at, "versions"], node.versions);
        break;
      case "consumer":
        for (const [name, steps] of Object.entries(node.handlers)) {
          this.#names.message([...at, "handlers", name], name);
          this.#steps.steps(id, [...at, "handlers", name], steps);
        }
        this.#deduplication(at, node);
        this.#contracts(at, node);
        break;
      case "endpoint":
        this.#contracts(at, node);
        this.#steps.steps(id, [...at, "handler"], node.handler);
        break;
      case "queue":
      case "topic":
      case "stream":
        this.#channel(at, node);
        break;
      case "saga":
        this.#saga(at, node);
        break;
      case "zone":
        if (this.#standsInItself(id))
          this.#names.say(
            [...at, "zone"],
            `"${id}" stands in itself. Put it into another zone, or into none.`,
          );
        for (const other of Object.keys(node.latency))
          this.#names.nodeOf([...at, "latency", other], other, ["zone"]);
        break;
      case "broker":
        for (const [i, zone] of (node.nodeZones ?? []).entries())
          this.#names.nodeOf([...at, "nodeZones", i], zone, ["zone"]);
        break;
      case "registry":
        for (const [i, name] of node.guards.entries())
          this.#names.message([...at, "guards", i], name);
        break;
      case "database":
        this.#names.nodeOf([...at, "readModel", "of"], node.readModel?.of, ["database"]);
        break;
      default:
        break;
    }
  }

  #channel(at: Path, node: Extract<SystemNode, { kind: "queue" | "topic" | "stream" }>): void {
    for (const [i, name] of (node.messages ?? []).entries())
      this.#names.message([...at, "messages", i], name);
    if (node.kind === "queue") return;
    for (const [name, subscription] of Object.entries(node.subscriptions))
      this.#names.filter([...at, "subscriptions", name, "filter"], subscription.filter);
  }

  #contracts(at: Path, node: Extract<SystemNode, { kind: "consumer" | "endpoint" }>): void {
    this.#names.versions([...at, "reads"], node.reads);
    this.#names.versions([...at, "writes"], node.writes);
  }

  /** Whether the zones around a zone lead back to it. */
  #standsInItself(id: string): boolean {
    const seen = new Set<string>();
    let outer = this.#system.nodes[id]?.zone;
    while (outer !== undefined && outer !== id && !seen.has(outer)) {
      seen.add(outer);
      outer = this.#system.nodes[outer]?.zone;
    }
    return outer === id;
  }

  #deduplication(at: Path, node: Extract<SystemNode, { kind: "consumer" }>): void {
    const dedup = node.deduplication;
    if (!dedup) return;
    if (typeof dedup.by === "object")
      this.#names.key([...at, "deduplication", "by", "key"], dedup.by.key);
    if (typeof dedup.store === "object")
      this.#names.nodeOf([...at, "deduplication", "store", "database"], dedup.store.database, [
        "database",
      ]);
  }

  #saga(at: Path, saga: Extract<SystemNode, { kind: "saga" }>): void {
    this.#names.key([...at, "correlation"], saga.correlation);
    if (typeof saga.begins === "string") this.#names.message([...at, "begins"], saga.begins);
    if (typeof saga.persistence === "object")
      this.#names.nodeOf([...at, "persistence", "database"], saga.persistence.database, [
        "database",
      ]);
    for (const [i, step] of saga.steps.entries()) {
      const here: Path = [...at, "steps", i];
      this.#names.message([...here, "command"], step.command);
      this.#names.nodeOf([...here, "to"], step.to, ["queue", "topic", "stream"]);
      for (const list of ["starts", "completes", "fails"] as const) {
        for (const [j, name] of (step[list] ?? []).entries())
          this.#names.message([...here, list, j], name);
      }
      this.#names.message([...here, "compensation", "command"], step.compensation?.command);
      this.#names.nodeOf([...here, "compensation", "to"], step.compensation?.to, [
        "queue",
        "topic",
        "stream",
      ]);
    }
  }

  #link(id: string, link: Link): void {
    const at: Path = ["links", id];
    const { nodes } = this.#system;
    for (const end of ["source", "target"] as const) {
      const name = link[end];
      if (!Object.hasOwn(nodes, name))
        this.#names.say(
          [...at, end],
          `there is no node "${name}".${suggestion(name, Object.keys(nodes))} A link needs both ends.`,
        );
    }
    const source = Object.hasOwn(nodes, link.source) ? nodes[link.source] : undefined;
    const target = Object.hasOwn(nodes, link.target) ? nodes[link.target] : undefined;
    if (!source || !target) return;
    const allowed = CONNECTIONS[link.kind];
    if (!allowed.sources.includes(source.kind) || !allowed.targets.includes(target.kind)) {
      const reason = whyNoLink(source.kind, target.kind) ?? "Use another kind of link.";
      this.#names.say(
        at,
        `a ${link.kind} link cannot lead from a ${source.kind} to a ${target.kind}. ${reason}`,
      );
      return;
    }
    if (link.source === link.target)
      this.#names.say(at, `"${link.source}" is linked to itself. Lead the link elsewhere.`);
    this.#linkDetails(at, link, source);
  }

  #linkDetails(at: Path, link: Link, source: SystemNode): void {
    if (link.kind === "publish" || link.kind === "call") {
      for (const [i, name] of (link.messages ?? []).entries())
        this.#names.message([...at, "messages", i], name);
    }
    if (
      (link.kind === "subscribe" || link.kind === "dead-letter") &&
      link.subscription !== undefined
    ) {
      const declared =
        isChannel(source.kind) && "subscriptions" in source ? source.subscriptions : {};
      if (source.kind === "queue")
        this.#names.say(
          [...at, "subscription"],
          "a queue has no subscriptions; its consumers compete. Leave it out.",
        );
      else
        this.#names.named(
          [...at, "subscription"],
          `subscription of "${link.source}" called`,
          link.subscription,
          declared,
        );
    }
    if (link.kind === "bind") this.#names.filter([...at, "filter"], link.filter);
  }
}
