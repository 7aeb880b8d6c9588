import type { Rule } from "./Rule.ts";
import { commandNameImperative } from "./rules/commandNameImperative.ts";
import { commandOneHandler } from "./rules/commandOneHandler.ts";
import { deadEnd } from "./rules/deadEnd.ts";
import { distributedMonolith } from "./rules/distributedMonolith.ts";
import { eventNamePastTense } from "./rules/eventNamePastTense.ts";
import { fewPartitions } from "./rules/fewPartitions.ts";
import { giantPayload } from "./rules/giantPayload.ts";
import { hotKey } from "./rules/hotKey.ts";
import { incompatibleVersions } from "./rules/incompatibleVersions.ts";
import { leaseShorterThanWork } from "./rules/leaseShorterThanWork.ts";
import { missingCorrelation } from "./rules/missingCorrelation.ts";
import { missingKey } from "./rules/missingKey.ts";
import { noDeadLetter } from "./rules/noDeadLetter.ts";
import { noDeduplication } from "./rules/noDeduplication.ts";
import { prefetchBeyondLease } from "./rules/prefetchBeyondLease.ts";
import { publishBeforeCommit } from "./rules/publishBeforeCommit.ts";
import { retryWithoutJitter } from "./rules/retryWithoutJitter.ts";
import { sagaWithoutCompensation } from "./rules/sagaWithoutCompensation.ts";
import { sagaWithoutTimeout } from "./rules/sagaWithoutTimeout.ts";
import { unboundedQueue } from "./rules/unboundedQueue.ts";
import { unboundedRetries } from "./rules/unboundedRetries.ts";
import { utilizationOver80 } from "./rules/utilizationOver80.ts";

/** Every rule, in the order in which findings of one severity are told. */
export const RULES: readonly Rule[] = [
  noDeduplication,
  leaseShorterThanWork,
  prefetchBeyondLease,
  missingKey,
  commandOneHandler,
  publishBeforeCommit,
  noDeadLetter,
  unboundedRetries,
  incompatibleVersions,
  missingCorrelation,
  sagaWithoutTimeout,
  sagaWithoutCompensation,
  unboundedQueue,
  utilizationOver80,
  fewPartitions,
  hotKey,
  retryWithoutJitter,
  giantPayload,
  deadEnd,
  distributedMonolith,
  eventNamePastTense,
  commandNameImperative,
];
