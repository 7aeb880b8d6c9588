export const STEPS = ["A", "B", "C", "D"] as const;
export type StepName = (typeof STEPS)[number];

/** How the steps of a saga stand to each other, beyond coming one after the other. */
export interface Shape {
  /** Steps next to each other that run side by side. */
  readonly parallel?: readonly StepName[];
  /** The step that cannot be taken back; those after it are sent again until they are done. */
  readonly pivot?: StepName;
}

/** A saga of four steps, and who carries them out. */
export interface FourSteps extends Shape {
  readonly arrivals: object;
  /** Instances at most; as many as arrive if absent. */
  readonly limit?: number;
  readonly persistence?: object | string | undefined;
  /** Time that the coordinator gives each step. */
  readonly timeout?: string | undefined;
  /** What the worker does with the command of a step. */
  readonly carryOut: (step: StepName) => readonly object[];
  /** What more the taking back of a step carries. */
  readonly takeBack?: (step: StepName) => object;
}

const COMMANDS = ["Do*", "Undo*", "*Done", "*Refused", "*Undone"] as const;
const typesOf = (step: StepName): string[] => COMMANDS.map((name) => name.replace("*", step));

/** Whether a step comes after the point of no return. */
export function isAfterPivot(step: StepName, { pivot }: Shape): boolean {
  return pivot !== undefined && step > pivot;
}

/** A coordinator that hears of four steps by messages, begun by a message, as a system. */
export function fourSteps(given: FourSteps) {
  const types = STEPS.flatMap(typesOf).map((name) => [name, { kind: "command", key: "order" }]);
  return {
    keys: { order: {} },
    messageTypes: { Begin: { kind: "command", key: "order" }, ...Object.fromEntries(types) },
    nodes: {
      p: {
        kind: "producer",
        messages: { Begin: 1 },
        arrivals: given.arrivals,
        ...(given.limit === undefined ? {} : { limit: given.limit }),
      },
      orders: { kind: "queue" },
      commands: { kind: "queue" },
      replies: { kind: "queue", role: "reply" },
      states: { kind: "database", writeLatency: "2 ms" },
      coordinator: {
        kind: "saga",
        mode: "orchestrated",
        correlation: "order",
        begins: "Begin",
        persistence: given.persistence ?? { database: "states" },
        restart: "1 s",
        steps: STEPS.map((step) => stepOf(step, given)),
      },
      worker: {
        kind: "consumer",
        concurrency: "unlimited",
        handlers: Object.assign({}, ...STEPS.map((step) => handlersOf(step, given))),
      },
    },
    links: {
      in: link("publish", "p", "orders"),
      begin: link("subscribe", "orders", "coordinator"),
      send: link("publish", "coordinator", "commands"),
      write: link("write", "coordinator", "states"),
      take: link("subscribe", "commands", "worker"),
      answer: link("publish", "worker", "replies"),
      hear: link("subscribe", "replies", "coordinator"),
    },
  };
}

function stepOf(step: StepName, given: FourSteps): object {
  const { parallel, pivot, timeout } = given;
  const compensation = { command: `Undo${step}`, to: "commands", completes: [`${step}Undone`] };
  const isRetried = isAfterPivot(step, given);
  const retry = { attempts: "unlimited", backoff: { kind: "fixed", delay: "3 ms" } };
  return {
    name: step,
    command: `Do${step}`,
    to: "commands",
    completes: [`${step}Done`],
    fails: [`${step}Refused`],
    ...(timeout === undefined ? {} : { timeout }),
    ...(parallel?.includes(step) ? { parallel: "side by side" } : {}),
    ...(step === pivot ? { pivot: true } : {}),
    ...(isRetried ? { retry } : {}),
    ...(step === pivot || isRetried ? {} : { compensation }),
  };
}

function handlersOf(step: StepName, { carryOut, takeBack }: FourSteps): object {
  return {
    [`Do${step}`]: carryOut(step),
    [`Undo${step}`]: [
      { do: "work", time: "5 ms", undoes: step, ...takeBack?.(step) },
      { do: "reply", message: `${step}Undone` },
    ],
  };
}

function link(kind: string, source: string, target: string): object {
  return { kind, source, target };
}
