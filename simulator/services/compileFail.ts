import type { Step } from "../model/index.ts";
import type { HandlerCompiler } from "./HandlerCompiler.ts";
import { FAIL_BY_CHANCE, FAIL_FIRST, FAIL_FOR_SHARE, FAILURE_KINDS } from "./Program.ts";
import { versionsAct } from "./stepActs.ts";

/** Without any of its rules a fail step always fails; several rules each have their chance. */
export function compileFail(compiler: HandlerCompiler, step: Extract<Step, { do: "fail" }>): void {
  const { world, context, program, salts } = compiler;
  const kind = FAILURE_KINDS.indexOf(step.with);
  const { probability, ofMessages, firstAttempts, versions } = step;
  if (firstAttempts !== undefined) program.emit(FAIL_FIRST, firstAttempts, kind);
  if (ofMessages !== undefined) {
    const salt = context.kernel.streams.nextInt32(salts);
    program.emit(FAIL_FOR_SHARE, program.number(ofMessages), kind, salt);
  }
  if (probability !== undefined)
    program.emit(FAIL_BY_CHANCE, program.number(probability), kind, compiler.service.stream);
  if (versions !== undefined) compiler.act(versionsAct(world, versions, kind));
  const isBare =
    probability === undefined &&
    ofMessages === undefined &&
    firstAttempts === undefined &&
    versions === undefined;
  if (isBare) program.emit(FAIL_BY_CHANCE, program.number(1), kind, compiler.service.stream);
}
