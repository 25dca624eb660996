import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { scrollTopFor, windowOf, type Align } from "../prepare/window";

/** Which rows of a long list are drawn, where all are of one height. */
export function useWindow(count: number, height: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, room: 0 });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      const now = { top: element.scrollTop, room: element.clientHeight };
      // Many places show the same rows; those need not be drawn again.
      setSeen((old) => (old.room === now.room && windowOf(old, Infinity, height).first === windowOf(now, Infinity, height).first ? old : now));
    };
    look();
    // At once: rows that are drawn a frame later leave a gap.
    const scrolled = () => flushSync(look);
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener("scroll", scrolled);
    };
  }, [height]);

  const scrollTo = useCallback(
    (row: number, align: Align) => {
      const element = scroller.current;
      if (element) element.scrollTop = scrollTopFor(row, align, { top: element.scrollTop, room: element.clientHeight }, height);
    },
    [height],
  );

  return { scroller, scrollTo, ...windowOf(seen, count, height) };
}
