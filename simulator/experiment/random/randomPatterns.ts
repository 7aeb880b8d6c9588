import type { LinkText, SystemNodeText } from "../../model/index.ts";
import type { Choices } from "./Choices.ts";

type Node = Pick<SystemNodeText, "kind">;
type Line = Pick<LinkText, "kind">;

/** Parts that are added to a random system: they publish into its first channel, or stand beside it. */
export interface Pattern {
  readonly nodes: Readonly<Record<string, Node>>;
  readonly links: Readonly<Record<string, Line>>;
  readonly types: readonly string[];
}

const NOTHING: Pattern = { nodes: {}, links: {}, types: [] };
const line = (kind: LinkText["kind"], source: string, target: string, more: object = {}): Line => ({
  kind,
  ...{ source, target, ...more },
});
const node = (kind: SystemNodeText["kind"], more: object = {}): Node => ({ kind, ...more });

/** Endpoints with outboxes, joins and sagas; each of them in half of the systems. */
export function randomPatterns(choices: Choices, channel: string): Pattern {
  const parts = [
    choices.has("endpoint") ? endpoint(choices, channel) : NOTHING,
    choices.has("join") ? join(choices) : NOTHING,
    choices.has("saga") ? saga(choices) : NOTHING,
  ];
  return {
    nodes: Object.assign({}, ...parts.map(({ nodes }) => nodes)),
    links: Object.assign({}, ...parts.map(({ links }) => links)),
    types: parts.flatMap(({ types }) => types),
  };
}

/** Users who ask an endpoint that writes and publishes in one transaction, by an outbox. */
function endpoint(choices: Choices, channel: string): Pattern {
  const relay = choices.oneOf<object>([
    { by: "polling", every: "200 ms", batch: 3 },
    { by: "log-tailing", latency: choices.time() },
  ]);
  const handler = [
    { do: "work", time: choices.time() },
    { do: "write", to: "db", key: "customer", transaction: "t", effect: "written" },
    { do: "publish", message: "A", to: channel, via: { outbox: "db" }, transaction: "t" },
    { do: "reply", status: 202 },
  ];
  return {
    types: [],
    nodes: {
      users: node("producer", {
        messages: { A: 1 },
        limit: 40,
        arrivals: { process: "poisson", rate: "10/s" },
        call: { timeout: choices.oneOf(["1 s", "50 ms"]), attempts: 1 + choices.below(2) },
      }),
      api: node("endpoint", {
        instances: choices.oneOf([1, 2]),
        queue: choices.oneOf<unknown>(["unlimited", 0, 3]),
        restart: "300 ms",
        handler,
      }),
      db: node("database", {
        writeLatency: choices.time(),
        errorRate: choices.oneOf([0, 0.2]),
        outbox: { relay, mark: choices.oneOf(["after-publish", "before-publish"]) },
      }),
    },
    links: {
      "users>api": line("call", "users", "api"),
      "api>db": line("write", "api", "db"),
      "db>channel": line("publish", "db", channel),
    },
  };
}

/** Two kinds of messages of the same key that wait for one another. */
function join(choices: Choices): Pattern {
  const wait = {
    do: "await",
    messages: ["L", "R"],
    by: "customer",
    timeout: choices.oneOf(["1 s", "100 ms"]),
    holdsSlot: false,
    onTimeout: [{ do: "work", time: "1 ms" }],
  };
  const steps = [wait, { do: "work", time: choices.time(), effect: "joined" }];
  const source = (message: string): Node =>
    node("producer", {
      messages: { [message]: 1 },
      limit: 40,
      arrivals: { process: "poisson", rate: "10/s" },
    });
  return {
    types: ["L", "R"],
    nodes: {
      left: source("L"),
      right: source("R"),
      both: node("queue"),
      joiner: node("consumer", {
        instances: choices.oneOf([1, 2]),
        restart: "200 ms",
        handlers: { L: steps, R: steps },
      }),
    },
    links: {
      "left>both": line("publish", "left", "both"),
      "right>both": line("publish", "right", "both"),
      "both>joiner": line("subscribe", "both", "joiner"),
    },
  };
}

/** A coordinator with two steps that are refused now and then. */
function saga(choices: Choices): Pattern {
  const refuse = { do: "fail", with: "permanent", probability: choices.oneOf([0.1, 0.5]) };
  return {
    types: ["Do", "Undo"],
    nodes: {
      process: node("saga", {
        mode: "orchestrated",
        correlation: "customer",
        begins: { arrivals: { process: "burst", at: "1 s", count: 8 } },
        timeout: "8 s",
        instances: choices.oneOf([1, 2]),
        restart: "200 ms",
        steps: ["one", "two"].map((name) => ({
          name,
          command: "Do",
          to: "commands",
          timeout: choices.oneOf(["2 s", "100 ms"]),
          onTimeout: choices.oneOf(["compensate", "wait"]),
          compensation: { command: "Undo", to: "commands" },
        })),
      }),
      commands: node("queue"),
      performer: node("consumer", {
        concurrency: 2,
        retry: { attempts: 1 },
        handlers: {
          Do: [{ do: "work", time: choices.time() }, refuse],
          Undo: [{ do: "work", time: "5 ms" }],
        },
      }),
    },
    links: {
      "process>commands": line("publish", "process", "commands"),
      "commands>performer": line("subscribe", "commands", "performer"),
    },
  };
}
