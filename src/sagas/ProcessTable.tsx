import { SAGA_ROWS, type SagaProcess } from "../../simulator/index.ts";
import styles from "./Sagas.module.css";

export type ProcessTableProps = { process: SagaProcess; titleOf: (id: string) => string };

/** The figures of a saga; those of one process side by side. */
export function ProcessTable({ process, titleOf }: ProcessTableProps) {
  const { process: name, sagas } = process;
  const isShared = sagas.length > 1;
  return (
    <table className={styles.table}>
      <caption>
        {isShared ? `${sagas.length} ways to carry out "${name}", side by side` : "All instances"}
      </caption>
      <thead>
        <tr>
          <th scope="col">{isShared ? "Saga" : ""}</th>
          {sagas.map(([id]) => (
            <th key={id} scope="col">
              {titleOf(id)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {SAGA_ROWS.map(({ label, text }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {sagas.map(([id, saga]) => (
              <td key={id}>{text(saga)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
