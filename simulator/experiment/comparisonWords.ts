import { figureText, shortDuration, shortNumber } from "../model/index.ts";
import type { MappedSetting } from "../profiles/index.ts";
import type { Cause } from "./causesOf.ts";
import type { BrokerOutcome, CauseSearch } from "./compareBrokers.ts";
import { FIGURES, type FigureName } from "./comparedFigures.ts";
import type { Estimate } from "./estimateOf.ts";

/** A piece of a sentence: plain, or words of a broker that are to stand out. */
export type Piece = string | { readonly word: string };

/** A figure with its unit, and the half width of its confidence interval where there is one. */
export function estimateText(figure: FigureName, { mean, halfWidth }: Estimate): string {
  const isTime = FIGURES.find(({ name }) => name === figure)?.unit === "s";
  const short = (value: number) => (isTime ? figureText(shortDuration(value)) : shortNumber(value));
  return halfWidth === undefined ? short(mean) : `${short(mean)} ± ${short(halfWidth)}`;
}

/** The same with its sign. */
export function differenceText(figure: FigureName, difference: Estimate): string {
  const size = estimateText(figure, { ...difference, mean: Math.abs(difference.mean) });
  return `${difference.mean > 0 ? "+" : "−"}${size}`;
}

/** How often each product was run, and what counts as a difference. */
export function runsText(replications: number): string {
  return replications === 1
    ? "One run on each product, with the same messages at the same times: whatever is not equal counts as a difference. More runs tell chance from effect."
    : `${replications} runs on each product, with the same messages at the same times in each pair. A difference counts when its 95 % confidence interval leaves out zero.`;
}

/** What is behind a difference: a setting can move a figure further than the brokers differ. */
export function causePieces(cause: Cause, first: string, second: string): Piece[] {
  const { words, share, isTogether } = cause;
  const part = share > 1.05 ? "More than all of it" : `${Math.round(share * 100)} % of it`;
  const [theirs, ours] = words;
  if (isTogether)
    return [
      `No change alone; ${part.toLowerCase()} goes with these together: `,
      { word: ours ?? "" },
    ];
  if (ours === undefined)
    return [`${part} goes with what only ${first} sets: `, { word: theirs ?? "" }];
  if (theirs === undefined) return [`${part} goes with what only ${second} sets: `, { word: ours }];
  return [`${part} goes with `, { word: ours }, `, where ${first} has `, { word: theirs }];
}

/** What is said of a difference without a cause. */
export function noCauseText(search: CauseSearch | undefined): string {
  if (search === undefined) return "Causes were not looked for.";
  return `None of the ${search.tried} changes that were tried alone moves it by a tenth, nor do those of channels, consumers or publishers together.`;
}

/** On what the causes rest, and what could not be tried. */
export function searchLines({ differences, search }: BrokerOutcome): Piece[][] {
  if (search === undefined || differences.length === 0) return [];
  const { seeds, tried, skipped } = search;
  const runs =
    seeds.length === 1
      ? `the run with seed ${seeds[0]}`
      : `the runs with seeds ${seeds.join(", ")}`;
  const reasons = [...new Set(skipped.map(({ why }) => why))];
  return [
    [`Causes rest on ${runs}: each of ${tried} changes was made alone.`],
    ...reasons.map((why): Piece[] => {
      const settings = skipped.filter((each) => each.why === why).map(({ setting }) => setting);
      return ["Not tried alone: ", { word: settings.join(", ") }, `: ${why}.`];
    }),
  ];
}

/** Settings whose counterpart is only near: the reader must know what differs. */
export function nearSettings({ report }: BrokerOutcome): readonly Required<MappedSetting>[] {
  return report.mapped.filter((each): each is Required<MappedSetting> => each.near !== undefined);
}

/** Where a setting stands, as people say it. */
export function placeText({ at }: Pick<MappedSetting, "at">): string {
  return at.filter((part) => !["nodes", "links", "subscriptions"].includes(part)).join(", ");
}

/** A setting and its value. */
export function settingText(name: string, value: unknown): string {
  return `${name} ${typeof value === "object" ? JSON.stringify(value) : String(value)}`;
}

/** What a setting became in the words of the new broker. */
export function counterpartText({ to }: MappedSetting): string {
  const words = Object.entries(to).map(([name, value]) => settingText(name, value));
  return words.join(", ") || "always so";
}
