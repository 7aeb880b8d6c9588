/** Whether a value is another than the one with which the run began. */
export function isChanged(former: unknown, value: unknown): boolean {
  return former !== value && JSON.stringify(former) !== JSON.stringify(value);
}
