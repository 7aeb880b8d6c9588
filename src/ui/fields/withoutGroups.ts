const GROUPED = /(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])/g;

/**
 * Text in which commas between groups of three digits are gone: "1,200" is 1200. Any other comma stays, so
 * that "2,5", as much of the world writes two and a half, is refused and not read as 25.
 */
export function withoutGroups(text: string): string {
  return text.replace(GROUPED, (number) => number.replaceAll(",", ""));
}

/** How to mend a number with a comma in it; undefined where there is none. */
export function commaAdvice(text: string): string | undefined {
  return /\d,\d/.test(withoutGroups(text))
    ? `"${text.trim()}" has a comma in it. Write a point before decimals, as in 2.5.`
    : undefined;
}
