import { useMemo } from "react";
import { type AsyncApiFile, counted, onlyInExtension, roundTrip } from "../asyncapi/index.ts";
import type { Design } from "../design/index.ts";
import styles from "./AsyncApiExport.module.css";
import { Finding } from "./Finding.tsx";

export type RoundTripSectionProps = {
  design: Design;
  /** The document of the whole system, once it is written. */
  system: AsyncApiFile | undefined;
};

/** Whether the design comes back from its document, and what is lost when a tool drops extensions. */
export function RoundTripSection({ design, system }: RoundTripSectionProps) {
  const trip = useMemo(
    () => (system ? roundTrip(design, system.document) : undefined),
    [design, system],
  );
  if (!system || !trip) return null;
  const { differences, compared } = trip;
  const counts = compared.filter(({ count }) => count > 0);
  const lost = onlyInExtension(system.document);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>There and back again</h3>
      {differences.length === 0 ? (
        <Finding icon="ok" tone="ok" title="Import gives the same design">
          {counts.map(({ what, count }) => counted(count, what)).join(", ")} compared.
        </Finding>
      ) : (
        <Finding
          icon="warn"
          tone="warn"
          title={`${counted(differences.length, "value")} would change`}
        >
          {differences.slice(0, 5).join(" · ")}
        </Finding>
      )}
      {lost.length > 0 && (
        <Finding icon="info" tone="quiet" title="Lost if a tool drops x-sluice">
          {lost.join(" · ")}
        </Finding>
      )}
      <Finding icon="info" tone="quiet" title="Left out of a service document">
        the other services · scenarios · layout
      </Finding>
    </section>
  );
}
