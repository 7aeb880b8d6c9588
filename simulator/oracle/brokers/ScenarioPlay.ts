import { ACCEPTED, REFUSED, UNROUTED, WAITS } from "../../channels/Channel.ts";
import { Group } from "../../channels/Group.ts";
import { createSimulation, type Simulation } from "../../experiment/Simulation.ts";
import { Scenario } from "../../model/index.ts";
import { type Profile, profileOf, readSystem } from "../../profiles/index.ts";
import type { BrokerScenario, ScenarioRun, ScenarioStep, Seen } from "./BrokerScenario.ts";
import { Clients } from "./Clients.ts";
import { differences } from "./differences.ts";
import { labelsOf } from "./labels.ts";
import { GROUP, systemOf, typeOfLabel } from "./systemOf.ts";
import { Tap } from "./Tap.ts";

type Publication = Extract<ScenarioStep, { readonly publish: string }>;

/** Things that clients do by themselves between two steps, at most: more is a circle. */
const MOST_ACTS = 2000;

/** What came of a run of a scenario: the sentences say where it is not as expected. */
export interface PlayedRun {
  readonly name: string;
  readonly seen: Seen;
  readonly expected: Seen;
  readonly differences: readonly string[];
}

/** Plays one run of a scenario in the engine. */
export function playRun(scenario: BrokerScenario, run: ScenarioRun): PlayedRun {
  return new ScenarioPlay(scenario, run).play();
}

class ScenarioPlay {
  private readonly run: ScenarioRun;
  private readonly profile: Profile;
  private readonly simulation: Simulation;
  private readonly tap: Tap;
  private readonly clients: Clients;
  private readonly confirms: string[] = [];
  private readonly problems: string[] = [];
  private readonly published = new Map<string, number>();
  private readonly groups = new Map<string, number>();

  constructor(scenario: BrokerScenario, run: ScenarioRun) {
    const profile = profileOf(scenario.broker as Profile["id"]);
    if (profile === undefined) throw new Error(`${scenario.broker} has no profile.`);
    this.profile = profile;
    this.run = run;
    this.simulation = createSimulation({
      system: readSystem(systemOf(scenario, run)),
      scenario: Scenario.parse({ duration: "1000 d" }),
    });
    this.tap = new Tap(this.simulation);
    this.clients = new Clients(this.simulation, this.tap, run.clients);
  }

  play(): PlayedRun {
    const asking = this.run.steps.flatMap((step) => ("receives" in step ? [step.client] : []));
    for (const client of new Set(asking)) this.clients.connect(client);
    for (const step of this.run.steps) {
      this.step(step);
      this.advanceTo(this.simulation.now);
    }
    this.problems.push(...this.simulation.checkInvariants());
    const seen = this.look(this.run.expected);
    this.compare(this.run.expected, "");
    return { name: this.run.name, seen, expected: this.run.expected, differences: this.problems };
  }

  private step(step: ScenarioStep): void {
    if ("at" in step) this.advanceTo(step.at);
    else if ("publish" in step) this.publish(step);
    else if ("subscribe" in step) this.clients.subscribe(step.subscribe);
    else if ("receives" in step) this.clients.receive(step.client, step.receives, step.wait ?? 0);
    else if ("settles" in step)
      this.clients.settle(step.client, labelsOf(step.settles), step.by, this.tap);
    else if ("fromNowOn" in step) this.clients.fromNowOn(step.client, step.fromNowOn);
    else if ("does" in step) this.clients.does(step.client, step.does);
    else if ("see" in step) this.compare(step.see, `at ${this.simulation.now} s: `);
    else if ("killLeaderOf" in step) this.killNodes(step.killLeaderOf, (leads) => leads);
    else if ("loseResponsesOf" in step)
      this.simulation.intervene({
        fault: "loss",
        link: `publish.${step.loseResponsesOf}`,
        of: "confirm",
        probability: 1,
        for: `${step.seconds} s`,
      });
    else if ("growPartitionsOf" in step)
      this.simulation.world.streams.get(step.growPartitionsOf)?.growTo(step.to);
    else if ("killFollowersOf" in step) this.killNodes(step.killFollowersOf, (leads) => !leads);
    else if ("wait" in step) this.advanceTo(this.simulation.now + step.wait);
    else throw new Error(`The engine cannot play ${JSON.stringify(step)}.`);
  }

  private compare(expected: Seen, prefix: string): void {
    const seen = this.look(expected);
    this.problems.push(...differences(expected, seen).map((each) => prefix + each));
  }

  /** Lets time pass, with what clients do by themselves on the way. */
  private advanceTo(time: number): void {
    const { events } = this.simulation.world.context.kernel;
    for (let acts = 0; ; ) {
      const until = Math.min(time, this.clients.nextTime);
      if (events.peekTime() <= until) {
        this.simulation.advanceTo(events.peekTime(), { maxEvents: 1 });
        continue;
      }
      this.simulation.advanceTo(until);
      if (this.clients.nextTime > time) return;
      if (++acts > MOST_ACTS) throw new Error("The clients go round and round without an end.");
      this.clients.act();
    }
  }

  private publish(step: Publication): void {
    for (const label of labelsOf(step.publish)) {
      this.publishOne(label, step);
      this.advanceTo(this.simulation.now);
    }
  }

  private publishOne(label: string, step: Publication): void {
    const { to, group, sameAs, mandatory, inOpenTransaction } = step;
    const { world } = this.simulation;
    const port = world.ports.get(`publish.${to}`);
    if (port === undefined) throw new Error(`There is no way to "${to}".`);
    const message = sameAs === undefined ? this.create(label, group) : this.repeat(sameAs);
    if (inOpenTransaction) this.leaveOpen(message);
    this.published.set(label, message);
    if (step.byProducer) {
      world.producers.get("publisher")?.publisher.publish(message, port, -1);
      return;
    }
    const answer = port.offer(message, -1);
    if (answer === UNROUTED && mandatory) this.confirms.push(`return(${label})`);
    if (answer === ACCEPTED || answer === UNROUTED) this.confirms.push(`ack(${label})`);
    else if (answer === REFUSED) this.confirms.push(`nack(${label})`);
    else if (answer === WAITS) this.confirms.push(`blocked(${label})`);
  }

  private create(label: string, group: string | undefined): number {
    const { context, producers, nodeIds } = this.simulation.world;
    const { messages, types, kernel } = context;
    const producer = producers.get("publisher");
    if (producer === undefined) throw new Error("Nobody publishes.");
    const root = messages.createRoot(nodeIds.indexOf("publisher"), 0);
    const streams = types.streamsFor("publisher");
    types.drawValues(root, streams);
    if (group !== undefined) {
      const number = this.groups.get(group) ?? this.groups.size;
      this.groups.set(group, number);
      messages.values[root * streams.length + types.keyIndex(GROUP)] = number;
    }
    types.describe(root, types.indexOf(typeOfLabel(label)), kernel.stream("publisher", "size"));
    return root;
  }

  /** A message is part of a transaction whose publisher says nothing more. */
  private leaveOpen(message: number): void {
    const publisher = this.simulation.world.system.nodes.publisher;
    const transaction =
      publisher?.kind === "producer" ? publisher.publisher.transaction : undefined;
    const { transactions } = this.simulation.world.context;
    transactions.mark(message, transactions.begin(transaction?.timeout ?? 60));
  }

  /** The same message once more, as a publisher sends it that has not heard of the first. */
  private repeat(label: string): number {
    const first = this.published.get(label);
    if (first === undefined) throw new Error(`${label} has not been published.`);
    return this.simulation.world.context.messages.copy(first, 0);
  }

  /** What is seen now, of that which is expected. */
  private look(expected: Seen): Seen {
    const ids = (part: object | undefined) => Object.keys(part ?? {});
    const of = <V>(part: object | undefined, value: (id: string) => V): Record<string, V> =>
      Object.fromEntries(ids(part).map((id) => [id, value(id)]));
    return {
      deliveries: of(expected.deliveries, (id) => this.deliveriesTo(id)),
      times: of(expected.times, (id) => this.timesOf(id)),
      ready: of(expected.ready, (id) => this.readyIn(id)),
      stored: of(expected.stored, (id) => this.storedIn(id)),
      confirms: this.confirms.join(","),
      deadLetters: this.tap.deaths.map(({ label, reason }) => `${label} ${reason}`).join(","),
      deaths: of(expected.deaths, (label) => this.deathsOf(label)),
      processed: of(expected.processed, (label) => this.tap.processed.get(label) ?? 0),
      throughput: of(expected.throughput, (id) => this.throughputOf(id)),
      assigned: of(expected.assigned, (id) => this.assignedTo(id)),
      lost: of(expected.lost, (cause) => this.lostBy(cause)),
    };
  }

  private deliveriesTo(client: string): string {
    return this.tap.deliveries
      .filter((each) => each.client === client)
      .map(({ label, number, counted }) => {
        const mark = this.profile.marksRedelivered && number > 1 ? "*" : "";
        const count = this.profile.reports === "deliveries" ? number : counted;
        const isFirst = this.profile.reports === "deliveries" ? count <= 1 : count === 0;
        return `${label}${mark}${isFirst ? "" : `(${count})`}`;
      })
      .join(",");
  }

  private timesOf(client: string): number[] {
    return this.tap.deliveries.filter((each) => each.client === client).map(({ time }) => time);
  }

  private readyIn(channel: string): string {
    const { entries } = this.simulation.world.context;
    const labels: string[] = [];
    for (const queue of [this.simulation.world.queues.get(channel)]) {
      if (queue === undefined) throw new Error(`"${channel}" is no queue.`);
      for (const entry of queue.subscription.lines.inOrder()) {
        const mark = this.profile.marksRedelivered && entries.deliveriesOf(entry) > 0 ? "*" : "";
        labels.push(this.tap.labelOf(entry) + mark);
      }
    }
    return labels.join(",");
  }

  private storedIn(channel: string): number {
    const feeds = this.simulation.world.feeds.get(channel) ?? [];
    return feeds[0]?.figures.presentCount ?? 0;
  }

  /** Nodes that hold the first partition of a channel die. */
  private killNodes(channel: string, isMeant: (leads: boolean) => boolean): void {
    const { world } = this.simulation;
    const set = world.streams.get(channel)?.replicas?.sets[0];
    if (set === undefined) throw new Error(`"${channel}" has no copies.`);
    for (const node of set.nodes)
      if (isMeant(node === set.leader))
        this.simulation.intervene({ fault: "node-loss", target: "broker", node });
  }

  private throughputOf(client: string): number {
    return this.simulation.world.services.get(client)?.figures.counts.completed ?? 0;
  }

  private assignedTo(client: string): number {
    const { services, feeds } = this.simulation.world;
    const instances = services.get(client)?.instances.map(({ index }) => index) ?? [];
    return [...feeds.values()]
      .flat()
      .flatMap((feed) => (feed instanceof Group ? feed.partitions : []))
      .filter(({ seat }) => seat !== undefined && instances.includes(seat.member.instance)).length;
  }

  private deathsOf(label: string): string {
    const counts = new Map<string, number>();
    for (const death of this.tap.deaths) {
      if (death.label !== label) continue;
      const at = `${death.channel}/${death.reason}`;
      counts.set(at, (counts.get(at) ?? 0) + 1);
    }
    return [...counts].map(([at, count]) => `${at} ${count}`).join(", ");
  }

  private lostBy(cause: string): number {
    const { world } = this.simulation;
    const losses = world.nodeIds.map((_, node) => world.context.losses.of(node));
    return losses.reduce((sum, each) => sum + ((each as Record<string, number>)[cause] ?? 0), 0);
  }
}
