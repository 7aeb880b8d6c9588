import { Arrivals, Link, NODE_SCHEMAS, type Saga, type Step, type System } from "../model/index.ts";
import { calmed, freeId } from "./systemForOneMessage.ts";

/** One command of a saga, and who carries it out. */
export interface SagaCommand {
  /** Number of the step that it belongs to, and its name. */
  readonly step: number;
  readonly name: string;
  readonly isCompensation: boolean;
  readonly message: string;
  readonly completes: readonly string[];
  readonly fails: readonly string[];
  /** Seconds that the coordinator waits for the answer; undefined if it waits for ever. */
  readonly waits: number | undefined;
  /** Id of the consumer that handles it, and its steps. */
  readonly service: string;
  readonly handler: readonly Step[];
}

/**
 * A system in which nothing happens but one instance of one saga: no other producers and sagas, no failures by chance.
 * @throws Error when the node is no saga that is led by a coordinator, or when no channel leads to it
 */
export function systemForOneInstance(system: System, sagaId: string): System {
  const saga = coordinatorOf(system, sagaId);
  const gone = new Set(
    Object.entries(system.nodes).flatMap(([id, { kind }]) =>
      kind === "producer" || (kind === "saga" && id !== sagaId) ? [id] : [],
    ),
  );
  const kept = Object.entries(system.nodes).filter(([id]) => !gone.has(id));
  const nodes = Object.fromEntries(kept.map(([id, node]) => [id, calmed(node, true)]));
  const links = Object.fromEntries(
    Object.entries(system.links).filter(
      ([, { source, target }]) => !gone.has(source) && !gone.has(target),
    ),
  );
  const once = { process: "burst", at: "0 s", count: 1 };
  if (typeof saga.begins !== "string") {
    const own = { ...saga, begins: { arrivals: Arrivals.parse(once) } };
    return { ...system, nodes: { ...nodes, [sagaId]: own }, links };
  }
  const probe = freeId(system);
  const producer = { kind: "producer", messages: { [saga.begins]: 1 }, arrivals: once };
  const target = wayTo(system, sagaId);
  return {
    ...system,
    nodes: { ...nodes, [probe]: NODE_SCHEMAS.producer.parse(producer) },
    links: { ...links, [probe]: Link.parse({ kind: "publish", source: probe, target }) },
  };
}

/** All commands that a coordinator sends and somebody handles: those of the steps, then those that take them back. */
export function commandsOf(system: System, sagaId: string): SagaCommand[] {
  const saga = coordinatorOf(system, sagaId);
  const ofStep = ({ name, timeout, ...step }: Saga["steps"][number], index: number) =>
    ([step, step.compensation] as const).flatMap((way, back): SagaCommand[] => {
      const message = way?.command;
      const [service, handler] = message === undefined ? [] : handlerOf(system, message);
      if (message === undefined || service === undefined || handler === undefined) return [];
      return [
        {
          step: index,
          name,
          isCompensation: back === 1,
          message,
          completes: way?.completes ?? [],
          fails: way?.fails ?? [],
          waits: timeout ?? saga.timeout,
          service,
          handler,
        },
      ];
    });
  const all = saga.steps.flatMap(ofStep);
  return [
    ...all.filter((each) => !each.isCompensation),
    ...all.filter((each) => each.isCompensation),
  ];
}

function coordinatorOf({ nodes }: System, sagaId: string): Saga {
  const saga = nodes[sagaId];
  if (saga?.kind !== "saga") throw new Error(`"${sagaId}" is no saga.`);
  if (saga.mode !== "orchestrated")
    throw new Error(`"${sagaId}" is only observed: nobody sends commands that could fail.`);
  return saga;
}

function handlerOf({ nodes }: System, message: string): [string, readonly Step[]] | [] {
  for (const [id, node] of Object.entries(nodes)) {
    const steps = node.kind === "consumer" ? node.handlers[message] : undefined;
    if (steps !== undefined) return [id, steps];
  }
  return [];
}

/** The channel by which a saga is begun: of those that it reads the first that is not for replies. */
function wayTo({ nodes, links }: System, sagaId: string): string {
  const read = Object.values(links)
    .filter(({ kind, target }) => kind === "subscribe" && target === sagaId)
    .map(({ source }) => source);
  const isReply = (id: string) => {
    const node = nodes[id];
    return node !== undefined && "role" in node && node.role === "reply";
  };
  const way = read.find((id) => !isReply(id)) ?? read[0];
  if (way === undefined)
    throw new Error(`No channel leads to "${sagaId}". Link a queue, topic or stream to it first.`);
  return way;
}
