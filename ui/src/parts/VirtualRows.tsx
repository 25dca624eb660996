import { useEffect, useLayoutEffect, useRef, type CSSProperties, type ReactNode } from "react";
import { useSettings } from "./settings";
import { useWindow } from "./useWindow";

export interface Column {
  /** The `--cell-…` that says how wide it is. */
  name: string;
  label: ReactNode;
}

/** Where a row is drawn. */
export interface RowPlace {
  index: number;
  top: number;
  height: number;
}

/** A list of which the rows in view are drawn; the next page is asked for before its end is reached. */
export function VirtualRows({
  label,
  testId,
  keys,
  at,
  rowId,
  columns,
  heads,
  more,
  loadMore,
  stale,
  selecting = false,
  topOf = 0,
  draw,
}: {
  label: string;
  testId: string;
  /** One for each row. */
  keys: readonly string[];
  /** The row that the cursor is on, or -1. */
  at: number;
  rowId: (key: string) => string;
  /** Beside time, sign and text. */
  columns: readonly Column[];
  heads: { time: string; text: string };
  more: boolean;
  loadMore: () => void;
  stale: boolean;
  selecting?: boolean;
  /** Counts up when the list shall show its top. */
  topOf?: number;
  draw: (place: RowPlace) => ReactNode;
}) {
  const { density } = useSettings();
  const height = density === "compact" ? 28 : 44;
  const { scroller, first, end, scrollTo } = useWindow(keys.length, height);
  useEffect(() => {
    if (more && end > keys.length - 40) loadMore();
  }, [more, end, keys.length, loadMore]);

  const current = keys[at] ?? "";
  const followed = useRef("");
  useLayoutEffect(() => {
    // Follows the cursor, not the arrival of rows: those who read on must not be moved.
    if (at < 0 || followed.current === current) return;
    scrollTo(at, followed.current ? "nearest" : "center");
    followed.current = current;
  }, [at, current, scrollTo]);
  useLayoutEffect(() => {
    if (topOf > 0) scrollTo(0, "nearest");
  }, [topOf, scrollTo]);

  return (
    <div
      role="grid"
      aria-label={label}
      data-testid={testId}
      data-list
      aria-rowcount={more ? -1 : keys.length + 1}
      aria-multiselectable={selecting}
      aria-activedescendant={at >= 0 ? rowId(current) : undefined}
      tabIndex={0}
      className={`rows ${density}${stale ? " stale" : ""}`}
      style={{ "--columns": columns.map(({ name }) => `var(--cell-${name})`).join(" ") } as CSSProperties}
    >
      <div role="rowgroup" className="rows-head">
        <div role="row" aria-rowindex={1} className="row head">
          <span role="columnheader" className="cell-time">{heads.time}</span>
          <span role="columnheader" className="cell-sign">
            <span className="offscreen">status</span>
          </span>
          <span role="columnheader" className="cell-text">{heads.text}</span>
          {columns.map((column) => (
            <span key={column.name} role="columnheader" className={`cell-${column.name}`}>
              {column.label}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="scroller" ref={scroller} tabIndex={-1}>
        <div role="presentation" className="rows-all" style={{ height: keys.length * height }}>
          {keys.slice(first, end).map((_, i) => draw({ index: first + i, top: (first + i) * height, height }))}
        </div>
      </div>
    </div>
  );
}

/** Brings the focus to the list whose rows the keys move through, away from a button that was pressed before. */
export function focusList(): void {
  if (document.activeElement?.closest("[data-list]")) return;
  document.querySelector<HTMLElement>("[data-list]")?.focus({ preventScroll: true });
}
