import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, type CSSProperties } from "react";
import type { TraceSummary } from "../../api/types";
import type { OnPick } from "../../parts/PickButton";
import { columns, useSettings } from "../../parts/settings";
import { columnLabels } from "./ColumnsMenu";
import { rowId, TraceRow } from "./TraceRow";

/** The rows in view; the next page is asked for before its end is reached. */
export function TraceRows({
  rows,
  more,
  loadMore,
  currentId,
  selected,
  stale,
  hrefOf,
  onOpen,
  onSelect,
  onPick,
  topOf,
}: {
  rows: TraceSummary[];
  more: boolean;
  loadMore: () => void;
  currentId: string;
  selected: ReadonlySet<string>;
  stale: boolean;
  hrefOf: (traceId: string) => string;
  onOpen: (traceId: string) => void;
  onSelect: (traceId: string) => void;
  onPick: OnPick;
  /** Counts up when the list shall show its top. */
  topOf: number;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const { density, columns: shown } = useSettings();
  const height = density === "compact" ? 28 : 44;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    getItemKey: (i) => rows[i]!.traceId,
  });
  useLayoutEffect(() => virtual.measure(), [height, virtual]);

  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - 40) loadMore();
  }, [more, last, rows.length, loadMore]);

  const at = rows.findIndex((row) => row.traceId === currentId);
  const followed = useRef("");
  useLayoutEffect(() => {
    // Follows the cursor, not the arrival of rows: those who read on must not be moved.
    if (at < 0 || followed.current === currentId) return;
    virtual.scrollToIndex(at, { align: followed.current ? "auto" : "center" });
    followed.current = currentId;
  }, [at, currentId, virtual]);
  useLayoutEffect(() => {
    if (topOf > 0) scroller.current?.scrollTo({ top: 0 });
  }, [topOf]);

  const today = new Date().toDateString();
  return (
    <div
      role="grid"
      aria-label="Traces"
      data-testid="traces"
      aria-rowcount={more ? -1 : rows.length + 1}
      aria-multiselectable={selected.size > 0}
      aria-activedescendant={at >= 0 ? rowId(currentId) : undefined}
      tabIndex={0}
      className={`rows ${density}${stale ? " stale" : ""}`}
      style={{ "--columns": columns.filter((name) => shown.includes(name)).map((name) => `var(--cell-${name})`).join(" ") } as CSSProperties}
    >
      <div role="rowgroup" className="rows-head">
        <div role="row" aria-rowindex={1} className="row head">
          <span role="columnheader" className="cell-time">time</span>
          <span role="columnheader" className="cell-sign">
            <span className="offscreen">status</span>
          </span>
          <span role="columnheader" className="cell-text">input, output</span>
          {columns.filter((name) => shown.includes(name)).map((name) => (
            <span key={name} role="columnheader" className={`cell-${name}`}>
              {columnLabels[name]}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="scroller" ref={scroller}>
        <div role="presentation" className="rows-all" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index]!;
            return (
              <TraceRow
                key={item.key}
                row={row}
                index={item.index}
                top={item.start}
                height={height}
                current={row.traceId === currentId}
                selected={selected.has(row.traceId)}
                selecting={selected.size > 0}
                href={hrefOf(row.traceId)}
                today={today}
                onOpen={onOpen}
                onSelect={onSelect}
                onPick={onPick}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
