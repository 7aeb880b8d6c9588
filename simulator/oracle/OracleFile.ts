import { z } from "zod";
import { CaseSystem } from "./CaseSystem.ts";

/**
 * The file format of oracle cases, `messaging-oracle/1`: systems in a neutral language with the values
 * that a correct simulator must show. Every word is checked: one that is not known is an error, never
 * ignored. `cases/cases.schema.json` says the same as a JSON Schema.
 */
const time = z.number().min(0);
const positive = z.number().positive();
const share = z.number().min(0).max(1);
const count = z.int().min(1);

const Quantity = z.strictObject({
  metric: z.string(),
  value: z.number(),
  unit: z.string().optional(),
  formula: z.string().optional(),
  decision: z.enum(["interval", "exact"]),
  precision: positive.optional(),
  absolute: time.optional(),
  secondMethod: z.number().optional(),
  standardError: time.optional(),
  replications: count.optional(),
  interval95: z.tuple([z.number(), z.number()]).optional(),
});
/** A value that the case must show, and how it is judged. */
export type Quantity = z.output<typeof Quantity>;

const OracleCase = z.strictObject({
  id: z.string(),
  family: z.string().optional(),
  title: z.string(),
  model: z.string().optional(),
  source: z.string().optional(),
  system: CaseSystem,
  run: z.strictObject({
    warmup: time,
    duration: positive,
    drain: z.boolean(),
    replications: count,
    observeAt: z.array(time).optional(),
    emptyAfter: z.array(time).optional(),
    thresholds: z.array(time).optional(),
  }),
  quantities: z.array(Quantity).min(1),
  tags: z.array(z.literal("quick")).optional(),
  approximateEvents: z.int().min(0).optional(),
});
/** One case: a system, how it is run, and what must come out. */
export type OracleCase = z.output<typeof OracleCase>;

const Rule = z.strictObject({
  familyWiseError: share,
  intervalQuantities: count.optional(),
  perQuantityError: share,
  quantileResolution: share,
});
/** What the whole file is judged by. */
export type Rule = z.output<typeof Rule>;

/** A file of cases. */
export const OracleFile = z.strictObject({
  format: z.literal("messaging-oracle/1"),
  units: z.record(z.string(), z.string()).optional(),
  rule: Rule,
  cases: z.array(OracleCase),
});
export type OracleFile = z.output<typeof OracleFile>;
