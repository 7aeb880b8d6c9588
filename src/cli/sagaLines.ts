import {
  SAGA_ROWS,
  type SagaProcess,
  type SagaSummary,
  sagaProcesses,
  sagaSentence,
} from "../../simulator/index.ts";
import type { RunReport } from "./RunReport.ts";
import { tableText } from "./tableText.ts";

/** Instances of a bad outcome that are told, of each saga. */
const TOLD = 3;

/** How the sagas of a run ended: those of one process side by side, then some of what ended badly. */
export function sagaLines({ sagas }: RunReport): string[] {
  return sagaProcesses(sagas).flatMap((process, index) => [
    ...(index > 0 ? [""] : []),
    ...tableOf(process),
    ...process.sagas.flatMap(([id, saga]) => badEnds(id, saga)),
  ]);
}

function tableOf({ process, sagas }: SagaProcess): string[] {
  const title = process === undefined ? "saga" : `sagas of ${process}`;
  return tableText([
    [title, ...sagas.map(([id]) => id)],
    ...SAGA_ROWS.map(({ label, text }) => [label, ...sagas.map(([, saga]) => text(saga))]),
  ]);
}

function badEnds(id: string, { histories, correlation }: SagaSummary): string[] {
  return (["inconsistent", "stuck"] as const).flatMap((outcome) =>
    histories
      .filter((each) => each.outcome === outcome)
      .slice(0, TOLD)
      .map(
        (history) => `${outcome} in ${id}: ${correlation} ${history.key}. ${sagaSentence(history)}`,
      ),
  );
}
