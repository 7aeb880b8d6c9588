import {
  CountDistribution,
  figureText,
  SizeDistribution,
  shortDuration,
  TimeDistribution,
  type TimeDistributionText,
} from "../../../simulator/index.ts";
import { Select } from "../../ui/index.ts";
import { convertLaw } from "../law/convertLaw.ts";
import { LawPicture } from "../law/LawPicture.tsx";
import { lawFigures } from "../law/lawFigures.ts";
import type { Field, ShapeOf } from "../schema/Field.ts";
import { helpOf } from "../schema/helpOf.ts";
import { initialValue, initialVariant } from "../schema/initialValue.ts";
import type { NestingEditorProps } from "./Editor.ts";
import styles from "./editors.module.css";
import { FieldRow } from "./FieldRow.tsx";
import { isChanged } from "./isChanged.ts";
import { fieldOf } from "./withField.ts";

type LawProps = NestingEditorProps<ShapeOf<"law">>;

const CONSTANT = "constant";
const BY_MEAN = "lognormal-mean";
const NAMES: Record<string, string> = {
  samples: "measured values",
  percentiles: "percentiles",
  lognormal: "lognormal, p50 and p99",
};
const SCHEMAS = { time: TimeDistribution, size: SizeDistribution, count: CountDistribution };

/** A lognormal law is told by its percentiles or by mean and spread, never by both. */
const PAIRS: Record<string, readonly string[]> = {
  lognormal: ["p50", "p99"],
  [BY_MEAN]: ["mean", "cv2"],
};

function chosenLaw(held: unknown): string {
  if (held === undefined) return "";
  const name = fieldOf(held, "distribution");
  if (name === "lognormal" && fieldOf(held, "mean") !== undefined) return BY_MEAN;
  return typeof name === "string" ? name : CONSTANT;
}

function optionsOf({ shape }: LawProps) {
  const laws = shape.laws.flatMap(({ value }) => {
    const option = { value, label: NAMES[value] ?? value };
    return value === "lognormal"
      ? [option, { value: BY_MEAN, label: "lognormal, mean and cv" }]
      : [option];
  });
  return [{ value: CONSTANT, label: CONSTANT }, ...laws];
}

/** A time, size or count: always the same, or drawn from a law with the parameters people know. */
export function LawEditor(props: LawProps) {
  const { field, shape, value, former, onChange, renderFields, renderValue } = props;
  const held = value ?? field.defaultValue;
  const chosen = chosenLaw(held);
  const law = shape.laws.find((each) => each.value === fieldOf(held, "distribution"));
  const pair = PAIRS[chosen];
  const fields = law?.fields.filter(({ key }) => !pair || pair.includes(key)) ?? [];
  return (
    <div className={styles.block}>
      <FieldRow field={field} isSet={value !== undefined} onReset={() => onChange(undefined)}>
        <Select
          label={`${field.label}, law`}
          help={helpOf(field)}
          isChanged={isChanged(former, value)}
          value={chosen || null}
          options={optionsOf(props)}
          placeholder={field.mixed ?? "not set"}
          onChange={(next) => onChange(lawAfter(props, held, next))}
        />
      </FieldRow>
      {chosen === CONSTANT && (
        <div className={styles.row}>
          <span />
          {renderValue({ ...props, shape: shape.bare })}
        </div>
      )}
      {law &&
        renderFields({
          fields: pair ? fields.map((each): Field => ({ ...each, isOptional: false })) : fields,
          value: held,
          former: former ?? field.defaultValue,
          onChange,
          isInColumns: true,
        })}
      {law && shape.law === "time" && <TimeLaw law={held as TimeDistributionText} />}
    </div>
  );
}

/** The law of another name that keeps what was known; a first one where nothing was. */
function lawAfter({ shape }: LawProps, held: unknown, next: string): unknown {
  const read = SCHEMAS[shape.law].safeParse(held);
  if (read.success) return convertLaw(next, lawFigures(read.data), shape.law, held);
  const target = shape.laws.find((each) => each.value === next);
  return target ? initialVariant("distribution", target) : initialValue(shape.bare);
}

/** How the values lie, and the figures that the law is not told by. */
function TimeLaw({ law }: { law: TimeDistributionText }) {
  const read = TimeDistribution.safeParse(law);
  if (!read.success || typeof read.data === "number") return null;
  const { mean, cv2, p99 } = lawFigures(read.data);
  const cv = Number.isNaN(cv2) ? undefined : Number(Math.sqrt(cv2).toPrecision(2));
  const known = [
    `mean ${figureText(shortDuration(mean))}`,
    cv !== undefined && `cv ${cv}`,
    read.data.distribution !== "mixture" && `p99 ${figureText(shortDuration(p99))}`,
  ];
  return (
    <>
      <LawPicture law={law} />
      <span className={styles.figures}>{known.filter(Boolean).join(" · ")}</span>
    </>
  );
}
