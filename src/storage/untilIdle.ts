/** By then it is done in any case. */
const LONGEST_WAIT_MS = 2000;

/** Waits until the page has shown what it has to show, for work that nobody waits for. */
export function untilIdle(): Promise<void> {
  // Safari has no word for it, and neither has Node.
  if (typeof requestIdleCallback === "undefined") return Promise.resolve();
  return new Promise((resolve) =>
    requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT_MS }),
  );
}
