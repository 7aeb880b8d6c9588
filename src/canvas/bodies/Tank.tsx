import { useRef } from "react";
import { usePaint } from "../live/usePaint.ts";
import styles from "./bodies.module.css";
import { setFill } from "./setFill.ts";

export type TankProps = { nodeId: string; isDeadLetters: boolean };

/**
 * What a queue holds: it fills from the outlet on the right. Hatched is handed out and not
 * acknowledged, amber at the head was delivered before, solid waits.
 */
export function Tank({ nodeId, isDeadLetters }: TankProps) {
  const tank = useRef<HTMLDivElement>(null);
  const ready = useRef<HTMLDivElement>(null);
  const front = useRef<HTMLDivElement>(null);
  const again = useRef<HTMLDivElement>(null);
  const out = useRef<HTMLDivElement>(null);
  const mark = useRef<HTMLDivElement>(null);
  usePaint(nodeId, "fills", (figures) => {
    const scale = figures?.scale ?? Number.NaN;
    const share = (count: number) => (scale > 0 && count > 0 ? count / scale : 0);
    const [outShare, againShare] = [
      share(figures?.inFlight ?? 0),
      share(figures?.redelivered ?? 0),
    ];
    const readyShare = Math.max(0, share(figures?.ready ?? 0) - againShare);
    setFill(out.current, "right", 0, outShare);
    setFill(again.current, "right", outShare, againShare);
    setFill(ready.current, "right", outShare + againShare, readyShare);
    const edge = readyShare > 0.004 ? outShare + againShare + readyShare : -1;
    if (front.current) front.current.style.opacity = edge < 0 ? "0" : "1";
    setFill(front.current, "right", edge, 1);
    const objective = figures ? share(figures.objective) : 0;
    if (mark.current) mark.current.hidden = !(objective > 0 && objective <= 1);
    setFill(mark.current, "right", objective, 1);
    const isHot = (figures?.ready ?? 0) > (figures?.objective ?? Number.POSITIVE_INFINITY);
    if (tank.current) tank.current.dataset.hot = String(isHot);
  });
  return (
    <div ref={tank} className={styles.tank} data-dead={isDeadLetters}>
      <div className={styles.fills}>
        <div ref={ready} className={styles.ready} />
        <div ref={again} className={styles.again} />
        <div ref={out} className={styles.out} />
        <div ref={front} className={styles.front} />
      </div>
      <div ref={mark} className={styles.objective} hidden />
    </div>
  );
}
