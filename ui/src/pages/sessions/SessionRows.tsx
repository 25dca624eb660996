import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useLayoutEffect, useRef, type MouseEvent } from "react";
import type { SessionSummary } from "../../api/types";
import { PickButton, type OnPick } from "../../parts/PickButton";
import { Safe } from "../../parts/Safe";
import { ScoreChip } from "../../parts/ScoreChip";
import { useSettings } from "../../parts/settings";
import { shortModel } from "../../prepare/facts";
import { compact, counted, day, duration, exact, money, timeOfDay } from "../../prepare/format";
import { withDots } from "../../prepare/markdown";
import { scorePick } from "../../prepare/picks";
import { lasted } from "../../prepare/session";

export const sessionRowId = (index: number) => `session-${index}`;

/** The sessions in view, the latest active first. */
export function SessionRows({
  rows,
  at,
  stale,
  more,
  loadMore,
  hrefOf,
  onOpen,
  onPick,
}: {
  rows: readonly SessionSummary[];
  /** The one the cursor is on, or -1. */
  at: number;
  stale: boolean;
  more: boolean;
  loadMore: () => void;
  hrefOf: (sessionId: string) => string;
  onOpen: (sessionId: string) => void;
  onPick: OnPick;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const { density } = useSettings();
  const height = density === "compact" ? 28 : 44;
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => height, overscan: 12 });
  useLayoutEffect(() => virtual.measure(), [height, virtual]);
  useLayoutEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
  }, [at, virtual]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - 30) loadMore();
  }, [more, last, rows.length, loadMore]);
  return (
    <div
      role="grid"
      aria-label="Sessions"
      data-testid="sessions"
      aria-rowcount={more ? -1 : rows.length + 1}
      aria-activedescendant={at >= 0 ? sessionRowId(at) : undefined}
      tabIndex={0}
      className={`rows session-rows ${density}${stale ? " stale" : ""}`}
    >
      <div role="rowgroup" className="rows-head">
        <div role="row" aria-rowindex={1} className="row head">
          <span role="columnheader" className="cell-time">last</span>
          <span role="columnheader" className="cell-sign">
            <span className="offscreen">status</span>
          </span>
          <span role="columnheader" className="cell-text">first question, last answer</span>
          <span role="columnheader" className="cell-scores">scores</span>
          <span role="columnheader" className="cell-who">user, session</span>
          <span role="columnheader" className="cell-model">model, service</span>
          <span role="columnheader" className="cell-tokens">tokens, cost</span>
          <span role="columnheader" className="cell-took">traces, over</span>
        </div>
      </div>
      <div role="rowgroup" className="scroller" ref={scroller}>
        <div role="presentation" className="rows-all" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => (
            <SessionRow key={rows[item.index]!.sessionId} row={rows[item.index]!} index={item.index} top={item.start} height={height} current={item.index === at} hrefOf={hrefOf} onOpen={onOpen} onPick={onPick} />
          ))}
        </div>
      </div>
    </div>
  );
}

const SessionRow = memo(function SessionRow({
  row,
  index,
  top,
  height,
  current,
  hrefOf,
  onOpen,
  onPick,
}: {
  row: SessionSummary;
  index: number;
  top: number;
  height: number;
  current: boolean;
  hrefOf: (sessionId: string) => string;
  onOpen: (sessionId: string) => void;
  onPick: OnPick;
}) {
  const at = new Date(row.lastTime);
  const date = day(at, new Date());
  const [model, ...others] = row.models;
  const tokens = row.inputTokens === null && row.outputTokens === null ? null : (row.inputTokens ?? 0) + (row.outputTokens ?? 0);
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(row.sessionId);
  };
  return (
    <div role="row" id={sessionRowId(index)} data-testid="session-row" aria-rowindex={index + 2} aria-selected={current} className={`row${current ? " current" : ""}`} style={{ height, transform: `translateY(${top}px)` }}>
      <span role="gridcell" className="cell-time" title={exact(row.lastTime)}>
        <span>{timeOfDay(at)}</span>
        {date && <span className="quiet">{date}</span>}
      </span>
      <span role="gridcell" className="cell-sign">
        {row.errorCount > 0 && (
          <span className="sign-button" title={`${counted(row.errorCount, "failed trace")} of ${row.traceCount}`}>
            <span className="sign fail" role="img" aria-label="failed traces">
              ✕
            </span>
          </span>
        )}
      </span>
      <span role="gridcell" className="cell-text">
        <a href={hrefOf(row.sessionId)} tabIndex={-1} className="row-link input" onClick={onClick} draggable={false}>
          {row.inputPreview ? <Safe text={withDots(row.inputPreview)} /> : <span className="row-name"><Safe text={row.sessionId} /></span>}
        </a>
        <span className="output">{row.outputPreview ? <Safe text={withDots(row.outputPreview)} /> : <span className="nothing">no answer</span>}</span>
      </span>
      <span role="gridcell" className="cell-scores">
        {row.scores.slice(0, 3).map((score) => (
          <PickButton key={score.id} pick={scorePick(score)} onPick={onPick} tabIndex={-1}>
            <ScoreChip score={score} />
          </PickButton>
        ))}
      </span>
      <span role="gridcell" className="cell-who">
        <span>
          {row.userId && (
            <PickButton pick={["user", row.userId]} onPick={onPick} tabIndex={-1}>
              <Safe text={row.userId} />
            </PickButton>
          )}
        </span>
        <span className="quiet">
          <Safe text={row.sessionId} />
        </span>
      </span>
      <span role="gridcell" className="cell-model">
        <span>
          {model && (
            <PickButton pick={["model", model]} onPick={onPick} tabIndex={-1}>
              <Safe text={shortModel(model)} />
            </PickButton>
          )}
          {others.length > 0 && <span className="quiet"> +{others.length}</span>}
        </span>
        <span className="quiet">
          <Safe text={[row.service, row.environment].filter(Boolean).join(" · ")} />
        </span>
      </span>
      <span role="gridcell" className="cell-tokens">
        <span>{tokens === null ? "" : compact(tokens)}</span>
        <span className="quiet">{row.costUsd === null ? "" : money(row.costUsd)}</span>
      </span>
      <span role="gridcell" className="cell-took">
        <span>{counted(row.traceCount, "trace")}</span>
        <span className="quiet">{row.traceCount > 1 ? duration(lasted(row)) : ""}</span>
      </span>
    </div>
  );
});
