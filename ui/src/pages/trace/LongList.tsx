import { useVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from "react";

/** Draws of many things of unknown height those in view; measures them as they come. */
export function LongList({
  keys,
  heights,
  scroller,
  draw,
}: {
  keys: string[];
  /** What each may be high, in pixels. */
  heights: number[];
  scroller: RefObject<HTMLElement | null>;
  draw: (index: number) => ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => setMargin(box.current?.offsetTop ?? 0), []);
  const virtual = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => heights[i]!,
    getItemKey: (i) => keys[i]!,
    scrollMargin: margin,
    overscan: 4,
  });
  return (
    <div ref={box} className="long" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((item) => (
        <div key={item.key} data-index={item.index} ref={virtual.measureElement} style={{ transform: `translateY(${item.start - margin}px)` }}>
          {draw(item.index)}
        </div>
      ))}
    </div>
  );
}
