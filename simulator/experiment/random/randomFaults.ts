import type { LinkText, SystemNodeText } from "../../model/index.ts";
import type { Choices } from "./Choices.ts";

/** What faults can strike. */
export interface FaultTargets {
  readonly nodes: Readonly<Record<string, { readonly kind: SystemNodeText["kind"] }>>;
  readonly links: Readonly<Record<string, { readonly kind: LinkText["kind"] }>>;
}

/**
 * Faults of a scenario, by id. Each kind is on or off for the whole run with probability ½; of one that is on,
 * one or two strike. Those that come again and again are only for runs that end by themselves.
 */
export function randomFaults(
  choices: Choices,
  targets: FaultTargets,
  drains: boolean,
): Record<string, object> {
  const faults: Record<string, object> = {};
  const kinds = { ...kindsOfFaults(choices, targets), ...kindsOfOperations(choices, targets) };
  for (const [kind, make] of Object.entries(kinds)) {
    if (!choices.has(`fault ${kind}`)) continue;
    for (let i = choices.below(2); i >= 0; i--) {
      const fault = make();
      if (fault !== undefined) faults[`${kind}-${i}`] = { ...fault, ...timing(choices, drains) };
    }
  }
  return faults;
}

function timing(choices: Choices, drains: boolean): object {
  const mttf = { distribution: "exponential", mean: "3 s" };
  if (!drains && choices.below(3) === 2) return { mttf, mttr: choices.oneOf(["1 s", "0 s"]) };
  return {
    at: choices.oneOf(["1 s", "0 s", "200 ms", "5 s", "10 s"]),
    for: choices.oneOf(["1 s", "100 ms", "5 s"]),
  };
}

type Maker = () => object | undefined;

function kindsOfFaults(choices: Choices, targets: FaultTargets): Record<string, Maker> {
  const { nodes, links } = targets;
  const nodesOf = nodesIn(targets);
  const linksOf = (...kinds: LinkText["kind"][]): string[] =>
    Object.keys(links).filter((id) => kinds.includes(links[id]!.kind));
  const on = strikes(choices);
  const consumers = nodesOf("consumer");
  const producers = nodesOf("producer");
  const servers = nodesOf("dependency", "database");
  const breakable = [...nodesOf("queue", "topic", "stream", "broker"), ...servers];
  const instance = (): unknown => choices.oneOf<unknown>(["all", 0, "random"]);
  const probability = (): number => choices.share();
  return {
    crash: on(consumers, (target) => ({ fault: "crash", target, instance: instance() })),
    "crash-at-step": on(consumers, (target) => ({
      fault: "crash",
      target,
      atStep: {
        step: choices.below(3),
        when: choices.oneOf(["before", "after"]),
        occurrence: 1 + choices.below(5),
      },
    })),
    "node-loss": on(nodesOf("broker"), (target) => ({
      fault: "node-loss",
      target,
      node: choices.below(3),
      power: choices.below(2) === 1,
    })),
    "zone-outage": on(nodesOf("zone"), (target) => ({ fault: "zone-outage", target })),
    partition: on(nodesOf("zone"), () => ({
      fault: "cut-off",
      target: { zones: ["here", "there"] },
    })),
    relay: on(nodesOf("saga", "endpoint"), (target) => ({ fault: "crash", target })),
    pause: on(consumers, (target) => ({ fault: "pause", target, instance: instance() })),
    slow: on([...consumers, ...servers], (target) => ({ fault: "slow", target })),
    errors: on([...consumers, ...servers], (target) => ({
      fault: "errors",
      target,
      probability: probability(),
      with: choices.oneOf(["transient", "permanent"]),
    })),
    outage: on(breakable, (target) => ({
      fault: "outage",
      target,
      publishes: choices.oneOf(["buffer", "lose", "error"]),
    })),
    cut: on(Object.keys(links), (link) => ({ fault: "cut-off", target: { link } })),
    isolation: on(Object.keys(nodes), (node) => ({ fault: "cut-off", target: { node } })),
    latency: on(Object.keys(links), (link) => ({ fault: "latency", link, add: choices.time() })),
    loss: on(linksOf("publish", "subscribe", "call"), (link) => ({
      fault: "loss",
      link,
      of: choices.oneOf(["publish", "confirm", "delivery", "ack", "request", "response"]),
      probability: probability(),
    })),
    "storage-full": on(nodesOf("queue", "topic", "stream", "broker"), (target) => ({
      fault: "storage-full",
      target,
    })),
    duplicate: on(linksOf("publish", "subscribe"), (link) => ({
      fault: "duplicate",
      link,
      probability: probability(),
    })),
    poison: on(producers, (target) => ({ fault: "poison", target, probability: probability() })),
    spike: on(producers, (target) => ({
      fault: "spike",
      target,
      factor: choices.oneOf([3, 0, 0.1]),
    })),
  };
}

/** What people do to a system while it runs, and what comes of it. */
function kindsOfOperations(choices: Choices, targets: FaultTargets): Record<string, Maker> {
  const nodesOf = nodesIn(targets);
  const on = strikes(choices);
  const consumers = nodesOf("consumer");
  const notDead = nodesOf("queue", "stream").filter((id) => id !== "dead");
  return {
    scale: on(consumers, (target) => ({
      fault: "scale",
      target,
      instances: choices.oneOf([1, 0, 2, 5]),
    })),
    rebalance: on(consumers, (target) => ({ fault: "rebalance", target, every: "300 ms" })),
    rebuild: on(consumers, (target) => ({ fault: "rebuild", target })),
    deploy: on(consumers, (target) => ({
      fault: "deploy",
      target,
      down: choices.oneOf(["1 s", "0 s", "100 ms"]),
      ...choices.some("rolling", () => ({ rolling: choices.oneOf(["1 s", "5 s"]) })),
    })),
    redrive: on(notDead, (to) => ({
      fault: "redrive",
      target: "dead",
      to,
      ...choices.some("redrive rate", () => ({ rate: 1 + choices.below(20) })),
      ...choices.some("redrive count", () => ({ count: 1 + choices.below(5) })),
    })),
  };
}

/** The nodes of some kinds. */
function nodesIn({ nodes }: FaultTargets): (...kinds: SystemNodeText["kind"][]) => string[] {
  return (...kinds) => Object.keys(nodes).filter((id) => kinds.includes(nodes[id]!.kind));
}

/** Makes a fault of one of some nodes or links, if there is any. */
function strikes(
  choices: Choices,
): (ids: readonly string[], make: (id: string) => object) => Maker {
  return (ids, make) => () => (ids.length === 0 ? undefined : make(choices.oneOf(ids)));
}
