import {
  type BrokerOutcome,
  type Estimate,
  FIGURES,
  type FigureName,
  figureText,
  profileOf,
  shortDuration,
  shortNumber,
} from "../../simulator/index.ts";

/** Name of the product that a profile describes. */
export const productName = (id: BrokerOutcome["broker"]): string => profileOf(id)?.name ?? id;

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
