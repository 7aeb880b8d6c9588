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
  for (const [kind, make] of Object.entries(kindsOfFaults(choices, targets))) {
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

function kindsOfFaults(choices: Choices, { nodes, links }: FaultTargets): Record<string, Maker> {
  const nodesOf = (...kinds: SystemNodeText["kind"][]): string[] =>
    Object.keys(nodes).filter((id) => kinds.includes(nodes[id]!.kind));
  const linksOf = (...kinds: LinkText["kind"][]): string[] =>
    Object.keys(links).filter((id) => kinds.includes(links[id]!.kind));
  const on =
    (ids: readonly string[], make: (id: string) => object): Maker =>
    () =>
      ids.length === 0 ? undefined : make(choices.oneOf(ids));
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
    scale: on(consumers, (target) => ({
      fault: "scale",
      target,
      instances: choices.oneOf([1, 0, 2, 5]),
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
    rebalance: on(consumers, (target) => ({ fault: "rebalance", target, every: "300 ms" })),
    rebuild: on(consumers, (target) => ({ fault: "rebuild", target })),
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
      of: choices.oneOf(["publish", "delivery", "ack", "request", "response"]),
      probability: probability(),
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
