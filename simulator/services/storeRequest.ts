import { lawOf } from "../kernel/lawOf.ts";
import type { Step } from "../model/index.ts";
import { effectsOfStep } from "./compileCall.ts";
import type { HandlerCompiler } from "./HandlerCompiler.ts";
import type { StoreRequest } from "./StoreStep.ts";

/** Stands for the write of a record of its own. */
export const RECORD_STEP = {
  do: "write",
  to: "",
  optimistic: false,
  conflictRetries: 0,
  onFailure: "fail",
} as const satisfies Extract<Step, { do: "write" }>;

/** What a read, write or outbox step asks of its database. */
export function storeRequest(
  compiler: HandlerCompiler,
  step: Extract<Step, { do: "read" | "write" | "publish" }>,
  work: StoreRequest["work"],
  outbox: StoreRequest["outbox"],
): StoreRequest {
  const { kernel, types } = compiler.context;
  const { transaction } = step;
  const isPart = (other: Step): boolean =>
    "transaction" in other && other.transaction === transaction;
  const key = "key" in step ? step.key : undefined;
  return {
    work,
    service: compiler.service,
    store: undefined,
    key: key === undefined ? -1 : types.keyIndex(key),
    expects: step.do === "read" ? step.expects : "anything",
    isOptimistic: step.do === "write" && step.optimistic,
    rows: "rows" in step ? (step.rows ?? 1) : 1,
    size:
      step.do === "write" && step.size !== undefined ? kernel.laws.compile(lawOf(step.size)) : -1,
    transaction,
    isLast: transaction !== undefined && compiler.steps.filter(isPart).at(-1) === step,
    records: endsRecord(compiler, step),
    effects: effectsOfStep(compiler.world, step),
    outbox,
  };
}

/** Whether the record of a deduplicating consumer is written with this step: the last of the transaction that it names. */
export function endsRecord(compiler: HandlerCompiler, step: Step): boolean {
  const record = compiler.service.settings.deduplication?.record;
  if (typeof record !== "object") return false;
  const isPart = (other: Step): boolean =>
    "transaction" in other && other.transaction === record.transaction;
  return compiler.steps.filter(isPart).at(-1) === step;
}
