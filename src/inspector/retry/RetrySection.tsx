import { type BackoffText, NODE_SCHEMAS } from "../../../simulator/index.ts";
import { type Change, FieldsEditor, fieldOf, fieldsOf, SectionBox } from "../../fields/index.ts";
import { BackoffPicture } from "./BackoffPicture.tsx";
import { waitsOf } from "./backoffPicture.ts";

const policy = fieldsOf(NODE_SCHEMAS.consumer).find((field) => field.key === "retry");
const fields = policy?.shape.type === "group" ? policy.shape.fields : [];
const FIRST = ["backoff", "attempts"];
const first = FIRST.flatMap((key) => fields.filter((field) => field.key === key));
const others = fields.filter((field) => !FIRST.includes(field.key));

const DEFAULT_ATTEMPTS = 5;
export type RetrySectionProps = {
  value: unknown;
  /** The policy with which the run began. */
  former: unknown;
  onChange: Change;
  /** Where a message goes after its last attempt, such as "payment.dlq". */
  deadLetters: string | undefined;
};

/** How often and when a failed message is tried again, and what becomes of it then. */
export function RetrySection({ value, former, onChange, deadLetters }: RetrySectionProps) {
  const attempts = (fieldOf(value, "attempts") ?? DEFAULT_ATTEMPTS) as number | "unlimited";
  const backoff = (fieldOf(value, "backoff") ?? { kind: "none" }) as BackoffText;
  const waits = waitsOf(backoff, attempts);
  const end = attempts === "unlimited" ? "without end" : `${attempts} attempts`;
  const then = attempts === "unlimited" ? "" : `, then ${deadLetters ?? "given up"}`;
  const change = (next: Record<string, unknown>) =>
    onChange(Object.keys(next).length === 0 ? undefined : next);
  const goesOn = waits !== undefined && (attempts === "unlimited" || waits.length < attempts - 1);
  return (
    <SectionBox
      title="Retry"
      end={`${end}${then}`}
      more={others}
      value={value}
      former={former}
      onChange={change}
    >
      <FieldsEditor fields={first} value={value} former={former} onChange={change} />
      {waits?.some((wait) => wait.most > 0) && <BackoffPicture waits={waits} goesOn={goesOn} />}
    </SectionBox>
  );
}
