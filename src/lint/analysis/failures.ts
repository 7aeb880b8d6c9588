import type { RetryPolicy } from "../../../simulator/index.ts";
import type { Analysis } from "../Analysis.ts";

/**
 * Share of the messages of a type that a service gives up in the end, by the failures that stand in
 * the design: fail steps, and errors and silence of what is called. Outages and crashes come on top.
 */
export function lostShare(
  analysis: Analysis,
  service: string,
  message: string,
  retry: RetryPolicy,
): number {
  let [survives, passes] = [1, 1];
  for (const { step, share } of analysis.visitsOf(service, message)) {
    if (step.do === "fail") {
      const isRetried = retry.on.includes(step.with);
      survives *= 1 - share * (step.ofMessages ?? 0);
      if (step.probability === undefined) continue;
      if (isRetried) passes *= 1 - share * step.probability;
      else survives *= 1 - share * step.probability;
    } else if (step.do === "call" && step.onFailure === "fail") {
      const callee = analysis.system.nodes[step.to];
      if (callee?.kind !== "dependency") continue;
      const fails = callee.errorRate + (step.timeout === undefined ? 0 : callee.hangs);
      passes *= 1 - share * (step.attempts === "unlimited" ? 0 : fails ** step.attempts);
    } else if ((step.do === "write" || step.do === "read") && step.onFailure === "fail") {
      const database = analysis.system.nodes[step.do === "write" ? step.to : step.from];
      if (database?.kind === "database") passes *= 1 - share * database.errorRate;
    }
  }
  const gaveUp = retry.attempts === "unlimited" ? 0 : (1 - passes) ** retry.attempts;
  return 1 - survives * (1 - gaveUp);
}

/** Whether anything in a handler's steps can fail for a while and pass later. */
export function canFail(analysis: Analysis, service: string): boolean {
  return analysis.handlers.some(
    ({ node, visits }) =>
      node === service &&
      visits.some(
        ({ step }) =>
          ["call", "read", "write", "fail"].includes(step.do) ||
          (step.do === "publish" && step.onFailure === "fail"),
      ),
  );
}
