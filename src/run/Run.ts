import { createStore, type StoreApi } from "zustand/vanilla";
import type { FaultText, Frame, RunSummary, SimulationInput } from "../../simulator/index.ts";
import type { DesignStore } from "../design/index.ts";
import { DisplayLoop } from "./DisplayLoop.ts";
import { FRAME_BUDGET_MS, FramePulls } from "./FramePulls.ts";
import { LatestFrame } from "./LatestFrame.ts";
import { LatestOnly } from "./LatestOnly.ts";
import { Pace } from "./Pace.ts";
import { RunWorker } from "./RunWorker.ts";
import { isMeantToPlay, REOPENED, type RunState, stateAtStart } from "./runState.ts";
import type { Change, Pulled } from "./SimulationHost.ts";
import { canGoOn, firstScenarioOf, inputOf, isEmpty, isSameInput } from "./simulationInput.ts";

/**
 * The bridge to the simulation. It follows the design store, drives the worker at display rate and
 * holds the latest frame for the painters. Whatever happens to the worker, the design is untouched.
 */
export class Run {
  readonly store: StoreApi<RunState>;
  readonly #designs: DesignStore;
  readonly #frames = new LatestFrame();
  readonly #worker = new RunWorker((failure) => {
    this.#stopTicking();
    this.store.setState({ ...REOPENED, status: "failed", failure, achievedSpeed: undefined });
  });
  /** What the design asks for now, and what the run began with: the history leads from one to the other. */
  #input: SimulationInput;
  #initial: SimulationInput;
  readonly #loop = new DisplayLoop((wall, elapsed) => this.#tick(wall, elapsed));
  readonly #pulls = new FramePulls();
  #pausing = Promise.resolve();
  readonly #pace = new Pace();
  /** Where a run that goes as fast as it can stops; undefined while it keeps its pace. */
  #hurryTo: number | undefined;
  readonly #seeking = new LatestOnly<number>((time) => this.#goTo(time));
  #generation = 0;
  /** How often a run has begun anew. */
  #begun = 0;

  constructor(designs: DesignStore) {
    this.#designs = designs;
    const scenario = firstScenarioOf(designs.getState().resolved);
    this.#input = this.#inputFor(scenario);
    this.#initial = this.#input;
    this.store = createStore<RunState>(() => stateAtStart(scenario, this.#input.scenario));
    designs.subscribe((_, before) => void this.#designChanged(before));
  }

  /** The latest frame, or undefined before the first one. Do not keep it. */
  readonly latestFrame = (): Frame | undefined => this.#frames.get();

  /** Calls a painter with each new frame. Gives what ends it. */
  readonly onFrame = (listener: (frame: Frame) => void): (() => void) =>
    this.#frames.subscribe(listener);

  /** Begins anew at time 0, with the design as it is now, and plays or stays at the start. */
  async restart(then: "play" | "pause" = "play"): Promise<void> {
    this.#initial = this.#input;
    this.store.setState({ history: [], seed: this.#input.scenario.seed, isThrownBack: false });
    await this.#begin(0, then);
  }

  play(): void {
    const { status } = this.store.getState();
    this.store.setState({ intent: "play" });
    if (status === "finished") void this.restart("play");
    else if (status === "failed") void this.recover();
    else if (status === "paused" && !isEmpty(this.#input))
      this.store.setState({ status: "running" });
    this.#goOn();
  }

  /** Stops playing. The run is paused once the frame under way is shown: from then on nothing moves but by a seek that is under way. */
  async pause(): Promise<void> {
    this.store.setState({ intent: "pause" });
    if (this.store.getState().status !== "running") return;
    const ahead = this.#pulls.take();
    this.#stopTicking();
    this.#pausing = this.#comeToRest(ahead, this.#pausing);
    await this.#pausing;
  }

  /** @param ahead what was asked for ahead: the run has gone on to it, and that is where it stands */
  async #comeToRest(ahead: Promise<Pulled> | undefined, before: Promise<void>): Promise<void> {
    const generation = this.#generation;
    await before;
    await this.#loop.rest();
    if (ahead !== undefined && generation === this.#generation)
      await this.#worker.call(async (client) => {
        const pulled = await client.settle(ahead);
        const isNew = pulled.frame.eventCount !== this.latestFrame()?.eventCount;
        if (generation === this.#generation && (isNew || pulled.stopped)) await this.#show(pulled);
      });
    const { status, intent } = this.store.getState();
    if (status !== "running" || intent !== "pause") return;
    this.store.setState({ status: "paused", achievedSpeed: undefined });
  }

  toggle(): void {
    if (isMeantToPlay(this.store.getState())) void this.pause();
    else this.play();
  }

  readonly setSpeed = (speed: number): void => this.store.setState({ speed });

  /** Handles one event and pauses. */
  async step(): Promise<void> {
    await this.pause();
    if (this.store.getState().status !== "paused") return;
    await this.#worker.call(async (client) => this.#show(await client.settle(client.host.step())));
  }

  /** Goes back by one event and pauses. */
  async stepBack(): Promise<void> {
    await this.pause();
    const { status } = this.store.getState();
    if (status !== "paused" && status !== "finished") return;
    await this.#worker.call(async (client) => {
      const pulled = await client.settle(client.host.stepBack());
      if (this.store.getState().status === "finished") this.store.setState(REOPENED);
      await this.#show(pulled);
    });
  }

  /** Runs to the end as fast as the machine can, showing frames on the way. */
  async runToEnd(): Promise<void> {
    const { status, horizon } = this.store.getState();
    if (status !== "finished") await this.runTo(horizon);
  }

  /** Goes to a simulated time and stays there: forwards as fast as the machine can, showing frames on the way. */
  async runTo(time: number): Promise<void> {
    const begun = this.#begun;
    await this.pause();
    if (begun !== this.#begun) return;
    if (time <= this.now() || this.store.getState().stopped !== undefined) return this.seek(time);
    this.#hurryTo = time;
    this.play();
  }

  /**
   * Goes to a simulated time, forwards or backwards. Asked again while on the way (a dragged playhead), it
   * goes on to the latest place and leaves out those between.
   */
  async seek(time: number): Promise<void> {
    const { status } = this.store.getState();
    const target = Math.max(0, time);
    if (status === "loading" || status === "failed") {
      await this.#begin(target, this.#intent());
      return;
    }
    this.#stopTicking();
    if (status === "finished") this.store.setState(REOPENED);
    const isThere = await this.#seeking.ask(target);
    if (isThere) this.#goOn();
  }

  /** Breaks something now. */
  readonly intervene = (fault: FaultText): Promise<void> =>
    this.#change({ do: "intervene", fault });

  /** Mends what is broken at a node or link. */
  readonly mend = (target: string): Promise<void> => this.#change({ do: "mend", target });

  /** Runs another scenario of the design. */
  async setScenario(scenario: string): Promise<void> {
    this.#input = this.#inputFor(scenario);
    this.store.setState({ scenario });
    await this.restart("play");
  }

  /** After a failure: a new worker, the same run, up to where it was. */
  readonly recover = (then: "play" | "pause" = "pause"): Promise<void> =>
    this.#begin(this.now(), then);

  /** Results of the run so far. */
  readonly summary = (): Promise<RunSummary | undefined> =>
    this.#worker.call((client) => client.settle(client.host.summary()));

  /** The system that the run began with, as in the file; what differs now was changed in this run. */
  readonly startedWith = (): unknown => this.#initial.text?.system;

  /** Depths, lags and throughputs over the whole run so far. */
  readonly series = () => this.#worker.call((client) => client.settle(client.host.series()));

  /** Simulated time of the latest frame, in seconds. */
  readonly now = (): number => this.#frames.get()?.now ?? 0;

  async #goTo(time: number): Promise<void> {
    const generation = ++this.#generation;
    this.#loop.drop();
    await this.#worker.call(async (client) => {
      await client.settle(client.host.seek(time));
      const pulled = await client.settle(client.host.pull(time, FRAME_BUDGET_MS));
      if (generation === this.#generation) await this.#show(pulled);
    });
  }

  async #designChanged(before: ReturnType<DesignStore["getState"]>): Promise<void> {
    const { resolved, designId } = this.#designs.getState();
    if (resolved === before.resolved) return;
    const { scenario, status } = this.store.getState();
    const known = scenario in resolved.scenarios ? scenario : firstScenarioOf(resolved);
    const next = this.#inputFor(known);
    const previous = this.#input;
    if (isSameInput(previous, next)) return;
    this.#input = next;
    this.store.setState({ scenario: known });
    if (canGoOn(previous, next)) return this.#change({ do: "reconfigure", system: next.system });
    const isThrownBack = designId === before.designId && this.now() > 0;
    const begun = this.restart(status === "finished" ? "play" : this.#intent());
    this.store.setState({ isThrownBack });
    await begun;
  }

  #inputFor(scenario: string): SimulationInput {
    const { design, resolved } = this.#designs.getState();
    return inputOf(design, resolved, scenario);
  }

  readonly #intent = () => (isMeantToPlay(this.store.getState()) ? "play" : "pause");

  /** A simulation that has come to `time` by the same history, in a worker that is surely free. */
  async #begin(time: number, then: "play" | "pause"): Promise<void> {
    const generation = ++this.#generation;
    this.#begun++;
    const { status } = this.store.getState();
    this.#stopTicking();
    if (this.#seeking.isBusy || status === "loading" || status === "failed") this.#worker.replace();
    this.#loop.drop();
    this.#seeking.drop();
    this.#pausing = Promise.resolve();
    this.store.setState({
      status: "loading",
      intent: then,
      failure: undefined,
      stopped: undefined,
      summary: undefined,
      achievedSpeed: undefined,
    });
    await this.#worker.call(async (client) => {
      const { history } = this.store.getState();
      const started = await client.settle(client.host.start(this.#initial, history, time));
      const pulled = await client.settle(client.host.pull(time, FRAME_BUDGET_MS));
      if (generation !== this.#generation) return;
      const plays = isMeantToPlay(this.store.getState()) && !isEmpty(this.#input);
      this.store.setState({ status: plays ? "running" : "paused", ...started });
      await this.#show(pulled);
      this.#goOn();
    });
  }

  async #change(change: Change): Promise<void> {
    if (["loading", "failed"].includes(this.store.getState().status)) return;
    const begun = this.#begun;
    await this.#worker.call(async (client) => {
      const history = await client.settle(client.host.change(change));
      if (begun !== this.#begun) return;
      this.store.setState({ history });
      if (this.store.getState().stopped !== undefined) this.store.setState(REOPENED);
      if (!isMeantToPlay(this.store.getState()))
        await this.#show(await client.settle(client.host.pull(this.now(), FRAME_BUDGET_MS)));
    });
  }

  #goOn(): void {
    if (this.store.getState().status === "running" && this.#intent() === "play") this.#loop.start();
  }

  #stopTicking(): void {
    this.#loop.stop();
    this.#pulls.drop();
    this.#hurryTo = undefined;
    this.#pace.reset();
  }

  /** One display frame: the simulated time that the wall has earned, or as much as the machine can when in a hurry. */
  async #tick(wall: number, elapsed: number): Promise<void> {
    if (this.#seeking.isBusy) return;
    const hurryTo = this.#hurryTo;
    const target = hurryTo ?? this.now() + elapsed * this.store.getState().speed;
    const generation = this.#generation;
    await this.#worker.call(async (client) => {
      const pulled = await this.#pulls.pull(client, target, hurryTo !== undefined);
      if (generation !== this.#generation) return;
      await this.#show(pulled);
      const achievedSpeed = this.#pace.measure(wall, this.now());
      if (achievedSpeed !== undefined) this.store.setState({ achievedSpeed });
      if (this.#hurryTo !== undefined && this.now() >= this.#hurryTo) void this.pause();
    });
  }

  async #show({ frame, isDone, stopped }: Pulled): Promise<void> {
    this.#frames.show(frame);
    if (!(isDone || stopped !== undefined) || this.store.getState().status === "finished") return;
    this.#stopTicking();
    const generation = this.#generation;
    const summary = await this.summary();
    // The run may have failed meanwhile, begun anew, or gone elsewhere.
    if (summary === undefined || generation !== this.#generation) return;
    // What was done to it meanwhile lets it go on.
    if (summary.stopped !== stopped) return this.#goOn();
    this.#stopTicking();
    this.store.setState({ status: "finished", achievedSpeed: undefined, summary, stopped });
  }
}
