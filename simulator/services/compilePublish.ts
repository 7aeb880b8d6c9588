import { compileCall } from "./compileCall.ts";
import type { HandlerCompiler, PublishStep } from "./HandlerCompiler.ts";
import { NOTHING, PUBLISH, RECORD } from "./Program.ts";
import { heedOutcome, publicationOf, publishAct } from "./publications.ts";
import { StoreStep } from "./StoreStep.ts";
import { endsRecord, storeRequest } from "./storeRequest.ts";

/** Compiles a publish step. Returns the number of the call that it is where it goes through an outbox, −1 elsewhere. */
export function compilePublish(compiler: HandlerCompiler, step: PublishStep, path: string): number {
  const { world, service, program } = compiler;
  const publication = publicationOf(world, service, step);
  if (typeof step.via === "object") {
    const outbox = world.outboxes.get(step.via.outbox);
    if (outbox === undefined) {
      program.emit(NOTHING);
      return -1;
    }
    const request = storeRequest(compiler, step, "outbox", { outbox, publication });
    return compiler.emitCall(
      path,
      compileCall(world, service, step.via.outbox, "write", undefined, {
        store: new StoreStep(world, request),
        conflict: compiler.conflicts.ofTransaction(step.transaction),
        continues: step.onFailure === "continue",
      }),
    );
  }
  const act = publishAct(compiler, step, publication);
  if (act !== undefined) compiler.act(act);
  else program.emit(PUBLISH, world.handling.interpreter.publications.push(publication) - 1);
  const isRecorded = endsRecord(compiler, step);
  // What was not taken and is not tried again has been handled all the same (H8).
  if (isRecorded && step.onFailure === "continue") program.emit(RECORD);
  if (step.onFailure !== undefined) {
    const { heed, without } = heedOutcome(world, step.onFailure);
    compiler.act(heed);
    compiler.unheeded = without;
  }
  if (isRecorded && step.onFailure !== "continue") program.emit(RECORD);
  return -1;
}
