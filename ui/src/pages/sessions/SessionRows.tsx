import { memo, useMemo, type MouseEvent } from "react";
import type { SessionSummary } from "../../api/types";
import type { OnPick } from "../../parts/PickButton";
import { ModelCell, ScoresCell, TimeCell, TokensCell, TookCell, WhoCell } from "../../parts/RowCells";
import { Safe } from "../../parts/Safe";
import { useSettings } from "../../parts/settings";
import { VirtualRows, type RowPlace } from "../../parts/VirtualRows";
import { counted } from "../../prepare/format";
import { withDots, withoutSigns } from "../../prepare/markdown";
import { lasted } from "../../prepare/session";

const rowId = (sessionId: string) => `session-${encodeURIComponent(sessionId)}`;

const heads = { time: "last", text: "first question, last answer" };
const columns = [
  { name: "scores", label: "scores" },
  { name: "who", label: "user, session" },
  { name: "model", label: "model, service" },
  { name: "tokens", label: "tokens, cost" },
  { name: "took", label: "traces, over" },
];

interface Doing {
  hrefOf: (sessionId: string) => string;
  onOpen: (sessionId: string) => void;
  onPick: OnPick;
}

/** The sessions, the latest active first. */
export function SessionRows({
  rows,
  at,
  stale,
  more,
  loadMore,
  ...doing
}: {
  rows: readonly SessionSummary[];
  /** The one the cursor is on, or -1. */
  at: number;
  stale: boolean;
  more: boolean;
  loadMore: () => void;
} & Doing) {
  const keys = useMemo(() => rows.map((row) => row.sessionId), [rows]);
  const today = new Date().toDateString();
  return (
    <VirtualRows
      label="Sessions"
      testId="sessions"
      keys={keys}
      at={at}
      rowId={rowId}
      columns={columns}
      heads={heads}
      more={more}
      loadMore={loadMore}
      stale={stale}
      draw={(place) => <SessionRow key={keys[place.index]} {...place} row={rows[place.index]!} current={place.index === at} today={today} {...doing} />}
    />
  );
}

const SessionRow = memo(function SessionRow({ row, index, top, height, current, today, hrefOf, onOpen, onPick }: RowPlace & Doing & { row: SessionSummary; current: boolean; today: string }) {
  const { markdown } = useSettings();
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(row.sessionId);
  };
  return (
    <div role="row" id={rowId(row.sessionId)} data-testid="session-row" aria-rowindex={index + 2} aria-selected={current} className={`row${current ? " current" : ""}`} style={{ height, transform: `translateY(${top}px)` }}>
      <TimeCell time={row.lastTime} today={new Date(today)} />
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
        <span className="output">{row.outputPreview ? <Safe text={markdown ? withoutSigns(withDots(row.outputPreview)) : withDots(row.outputPreview)} /> : <span className="nothing">no answer</span>}</span>
      </span>
      <ScoresCell scores={row.scores} onPick={onPick} />
      <WhoCell userId={row.userId} sessionId={row.sessionId} onPick={onPick} />
      <ModelCell models={row.models} service={row.service} environment={row.environment} onPick={onPick} />
      <TokensCell inputTokens={row.inputTokens} outputTokens={row.outputTokens} costUsd={row.costUsd} />
      <TookCell took={counted(row.traceCount, "trace")} of={lasted(row)} />
    </div>
  );
});
