import { startTransition, useEffect, useState, type ReactNode } from "react";

const FIRST = 40;
const MORE = 60;

/**
 * Many things one under another: those a reader sees first at once, the others whenever the browser has time, so that its
 * own search finds them all. What is out of sight is laid out only when it comes near.
 */
export function GrowingList({ keys, heights, draw }: { keys: string[]; /** What each may be high, in pixels. */ heights: number[]; draw: (index: number) => ReactNode }) {
  const [drawn, setDrawn] = useState(FIRST);
  useEffect(() => {
    if (drawn >= keys.length) return;
    const timer = setTimeout(() => startTransition(() => setDrawn(drawn + MORE)), 30);
    return () => clearTimeout(timer);
  }, [drawn, keys.length]);
  return keys.slice(0, drawn).map((key, i) => (
    <div key={key} className={i < FIRST ? undefined : "drawn-near"} style={i < FIRST ? undefined : { containIntrinsicSize: `auto ${heights[i]}px` }}>
      {draw(i)}
    </div>
  ));
}
