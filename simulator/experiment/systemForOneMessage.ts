import { Link, NODE_SCHEMAS, type NodeOf, type Step, type System } from "../model/index.ts";

/** A system in which nothing happens but one message to one handler. */
export interface OneMessageSystem {
  readonly system: System;
  /** What is sent: a type of its own, also where the handler takes any. */
  readonly messageType: string;
  readonly steps: readonly Step[];
}

/** Id of the producer that sends the one message; a number follows where it is taken. */
const PROBE = "probe";

/**
 * Takes from a system all that would make one message hard to follow: producers, sagas, further
 * instances, and failures by chance.
 * @throws Error when the service has no such handler or nothing leads to it
 */
export function systemForOneMessage(
  system: System,
  serviceId: string,
  handled: string,
): OneMessageSystem {
  const service = system.nodes[serviceId];
  if (service?.kind !== "consumer" && service?.kind !== "endpoint")
    throw new Error(`"${serviceId}" handles no messages; choose a consumer or an endpoint.`);
  const steps = service.kind === "consumer" ? service.handlers[handled] : service.handler;
  if (steps === undefined) throw new Error(`"${serviceId}" has no handler of ${handled}.`);
  const way = wayTo(system, serviceId, service);
  const messageType = typeToSend(system, service, handled);
  const gone = new Set(
    Object.entries(system.nodes)
      .filter(([, { kind }]) => kind === "producer" || kind === "saga")
      .map(([id]) => id),
  );
  const probe = freeId(system);
  const nodes = Object.entries(system.nodes)
    .filter(([id]) => !gone.has(id))
    .map(([id, node]) => [id, calmed(node, id === serviceId)]);
  const links = Object.entries(system.links).filter(
    ([, { source, target }]) => !gone.has(source) && !gone.has(target),
  );
  const one = { process: "burst", at: "0 s", count: 1 };
  return {
    messageType,
    steps: steps.map(withoutChance),
    system: {
      ...system,
      nodes: {
        ...Object.fromEntries(nodes),
        [probe]: NODE_SCHEMAS.producer.parse({
          kind: "producer",
          messages: { [messageType]: 1 },
          arrivals: one,
        }),
      },
      links: {
        ...Object.fromEntries(links),
        [probe]: Link.parse({ kind: way.kind, source: probe, target: way.target }),
      },
    },
  };
}

type Service = NodeOf<"consumer"> | NodeOf<"endpoint">;

/** How the message gets to the service: into the first channel that it reads, or straight to an endpoint. */
function wayTo(system: System, serviceId: string, service: Service) {
  if (service.kind === "endpoint") return { kind: "call", target: serviceId };
  const read = Object.values(system.links).find(
    ({ kind, target }) => kind === "subscribe" && target === serviceId,
  );
  if (read === undefined)
    throw new Error(
      `No channel leads to "${serviceId}". Link a queue, topic or stream to it first.`,
    );
  return { kind: "publish", target: read.source };
}

function typeToSend({ messageTypes }: System, service: Service, handled: string): string {
  if (handled !== "*" && handled !== "") return handled;
  const own = service.kind === "consumer" ? service.handlers : {};
  const free = Object.keys(messageTypes).find((type) => !Object.hasOwn(own, type));
  if (free === undefined)
    throw new Error("Every message type of the design has a handler of its own here.");
  return free;
}

/** An id that is not taken, for what a trial adds. */
export function freeId({ nodes, links }: System): string {
  let id = PROBE;
  for (let number = 2; id in nodes || id in links; number++) id = `${PROBE}${number}`;
  return id;
}

/** A node without failures by chance. @param isTheOne whether it stands alone, with one instance */
export function calmed(node: System["nodes"][string], isTheOne: boolean): System["nodes"][string] {
  if (node.kind === "dependency") return { ...node, errorRate: 0, hangs: 0 };
  if (node.kind === "database") return { ...node, errorRate: 0 };
  if (node.kind !== "consumer" && node.kind !== "endpoint") return node;
  const { autoscaling, ...rest } = node;
  const one = isTheOne ? { instances: 1 } : { instances: Math.max(1, node.instances) };
  return rest.kind === "consumer"
    ? { ...rest, ...one, handlers: mapValues(rest.handlers, (steps) => steps.map(withoutChance)) }
    : { ...rest, ...one, handler: rest.handler.map(withoutChance) };
}

/** A step that does the same each time: what fails by chance passes, what may be done is done. */
function withoutChance(step: Step): Step {
  switch (step.do) {
    case "fail":
      return step.probability === undefined && step.ofMessages === undefined
        ? step
        : { ...step, probability: 0, ofMessages: undefined };
    case "publish":
      return step.probability > 0 ? { ...step, probability: 1 } : step;
    case "branch":
      return withLikeliest(step);
    case "await":
      return step.onTimeout ? { ...step, onTimeout: step.onTimeout.map(withoutChance) } : step;
    default:
      return step;
  }
}

/** A branch that takes the likeliest of its ways by chance; tests of facts stay as they are. */
function withLikeliest(step: Extract<Step, { do: "branch" }>): Step {
  const chanceOf = (choice: (typeof step.choices)[number]) =>
    "probability" in choice.when ? choice.when.probability : -1;
  const chances = step.choices.map(chanceOf);
  const left = 1 - chances.reduce((sum, chance) => sum + Math.max(0, chance), 0);
  const highest = Math.max(...chances);
  const likeliest = highest >= left ? chances.indexOf(highest) : -1;
  const choices = step.choices.map((choice, index) => ({
    when: "probability" in choice.when ? { probability: index === likeliest ? 1 : 0 } : choice.when,
    steps: choice.steps.map(withoutChance),
  }));
  return {
    ...step,
    choices,
    ...(step.otherwise && { otherwise: step.otherwise.map(withoutChance) }),
  };
}

function mapValues<T, U>(table: Readonly<Record<string, T>>, map: (value: T) => U) {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, map(value)]));
}
