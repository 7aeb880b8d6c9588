import type { Feed } from "../../channels/Feed.ts";
import { Group } from "../../channels/Group.ts";
import { createSimulation, type Simulation } from "../../experiment/Simulation.ts";
import { Scenario, type SystemText } from "../../model/index.ts";
import { checkParameters, type Profile, profileOf, readSystem } from "../../profiles/index.ts";
import type {
  BrokerScenario,
  Parameters,
  ScenarioRun,
  ScenarioStep,
  Seen,
} from "./BrokerScenario.ts";
import { Clients } from "./Clients.ts";
import { Cluster } from "./Cluster.ts";
import { differences } from "./differences.ts";
import { labelsOf } from "./labels.ts";
import { type Publication, ScriptedPublisher } from "./ScriptedPublisher.ts";
import { systemOf } from "./systemOf.ts";
import { Tap } from "./Tap.ts";

/** Things that clients do by themselves between two steps, at most: more is a circle. */
const MOST_ACTS = 2000;

/** Primitives that are set against the profile, by node: to see whether a scenario notices. */
export type PlantedNodes = Readonly<Record<string, object>>;

/** What came of a run of a scenario: the sentences say where it is not as expected. */
export interface PlayedRun {
  readonly name: string;
  readonly seen: Seen;
  readonly expected: Seen;
  readonly differences: readonly string[];
}

/** Plays one run of a scenario in the engine. */
export function playRun(
  scenario: BrokerScenario,
  run: ScenarioRun,
  planted: PlantedNodes = {},
): PlayedRun {
  if (run.expected.refused === undefined) return new ScenarioPlay(scenario, run, planted).play();
  const [problem] = checkParameters(systemOf(scenario, run));
  const { expected, name } = run;
  const seen = { refused: problem?.message ?? "" };
  return { name, seen, expected, differences: differences(expected, seen) };
}

function plant({ nodes, ...rest }: SystemText, planted: PlantedNodes): SystemText {
  const own = nodes as Readonly<Record<string, object>>;
  const changed = Object.entries(planted).map(([id, more]) => [id, { ...own[id], ...more }]);
  return { ...rest, nodes: { ...own, ...Object.fromEntries(changed) } } as SystemText;
}

class ScenarioPlay {
  private readonly scenario: BrokerScenario;
  private readonly run: ScenarioRun;
  private readonly profile: Profile;
  private readonly simulation: Simulation;
  private readonly tap: Tap;
  private readonly clients: Clients;
  private readonly problems: string[] = [];

  private readonly cluster: Cluster;
  private readonly publisher: ScriptedPublisher;

  constructor(scenario: BrokerScenario, run: ScenarioRun, planted: PlantedNodes) {
    const profile = profileOf(scenario.broker as Profile["id"]);
    if (profile === undefined) throw new Error(`${scenario.broker} has no profile.`);
    this.profile = profile;
    this.run = run;
    this.scenario = scenario;
    this.simulation = createSimulation({
      system: readSystem(plant(systemOf(scenario, run), planted)),
      scenario: Scenario.parse({ duration: "1000 d" }),
    });
    this.tap = new Tap(this.simulation);
    this.publisher = new ScriptedPublisher(this.simulation);
    this.tap.onAdmitted = (waiter) => this.publisher.admitted(waiter);
    this.cluster = new Cluster(this.simulation);
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
    else if ("killLeaderOf" in step) this.cluster.killLeaderOf(step.killLeaderOf);
    else if ("killOneMoreOf" in step) this.cluster.killFollower(step.killOneMoreOf, 1);
    else if ("startNodes" in step) this.cluster.startAll();
    else if ("set" in step) this.set(step.set);
    else if ("loseResponsesOf" in step) this.lose(step.loseResponsesOf, "confirm", step.seconds);
    else if ("loseRequestsOf" in step) this.lose(step.loseRequestsOf, "publish", step.seconds);
    else if ("growPartitionsOf" in step)
      this.simulation.world.streams.get(step.growPartitionsOf)?.growTo(step.to);
    else if ("killFollowersOf" in step) this.cluster.killFollower(step.killFollowersOf, Infinity);
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
    const { count = 1, every = 0 } = step;
    for (const label of labelsOf(step.publish))
      for (let i = 0; i < count; i++) {
        this.publisher.publish(label, step);
        this.advanceTo(this.simulation.now + every);
      }
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
      confirms: this.publisher.confirms.join(","),
      deadLetters: this.tap.deaths.map(({ label, reason }) => `${label} ${reason}`).join(","),
      deaths: of(expected.deaths, (label) => this.deathsOf(label)),
      processed: of(expected.processed, (label) => this.tap.processed.get(label) ?? 0),
      throughput: of(expected.throughput, (id) => this.throughputOf(id)),
      assigned: of(expected.assigned, (id) => this.assignedTo(id)),
      lost: of(expected.lost, (cause) => this.lostBy(cause)),
      inFlight: of(expected.inFlight, (id) => this.feedOf(id)?.figures.inFlightCount ?? 0),
      errors: of(expected.errors, (id) => this.errorsOf(id)),
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
    return this.feedOf(channel)?.figures.presentCount ?? 0;
  }

  private feedOf(channel: string): Feed | undefined {
    return this.simulation.world.feeds.get(channel)?.[0];
  }

  /** What a client was told, each time, under the broker's own name. */
  private errorsOf(client: string): string {
    const { errors } = this.profile;
    return this.tap.errors
      .filter((each) => each.client === client)
      .map(({ cause }) => errors[cause] ?? cause)
      .join(",");
  }

  /** Parameters of the broker change while it runs. */
  private set(parameters: Parameters): void {
    const run = { ...this.run, broker: { ...this.run.broker, ...parameters } };
    const { broker } = readSystem(systemOf(this.scenario, run)).nodes;
    if (broker?.kind === "broker") this.simulation.world.context.brokers[0]?.configure(broker);
  }

  private lose(channel: string, of: "publish" | "confirm", seconds: number): void {
    const link = `publish.${channel}`;
    this.simulation.intervene({ fault: "loss", link, of, probability: 1, for: `${seconds} s` });
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
