/** Joins the class names that hold, leaving out what is false, undefined or empty. */
export function classNames(...names: (string | false | undefined | null)[]): string {
  return names.filter(Boolean).join(" ");
}
