/** Something that calls when there is a new picture to paint, such as each frame of a run. */
export type Beat = {
  /** Calls the listener at each beat until the returned function is called. */
  subscribe: (listener: () => void) => () => void;
};

/** Calls `paint` at most `perSecond` times a second, and always once more after the last beat. */
export function paintOnBeat(beat: Beat, perSecond: number, paint: () => void): () => void {
  const interval = 1000 / perSecond;
  let paintedAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const paintNow = () => {
    timer = undefined;
    paintedAt = performance.now();
    paint();
  };
  const unsubscribe = beat.subscribe(() => {
    if (timer !== undefined) return;
    const wait = paintedAt + interval - performance.now();
    if (wait <= 0) paintNow();
    else timer = setTimeout(paintNow, wait);
  });
  paintNow();
  return () => {
    unsubscribe();
    clearTimeout(timer);
  };
}
