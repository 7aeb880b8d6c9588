/**
 * A scenario of a broker, as data: what is set up, what clients do, what is then seen. It holds
 * nothing that only a simulator has: the same file can drive a real broker through a client.
 * Messages have labels ("1", "a1"); lists of them are written "1..5" or "1,2,a".
 */
export interface BrokerScenario {
  readonly id: string;
  readonly title: string;
  /** Profile of the broker. */
  readonly broker: string;
  /** Where the outcome comes from: seen on a real broker, or derived from its documentation. */
  readonly basis: "observed" | "documented";
  /** The same scenario under different circumstances. */
  readonly runs: readonly ScenarioRun[];
}

/** Values of the broker's own parameters. */
export type Parameters = Readonly<Record<string, string | number | boolean>>;

/** One run of a scenario. */
export interface ScenarioRun {
  readonly name: string;
  /** Version of the broker; the newest that its profile knows if absent. */
  readonly version?: string;
  readonly broker?: Parameters;
  readonly nodes?: number;
  /** Seconds by which copies are behind their leader. */
  readonly followersBehind?: number;
  readonly channels: Readonly<Record<string, ChannelSetup>>;
  readonly routes?: readonly Route[];
  readonly clients?: Readonly<Record<string, ClientSetup>>;
  /** Parameters of whoever publishes. */
  readonly publisher?: Parameters;
  readonly steps: readonly ScenarioStep[];
  readonly expected: Seen;
}

/** A queue, exchange, topic or log. */
export interface ChannelSetup {
  readonly kind: "queue" | "topic" | "stream";
  readonly parameters?: Parameters;
  /** Where its dead letters go: a channel, which may be itself. */
  readonly deadLettersTo?: string;
  /** Where goes what no route takes. */
  readonly otherwiseTo?: string;
  readonly partitions?: number;
  /** Times at which groups first read, in seconds; from the start if absent. */
  readonly joins?: Readonly<Record<string, number>>;
  /** Parameters of groups (subscriptions) by name. */
  readonly groups?: Readonly<Record<string, Parameters>>;
}

/** Messages of one channel go to another, those with certain routing keys or all. */
export interface Route {
  readonly from: string;
  readonly to: string;
  readonly keys?: readonly string[];
}

/** A consumer, one connection. */
export interface ClientSetup {
  readonly reads: string;
  readonly group?: string;
  readonly parameters?: Parameters;
  /** Messages that it asks for at once, where it polls: it asks again when it has settled them all. */
  readonly atOnce?: number;
  /** What it does with each delivery; it holds it until a step says otherwise if absent. */
  readonly onDelivery?: Reaction;
  /** It is a program that works instead of a script. */
  readonly handler?: HandlerSetup;
}

/** What a client does with a delivery, and how long after it. */
export interface Reaction {
  readonly after?: number;
  readonly by: Settlement | "crash" | "hold";
}

/** Ways of settling a delivery. `nack` and `reject` hand it back; `discard` gives it up. */
export type Settlement = "ack" | "nack" | "reject" | "discard";

/** A program: for each message it works this many seconds; it fails for some. */
export interface HandlerSetup {
  readonly seconds: number;
  readonly fails?: string;
  readonly concurrency?: number;
  readonly instances?: number;
  /** It commits by itself, after so many messages of a partition. */
  readonly commitsEvery?: number;
  /** It hands what it polls to a worker and polls again after so many seconds. */
  readonly handsOnEvery?: number;
}

/** Properties of published messages. */
export interface MessageProperties {
  readonly routingKey?: string;
  readonly expirationMs?: number;
  readonly priority?: number;
  readonly group?: string;
  readonly bytes?: number;
  readonly transient?: boolean;
  /** It says that it is the same message as another one. */
  readonly sameAs?: string;
  readonly mandatory?: boolean;
  /** So many messages under one label. */
  readonly count?: number;
  /** Seconds from one message to the next. */
  readonly every?: number;
  /** A producer's client sends it, and sends it again when it hears nothing; else the script publishes once. */
  readonly byProducer?: boolean;
  /** It belongs to a transaction that its publisher leaves open: he is gone. */
  readonly inOpenTransaction?: boolean;
}

/** One thing that happens. Steps follow one another; `at` and `wait` let time pass (seconds). */
export type ScenarioStep =
  | { readonly at: number }
  | { readonly wait: number }
  | ({ readonly publish: string; readonly to: string } & MessageProperties)
  | { readonly subscribe: string }
  | { readonly client: string; readonly settles: string; readonly by: Settlement }
  | { readonly client: string; readonly fromNowOn: Reaction }
  | { readonly client: string; readonly receives: number; readonly wait?: number }
  | { readonly client: string; readonly does: "crash" | "close" | "cancel" | "restart" }
  | { readonly killLeaderOf: string }
  | { readonly killFollowersOf: string }
  | { readonly loseResponsesOf: string; readonly seconds: number }
  | { readonly loseRequestsOf: string; readonly seconds: number }
  | { readonly growPartitionsOf: string; readonly to: number }
  | { readonly killOneMoreOf: string }
  | { readonly startNodes: "all" }
  | { readonly set: Parameters }
  | { readonly see: Seen };

/**
 * What is seen. Deliveries are written as the client sees them: `1` a message, `1*` with the
 * redelivered mark, `1(2)` with the count that the broker reports. Absent parts are not looked at.
 */
export interface Seen {
  /** Deliveries by client, in order. */
  readonly deliveries?: Readonly<Record<string, string>>;
  /** When they came, in seconds from the start. */
  readonly times?: Readonly<Record<string, readonly number[]>>;
  /** Seconds by which times may differ; 0.01 if absent. */
  readonly tolerance?: number;
  /** What waits in a channel, in order. */
  readonly ready?: Readonly<Record<string, string>>;
  /** Messages that a channel stores, whatever their state. */
  readonly stored?: Readonly<Record<string, number>>;
  /** Messages that are with consumers. */
  readonly inFlight?: Readonly<Record<string, number>>;
  /** What the broker told clients instead of giving them something, under its own names. */
  readonly errors?: Readonly<Record<string, string>>;
  /** What the broker says to a client that it does not let consume. */
  readonly refused?: string;
  /** What the publisher was told, in order: `ack(1)`, `nack(4)`, `return(b)`. */
  readonly confirms?: string;
  /** Dead letters in order, with reason: `1 rejected`. */
  readonly deadLetters?: string;
  /** Deaths of one message by channel and reason: `wait/expired 3, work/rejected 3`. */
  readonly deaths?: Readonly<Record<string, string>>;
  /** Handlers that came to their end, by message. */
  readonly processed?: Readonly<Record<string, number>>;
  /** Messages that each client has handled so far, and partitions that it reads. */
  readonly throughput?: Readonly<Record<string, number>>;
  readonly assigned?: Readonly<Record<string, number>>;
  /** Messages that are gone, by cause. */
  readonly lost?: Readonly<Record<string, number>>;
}

/** A scenario that the engine cannot carry out, and why. */
export interface Inexpressible {
  readonly id: string;
  readonly title: string;
  readonly broker: string;
  readonly reason: string;
}
