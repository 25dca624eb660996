import { useLayoutEffect, useState, type RefObject } from "react";
import { flushSync } from "react-dom";

/** The width and height of an element, as it is before the next paint. */
export function useSize(ref: RefObject<Element | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const read = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    read();
    // An observer is asked after the layout and before the paint: what it sets later shows for a moment in the old size, over its neighbours.
    const observer = new ResizeObserver(() => flushSync(read));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}
