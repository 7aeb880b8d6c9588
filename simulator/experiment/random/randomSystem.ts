import type { LinkText, SystemNodeText } from "../../model/index.ts";
import { Choices } from "./Choices.ts";
import { randomChannel, randomFilter } from "./randomChannel.ts";
import { randomFaults } from "./randomFaults.ts";
import { randomPatterns } from "./randomPatterns.ts";
import { placeInZones, randomCluster } from "./randomPlaces.ts";
import { randomPolling } from "./randomPolling.ts";
import { randomPublisher } from "./randomPublisher.ts";

/** A system and a scenario as they would stand in a file; they always parse. */
export interface RandomRun {
  readonly system: {
    readonly nodes: Readonly<Record<string, Part<SystemNodeText>>>;
    readonly links: Readonly<Record<string, Part<LinkText>>>;
    readonly messageTypes: object;
  };
  readonly scenario: { readonly drain: boolean };
}

/** A part of a file of which only its kind is known before it is parsed. */
type Part<T extends { kind: string; source?: string; target?: string }> = Pick<T, "kind">;

/** Arrivals of one producer at most, so that a run stays small. */
const ARRIVALS = 150;

/**
 * Makes a system, with what goes wrong in it, out of a list of whole numbers (see `Choices`).
 * Messages only go onward from channel to channel, so that every run that drains comes to an end.
 */
export function randomSystem(numbers: readonly number[]): RandomRun {
  return new RandomSystem(new Choices(numbers)).make();
}

class RandomSystem {
  private readonly choices: Choices;
  private readonly nodes: Record<string, Part<SystemNodeText>> = {};
  private readonly links: Record<string, Part<LinkText>> = {};
  private readonly channels: string[] = [];
  /** Whether the run goes on until nothing is left to do: who asks again and again has always something to do. */
  private readonly drains: boolean;

  constructor(choices: Choices) {
    this.choices = choices;
    this.drains = choices.below(2) === 1;
  }

  make(): RandomRun {
    const { choices, nodes, links } = this;
    const drain = this.drains;
    // Most of what can be checked asks for keys: they are chosen before the numbers are used up.
    const words = this.vocabulary();
    // A relay tries what is refused for ever: where a run goes on until nothing is left, its channel refuses nothing.
    const pattern = randomPatterns(choices, drain ? "dead" : "ch0");
    nodes.broker = { kind: "broker", ...randomCluster(choices) };
    nodes.dead = { kind: "queue" };
    for (let i = choices.below(4); i >= 0; i--) this.addChannel();
    if (choices.has("servers")) this.addServers();
    for (let i = choices.below(2); i >= 0; i--) this.addProducer(`p${i}`);
    for (let i = choices.below(4); i >= 0; i--) this.addConsumer(`c${i}`, i % this.channels.length);
    this.bindTopics();
    this.mirrorStreams();
    Object.assign(nodes, pattern.nodes);
    Object.assign(links, pattern.links);
    if (choices.has("zones")) placeInZones(choices, nodes);
    const scenario = {
      duration: "20 s",
      drain,
      seed: choices.below(1_000_000),
      faults: randomFaults(choices, { nodes, links }, drain),
    };
    const added = pattern.types.map((name) => [name, { kind: "command", key: "customer" }]);
    const messageTypes = { ...words.messageTypes, ...Object.fromEntries(added) };
    const system: RandomRun["system"] = { ...words, messageTypes, nodes, links };
    return { system, scenario };
  }

  private vocabulary(): Record<"keys" | "attributes" | "messageTypes", object> {
    const { choices } = this;
    const values = choices.oneOf<object>([
      { values: "unique" },
      { values: "uniform", count: 5 },
      { values: "zipf", count: 9, exponent: 1.1 },
    ]);
    const type = (): object => ({
      kind: "event",
      ...choices.some("keys", () => ({ key: "customer" })),
      attributes: ["color"],
      routingKey: "shop.{color}",
      priority: { from: "color", ranks: { red: 0, blue: 5 } },
    });
    return {
      keys: { customer: { values } },
      attributes: { color: { values: { red: 2, blue: 1 } } },
      messageTypes: { A: type(), B: { ...type(), ordering: "per-key" } },
    };
  }

  private link(kind: LinkText["kind"], source: string, target: string, more: object = {}): void {
    const latency = this.choices.some("link latency", () => ({ latency: this.choices.time() }));
    const room = this.choices.some("bandwidth", () => ({
      bandwidth: this.choices.oneOf(["20 KiB", "1 MiB"]),
    }));
    const link = { kind, source, target, ...latency, ...room, ...more };
    this.links[`${source}>${target}.${kind}`] = link;
  }

  private addChannel(): void {
    const id = `ch${this.channels.length}`;
    this.channels.push(id);
    this.nodes[id] = randomChannel(this.choices, this.drains) as Part<SystemNodeText>;
    if (this.is("dead letters")) this.link("dead-letter", id, "dead");
  }

  /** True in half of the places where a feature is on. */
  private is(feature: string): boolean {
    return this.choices.has(feature) && this.choices.below(2) === 1;
  }

  private bindTopics(): void {
    const { choices } = this;
    this.channels.forEach((id, i) => {
      if (this.nodes[id]?.kind !== "topic") return;
      for (const target of this.channels.slice(i + 1)) {
        if (choices.below(2) === 0) continue;
        this.link("bind", id, target, {
          ...choices.some("keys", () => ({ keys: [choices.oneOf(["shop.*", "shop.red", "#"])] })),
          ...choices.some("filters", () => ({ filter: randomFilter(choices) })),
        });
      }
      if (this.is("alternate")) this.link("alternate", id, "dead");
    });
  }

  private mirrorStreams(): void {
    const { choices, nodes } = this;
    const streams = this.channels.filter((id) => nodes[id]?.kind === "stream");
    for (const [i, id] of streams.slice(0, -1).entries())
      if (this.is("mirrors"))
        this.link("mirror", id, streams[i + 1]!, {
          lag: choices.time(),
          ...choices.some("copied positions", () => ({ syncOffsets: "700 ms" })),
        });
  }

  private addServers(): void {
    const { choices, nodes } = this;
    const common = {
      concurrency: choices.oneOf<unknown>(["unlimited", 1, 3]),
      errorRate: this.is("server errors") ? choices.share() : 0,
    };
    const dependency = {
      kind: "dependency" as const,
      ...common,
      latency: choices.time(),
      queue: choices.oneOf<unknown>(["unlimited", 0, 2]),
      hangs: this.is("hangs") ? 0.1 : 0,
    };
    nodes.gateway = dependency;
    const database = { kind: "database" as const, ...common, writeLatency: choices.time() };
    nodes.store = database;
  }

  private addProducer(id: string): void {
    const { choices } = this;
    const rate = choices.oneOf(["10/s", "1/s", "100/s", "3/s", "30/s"]);
    const producer = {
      kind: "producer" as const,
      messages: choices.oneOf<object>([{ A: 1 }, { A: 1, B: 0.5 }]),
      limit: ARRIVALS,
      arrivals: choices.oneOf<object>([
        { process: "poisson", rate },
        { process: "constant", rate },
        { process: "burst", count: 30 },
        { process: "batches", rate: "1/s", size: { distribution: "geometric", mean: 4 } },
        { process: "closed", users: 5, thinkTime: choices.time() },
      ]),
      ...choices.some("confirms", () => ({ publisher: randomPublisher(choices) })),
    };
    this.nodes[id] = producer;
    this.link("publish", id, choices.oneOf(this.channels));
    if (this.is("two targets")) this.link("publish", id, choices.oneOf(this.channels));
  }

  private addConsumer(id: string, source: number): void {
    const { choices } = this;
    const steps = this.steps(id, source);
    const mode = choices.oneOf(["requeue", "in-place", "retry-channel"]);
    const any = { "*": steps };
    const consumer = {
      kind: "consumer" as const,
      instances: choices.oneOf([1, 2, 3]),
      concurrency: choices.oneOf<unknown>([1, 2, "unlimited"]),
      ...choices.some("prefetch", () => ({
        prefetch: choices.oneOf<unknown>([1, 5, "unlimited"]),
      })),
      ...choices.some("rate limits", () => ({
        rateLimit: { rate: "20/s", burst: 3, whenExceeded: choices.oneOf(["wait", "reject"]) },
      })),
      ...choices.some("concurrency limit", () => ({ concurrencyLimit: 2 })),
      ...randomPolling(
        choices,
        this.channels.slice(0, source + 1).every((each) => this.nodes[each]?.kind === "stream"),
      ),
      ...choices.some("recognition", () => ({ deduplication: { window: "5 s" } })),
      ...choices.some("cold starts", () => ({ coldStart: "200 ms", keepWarm: "100 ms" })),
      ...choices.some("early ack", () => ({ ack: "before-handler" })),
      restart: choices.oneOf(["1 s", "0 s", "100 ms"]),
      ...choices.some("commits", () => ({ commit: { every: 1 + choices.below(4) } })),
      ...choices.some("commit intervals", () => ({
        commit: { interval: "700 ms", beforeLeaving: choices.below(2) === 1 },
      })),
      handlers: this.is("handlers by type") ? { B: [{ do: "work", time: "1 ms" }], ...any } : any,
      retry: {
        attempts: 1 + choices.below(5),
        backoff: choices.backoff(),
        mode,
        on: choices.oneOf([
          ["transient", "timeout"],
          ["transient", "permanent", "schema"],
        ]),
      },
    };
    this.nodes[id] = consumer;
    this.subscribe(id, this.channels[source]!);
    if (this.is("two sources"))
      this.subscribe(id, choices.oneOf(this.channels.slice(0, source + 1)));
    if (this.is("dead letters")) this.link("dead-letter", id, "dead");
    if (mode === "retry-channel") this.addRetryChannel(id);
  }

  private addRetryChannel(id: string): void {
    const queue = { kind: "queue" as const, delay: this.choices.time() };
    this.nodes[`${id}-retry`] = queue;
    this.link("retry", id, `${id}-retry`);
    this.link("subscribe", `${id}-retry`, id);
  }

  private subscribe(id: string, channel: string): void {
    const node = this.nodes[channel]!;
    const names = "subscriptions" in node ? Object.keys(node.subscriptions as object) : [];
    const isNamed = names.length > 0 && this.choices.below(2) === 0;
    this.link("subscribe", channel, id, isNamed ? { subscription: this.choices.oneOf(names) } : {});
  }

  private steps(id: string, source: number): object[] {
    const { choices } = this;
    const steps: object[] = [{ do: "work", time: choices.time(), effect: "done" }];
    if (this.is("failures")) steps.push({ do: "fail", probability: choices.share() });
    if (this.is("permanent failures"))
      steps.push({ do: "fail", with: "permanent", ofMessages: choices.share() });
    if (this.is("first failures")) steps.push({ do: "fail", firstAttempts: 2 });
    if (this.is("ack steps")) steps.push({ do: "ack" });
    if (this.is("servers")) steps.push(this.call(id));
    if (this.is("servers")) {
      steps.push({ do: "write", to: "store", effect: "stored" });
      this.link("write", id, "store");
    }
    const later = this.channels.slice(source + 1);
    if (later.length > 0 && choices.below(2) === 1) steps.push(this.publication(id, later));
    if (choices.below(2) === 1) steps.push({ do: "work", time: choices.time() });
    return steps;
  }

  private call(id: string): object {
    const { choices } = this;
    this.link("call", id, "gateway");
    return {
      do: "call",
      to: "gateway",
      timeout: choices.oneOf(["1 s", "50 ms"]),
      attempts: 1 + choices.below(3),
      backoff: choices.backoff(),
      onFailure: choices.oneOf(["fail", "continue"]),
      ...choices.some("breaker", () => ({ breaker: { failures: 2, openFor: "1 s" } })),
      effect: "called",
    };
  }

  private publication(id: string, later: readonly string[]): object {
    const { choices } = this;
    const to = choices.oneOf(later);
    this.link("publish", id, to);
    const publish = {
      do: "publish",
      message: choices.oneOf(["*", "B"]),
      to,
      probability: choices.oneOf([1, 0.5]),
      ...choices.some("new roots", () => ({ newRoot: true })),
      ...choices.some("heeded failures", () => ({
        onFailure: choices.oneOf(["fail", "continue"]),
      })),
    };
    if (!this.is("branches")) return publish;
    return {
      do: "branch",
      choices: [{ when: { attribute: "color", in: ["red"] }, steps: [publish] }],
      otherwise: [{ do: "work", time: "1 ms" }],
    };
  }
}
