import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { useOpen } from "./useOpen";
import { counted } from "../prepare/format";

/** A fold that hides less than this costs more than it saves. */
const WORTH = 4;

/** Shows the first lines of something high, and says how many more there are. Measures before the first paint. */
export function Fold({ name, lines, children }: { name: string; lines: number; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useOpen(name);
  const [more, setMore] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || more !== null) return;
    const height = Number.parseFloat(getComputedStyle(element).lineHeight) || 24;
    const hidden = Math.round(element.scrollHeight / height) - lines;
    setMore(hidden >= WORTH ? hidden : 0);
  }, [lines, more]);
  const folded = !open && more !== 0;
  return (
    <>
      <div className={folded ? "fold folded" : "fold"} ref={box} style={folded ? { maxHeight: `${lines}lh` } : {}}>
        {children}
      </div>
      {more !== null && more > 0 && (
        <button type="button" className="more" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "▾ fold" : `▸ ${counted(more, "more line")}`}
        </button>
      )}
    </>
  );
}
