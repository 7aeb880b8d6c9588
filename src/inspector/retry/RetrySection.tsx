import { Backoff, type BackoffText } from "../../../simulator/index.ts";
import { type Change, type Field, FieldsEditor, fieldOf, SectionBox } from "../../fields/index.ts";
import { BackoffPicture } from "./BackoffPicture.tsx";
import { waitsOf } from "./backoffPicture.ts";

const FIRST = ["backoff", "attempts"];
const DEFAULT_ATTEMPTS = 5;

export type RetrySectionProps = {
  /** The policy as its schema describes it. */
  field: Field;
  value: unknown;
  /** The policy with which the run began. */
  former: unknown;
  onChange: Change;
  /** Where a message goes after its last attempt, such as "payment.dlq". */
  deadLetters: string | undefined;
};

/** How often and when a failed message is tried again, and what becomes of it then. */
export function RetrySection(props: RetrySectionProps) {
  const { field, value, former, onChange, deadLetters } = props;
  const fields = field.shape.type === "group" ? field.shape.fields : [];
  const first = FIRST.flatMap((key) => fields.filter((each) => each.key === key));
  const isMixed = field.mixed !== undefined || first.some((each) => each.mixed !== undefined);
  const attempts = (fieldOf(value, "attempts") ?? DEFAULT_ATTEMPTS) as number | "unlimited";
  const backoff = (fieldOf(value, "backoff") ?? { kind: "none" }) as BackoffText;
  const isKnown = !isMixed && Backoff.safeParse(backoff).success;
  const waits = isKnown ? waitsOf(backoff, attempts) : undefined;
  const end = attempts === "unlimited" ? "without end" : `${attempts} attempts`;
  const then = attempts === "unlimited" ? "" : `, then ${deadLetters ?? "given up"}`;
  const change = (next: Record<string, unknown>) =>
    onChange(Object.keys(next).length === 0 ? undefined : next);
  const goesOn = waits !== undefined && (attempts === "unlimited" || waits.length < attempts - 1);
  return (
    <SectionBox
      title="Retry"
      end={isMixed ? undefined : `${end}${then}`}
      alsoReset={first}
      more={fields.filter((each) => !first.includes(each))}
      value={value}
      former={former}
      onChange={change}
    >
      <FieldsEditor fields={first} value={value} former={former} onChange={change} />
      {waits?.some((wait) => wait.most > 0) && <BackoffPicture waits={waits} goesOn={goesOn} />}
    </SectionBox>
  );
}
