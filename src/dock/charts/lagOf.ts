/** Messages that wait at a node: those that a consumer is behind, or those in a channel. */
export function lagOf(figures: { ready: number; lagMessages: number } | undefined): number {
  if (!figures) return Number.NaN;
  return Number.isNaN(figures.lagMessages) ? figures.ready : figures.lagMessages;
}
