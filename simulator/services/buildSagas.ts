import type { Context } from "../channels/Context.ts";
import { Consumer, type Saga as SagaModel } from "../model/index.ts";
import { compileCall } from "./compileCall.ts";
import { commandTo } from "./compileSaga.ts";
import { GO_ON } from "./Interpreter.ts";
import { Orchestrator } from "./Orchestrator.ts";
import { ACT, CALL, END } from "./Program.ts";
import type { Publisher } from "./Publisher.ts";
import { Saga } from "./Saga.ts";
import { SagaObserver } from "./SagaObserver.ts";
import type { SagaRun } from "./SagaRun.ts";
import type { Service } from "./Service.ts";
import type { OrchestratedStep } from "./sagaProgress.ts";
import type { World } from "./World.ts";

const PLAIN: Consumer = Consumer.parse({ kind: "consumer", handlers: {} });

/** Who makes the services and publishers of a run. */
interface Maker {
  addPublisher(id: string, node: number, settings: Consumer["publisher"]): Publisher;
  makeService(id: string, node: number, settings: Consumer, isHidden: boolean): Service;
}

/** Makes the saga of a node: led by a coordinator that hears, by one that looks at acks alone, or by nobody. */
export function makeSaga(
  context: Context,
  id: string,
  {
    node,
    number,
    horizon,
  }: { readonly node: number; readonly number: number; readonly horizon: number },
  model: SagaModel,
  maker: Maker,
): SagaRun {
  if (model.mode === "choreographed") return new SagaObserver(context, id, number, model);
  if (isHearing(model)) {
    const service = maker.makeService(id, node, coordinatorSettings(model), false);
    return new Orchestrator(context, number, service, model, horizon);
  }
  const publisher = maker.addPublisher(id, node, model.publisher);
  return new Saga(context, id, number, node, model, horizon, publisher);
}

/** Whether a coordinator hears of its steps by messages, keeps its state, or has time limits: then it is a service. */
function isHearing(saga: SagaModel): boolean {
  return (
    typeof saga.begins === "string" ||
    saga.timeout !== undefined ||
    saga.persistence !== "none" ||
    saga.steps.some(
      ({ completes, fails, timeout, parallel, pivot, retry, compensation }) =>
        completes !== undefined ||
        fails !== undefined ||
        timeout !== undefined ||
        parallel !== undefined ||
        pivot ||
        retry !== undefined ||
        compensation?.completes !== undefined ||
        compensation?.retry !== undefined,
    )
  );
}

/** A coordinator as a service: it takes what comes, writes its state down, and sends what is next. */
function coordinatorSettings(saga: SagaModel): Consumer {
  return {
    ...PLAIN,
    instances: saga.instances,
    concurrency: "unlimited",
    prefetch: "unlimited",
    restart: saga.restart,
    publisher: saga.publisher,
    retry: { ...PLAIN.retry, attempts: "unlimited" },
  };
}

/** The steps of coordinators, and the handlers by which they hear. */
export function compileOrchestrators(world: World): void {
  const { interpreter, program } = world.handling;
  const { entries } = world.context;
  for (const saga of world.sagaList) {
    const model = world.system.nodes[saga.id];
    const service = world.services.get(saga.id);
    if (!(saga instanceof Orchestrator) || model?.kind !== "saga" || service === undefined)
      continue;
    saga.steps = orchestratedSteps(world, saga.id, model);
    const address = program.here;
    if (typeof model.persistence === "object") {
      const write = compileCall(world, service, model.persistence.database, "write", undefined);
      if (write >= 0) program.emit(CALL, write);
    }
    const { deliveries } = world.handling;
    const act = interpreter.acts.push((delivery) => {
      const message = entries.messageOf(deliveries.entryOf(delivery));
      saga.receive(message, deliveries.instanceOf(delivery));
      return GO_ON;
    });
    program.emit(ACT, act - 1);
    program.emit(END);
    service.handlers = program.table(world.context.types.names.map(() => address));
    service.coordinates = saga;
  }
}

function orchestratedSteps(world: World, id: string, saga: SagaModel): OrchestratedStep[] {
  const { types } = world.context;
  const numbers = (names: readonly string[] | undefined): number[] =>
    (names ?? []).map((name) => types.indexOf(name));
  let group = -1;
  return saga.steps.map((model, i) => {
    const before = saga.steps[i - 1]?.parallel;
    if (model.parallel === undefined || model.parallel !== before) group++;
    const { command, to, compensation } = model;
    const back = compensation?.command;
    return {
      model,
      command: command === undefined ? undefined : commandTo(world, id, command, to),
      compensation: back === undefined ? undefined : commandTo(world, id, back, compensation?.to),
      completes: numbers(model.completes),
      fails: numbers(model.fails),
      undone: numbers(compensation?.completes),
      notUndone: numbers(compensation?.fails),
      group,
    };
  });
}
