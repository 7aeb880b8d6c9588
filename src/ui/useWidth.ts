import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** Width of an element in pixels, kept up to date; 0 before the first layout. */
export function useWidth<Target extends HTMLElement>(): [RefObject<Target | null>, number] {
  const element = useRef<Target>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
