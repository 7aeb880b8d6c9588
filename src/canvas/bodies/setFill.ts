/** Stretches an element over a share of its track, `offset` from the end at which it is anchored. */
export function setFill(
  element: HTMLElement | null,
  anchor: "left" | "right",
  offset: number,
  share: number,
): void {
  if (!element) return;
  const sign = anchor === "left" ? 1 : -1;
  const shift = permille(offset) * sign;
  const transform = `translateX(${shift / 10}%) scaleX(${permille(share) / 1000})`;
  if (element.style.transform !== transform) element.style.transform = transform;
}

/** Rounded to less than a pixel of a node, so that what looks the same is not painted again. */
function permille(share: number): number {
  return Number.isFinite(share) ? Math.round(Math.min(1, Math.max(0, share)) * 1000) : 0;
}
