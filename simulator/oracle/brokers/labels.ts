/** Labels of a list such as "1..4,a". */
export function labelsOf(list: string): string[] {
  if (list === "") return [];
  return list.split(",").flatMap((part) => {
    const range = /^(\d+)\.\.(\d+)$/.exec(part.trim());
    if (range === null) return [part.trim()];
    const [first, last] = [Number(range[1]), Number(range[2])];
    return Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
  });
}
