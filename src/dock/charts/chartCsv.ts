import type { ChartRecord } from "./ChartRecord.ts";
import type { PanelChart } from "./chartList.ts";

/** Everything that the charts show, as a table: one row for each moment, one column for each line. */
export function chartCsv(charts: readonly PanelChart[], record: ChartRecord): string {
  const lines = charts.flatMap((chart) => chart.lines.map((line) => ({ chart, line })));
  const [times, ...values] = record.lines(lines.map(({ line }) => line));
  const head = lines.map(({ chart, line }) =>
    quoted(`${chart.title}, ${line.label} (${chart.unit})`),
  );
  const rows = Array.from(times, (time, index) =>
    [time, ...values.map((column) => column[index] ?? "")].join(","),
  );
  return `${["seconds", ...head].join(",")}\n${rows.map((row) => `${row}\n`).join("")}`;
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
