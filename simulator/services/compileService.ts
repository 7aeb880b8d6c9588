import { COMPENSATION } from "../channels/Messages.ts";
import type { Port } from "../channels/Port.ts";
import { lawOf } from "../kernel/lawOf.ts";
import type { Step } from "../model/index.ts";
import {
  type CallStep,
  compileHandler,
  type PublishStep,
  type Surroundings,
} from "./compileHandlers.ts";
import { CRASH, CRASH_POINT, END, FAIL_BY_CHANCE, FAILURE_KINDS, JUMP } from "./Program.ts";
import type { Service } from "./Service.ts";
import type { World } from "./World.ts";

/** Compiles the handlers of a service; what runs keeps the handler that it began with. */
export function compileService(world: World, service: Service): void {
  const around = surroundings(world, service);
  const { program } = around;
  service.failAddresses = program.here;
  const always = program.number(1);
  for (const kind of FAILURE_KINDS.keys()) program.emit(FAIL_BY_CHANCE, always, kind);
  service.endAddress = program.emit(END);
  const { handlers } = service.settings;
  const others = handlers["*"];
  const fallback = others === undefined ? service.endAddress : compileHandler(around, others, "*");
  service.handlers = Int32Array.from(around.context.types.names, (name) => {
    const steps = handlers[name];
    return steps === undefined ? fallback : compileHandler(around, steps, name);
  });
}

/** What the handlers of a service are compiled in. */
function surroundings(world: World, service: Service): Surroundings {
  const { interpreter, program } = world.handling;
  return {
    context: world.context,
    program,
    effect: (name) => world.effectNames.indexOf(name),
    condition: (test) => interpreter.conditions.push(test) - 1,
    publication: (step) => interpreter.publications.push(publicationOf(world, service, step)) - 1,
    call: (step) => compileCall(world, service, step),
    crashPoints: (type, index, when) => emitCrashPoints(world, service, type, index, when),
    recordsAfter: (steps, index) => endsRecord(service, steps, index),
  };
}

function publicationOf(
  world: World,
  service: Service,
  step: PublishStep,
): (typeof world.handling.interpreter.publications)[number] {
  return {
    type: world.context.types.indexOf(step.message),
    port: portOf(world, service.id, step),
    probability: step.probability,
    count: world.context.kernel.laws.compile(lawOf(step.count)),
    startsRoot: step.newRoot,
    marks: step.undoes === undefined ? 0 : COMPENSATION,
  };
}

function portOf(world: World, service: string, step: PublishStep): Port {
  const source = typeof step.via === "object" ? step.via.outbox : service;
  const found = Object.entries(world.system.links).find(
    ([, link]) =>
      link.kind === "publish" &&
      link.source === source &&
      (step.to === undefined || link.target === step.to),
  );
  const port = found && world.ports.get(found[0]);
  if (port === undefined)
    throw new Error(
      `"${service}" publishes ${step.message}, but no publish link leads from "${source}" to a channel.`,
    );
  return port;
}

/** Number of a call; −1 when its target is not simulated. */
function compileCall(world: World, service: Service, step: CallStep): number {
  const target = step.do === "read" ? step.from : step.to;
  const server = world.servers.get(target);
  const found = Object.entries(world.system.links).find(
    ([, link]) =>
      link.source === service.id &&
      link.target === target &&
      ["call", "read", "write"].includes(link.kind),
  );
  if (server === undefined || found === undefined) return -1;
  const [id, link] = found;
  const { kernel } = world.context;
  const crossing = kernel.delays.compile(lawOf(link.latency ?? 0));
  return world.calls.compile(step, {
    server,
    wire: world.wires.get(id)!,
    crossing: kernel.delays.isZero(crossing) ? -1 : crossing,
    effects: effectsOfCall(world, step),
    isIdempotent: isIdempotent(world, step, target),
    stream: kernel.stream(service.id, `backoff of calls to ${target}`),
  });
}

function effectsOfCall(world: World, step: Step): number[] {
  const number = (name: string): number => world.effectNames.indexOf(name);
  return [
    ...(step.effect === undefined ? [] : [number(step.effect)]),
    ...(step.undoes === undefined ? [] : [-1 - number(step.undoes)]),
  ];
}

function isIdempotent(world: World, step: CallStep, target: string): boolean {
  const node = world.system.nodes[target];
  return (
    step.do === "call" &&
    step.idempotencyKey !== undefined &&
    node?.kind === "dependency" &&
    node.idempotency !== undefined
  );
}

function emitCrashPoints(
  world: World,
  service: Service,
  type: string,
  index: number,
  when: "before" | "after",
): void {
  const { interpreter, program } = world.handling;
  for (const fault of service.stepCrashes) {
    const { atStep } = fault;
    if (
      atStep.step !== index ||
      atStep.when !== when ||
      (atStep.message !== "*" && atStep.message !== type)
    )
      continue;
    const number = interpreter.crashPoints.length;
    const skip = program.emit(JUMP);
    const address = program.emit(CRASH, number);
    program.patch(skip, 1, program.here);
    program.emit(CRASH_POINT, number);
    const { probability, occurrence } = atStep;
    interpreter.crashPoints.push({
      probability,
      occurrence,
      stream: service.faultStream,
      address,
      drawDownTime: fault.drawDownTime,
      seen: 0,
    });
  }
}

/** The record is written with the last step of the transaction that it names. */
function endsRecord(service: Service, steps: readonly Step[], index: number): boolean {
  const record = service.settings.deduplication?.record;
  if (typeof record !== "object") return false;
  const isPart = (step: Step): boolean =>
    "transaction" in step && step.transaction === record.transaction;
  return isPart(steps[index]!) && !steps.slice(index + 1).some(isPart);
}
