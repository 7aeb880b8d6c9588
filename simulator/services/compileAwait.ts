import type { Step } from "../model/index.ts";
import { compileCall } from "./compileCall.ts";
import type { HandlerCompiler } from "./HandlerCompiler.ts";
import { CALL, END, JUMP } from "./Program.ts";

/** Compiles an await step (RULES, part W): what has come is stored, and the handler waits, ends, or goes on. */
export function compileAwait(
  compiler: HandlerCompiler,
  step: Extract<Step, { do: "await" }>,
  path: string,
): void {
  const { world, service, program } = compiler;
  const { types } = world.context;
  const waits = world.waitsOf(service);
  if (step.store !== undefined) {
    const call = compileCall(world, service, step.store, "write", undefined);
    if (call >= 0) program.emit(CALL, call);
  }
  const number = waits.add({
    types: step.messages.map((name) => types.indexOf(name)),
    key: types.keyIndex(step.by),
    timeout: step.timeout,
    holdsSlot: step.holdsSlot,
    isInMemory: step.store === undefined && step.from === undefined && !step.holdsSlot,
    onTimeout: -1,
  });
  compiler.act((delivery) => waits.arrive(number, delivery));
  if (step.onTimeout === undefined) return;
  const skip = program.emit(JUMP);
  waits.setOnTimeout(number, program.here);
  compiler.list(step.onTimeout, `${path}.onTimeout.`);
  program.emit(END);
  program.patch(skip, 1, program.here);
}
