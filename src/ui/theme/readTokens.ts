/** Current values of design tokens, for painters that cannot use style sheets. Names without the two dashes. */
export function readTokens<Name extends string>(
  names: readonly Name[],
  element: Element = document.documentElement,
): Record<Name, string> {
  const style = getComputedStyle(element);
  const values = {} as Record<Name, string>;
  for (const name of names) values[name] = style.getPropertyValue(`--${name}`).trim();
  return values;
}
