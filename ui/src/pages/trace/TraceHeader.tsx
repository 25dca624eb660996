import type { TraceSummary } from "../../api/types";
import { Icon } from "../../parts/Icon";
import { Safe } from "../../parts/Safe";
import { totalTokens } from "../../prepare/facts";
import { compact, counted, dayAndTime, exact, money, took } from "../../prepare/format";
import type { Turn } from "../../prepare/siblings";
import { plain } from "../../prepare/visible";

export function TraceHeader({
  traceId,
  summary,
  turn,
  onSibling,
  onFailed,
  sessionHref,
  deleteHref,
  onCopy,
  onClose,
}: {
  traceId: string;
  summary: TraceSummary | undefined;
  turn: Turn | null;
  onSibling: (traceId: string | undefined) => void;
  onFailed: () => void;
  sessionHref: string;
  /** Where it can be deleted, for those who may. */
  deleteHref: string | null;
  onCopy: () => void;
  onClose: () => void;
}) {
  const tokens = summary ? totalTokens(summary) : null;
  return (
    <div className="trace-top">
      <header className="trace-head">
        <h2 title={traceId}>
          {summary?.status === "error" && <span className="sign fail">✕ </span>}
          {summary ? <Safe text={summary.name || "unnamed"} /> : "…"}
        </h2>
        {summary && (
          <p className="trace-facts">
            <span title={exact(summary.startTime)}>{dayAndTime(new Date(summary.startTime), new Date())}</span>
            <span>{counted(summary.spanCount, "span")}</span>
            {summary.errorCount > 0 && (
              <button type="button" className="fact-button fail" onClick={onFailed} title="Go to the next failed span (e)">
                {counted(summary.errorCount, "failed", "failed")}
              </button>
            )}
            {took(summary.durationMs, summary.spanCount) && <span>{took(summary.durationMs, summary.spanCount)}</span>}
            {tokens !== null && <span>{counted(tokens, "token").replace(/^[\d,]+/u, compact(tokens))}</span>}
            {summary.costUsd !== null && <span title={`$${summary.costUsd}`}>{money(summary.costUsd)}</span>}
          </p>
        )}
        <span className="spacer" />
        {turn && summary?.sessionId && (
          <nav className="turns" aria-label="Traces of this session">
            <button type="button" className="button quiet-button" aria-label="Trace before in the session" disabled={!turn.before} onClick={() => onSibling(turn.before)}>
              <Icon name="up" size={14} />
            </button>
            <a className="fact-button" href={sessionHref} title={plain(`Read session ${summary.sessionId} as one conversation`)}>
              {turn.number} of {turn.of} in session
            </a>
            <button type="button" className="button quiet-button" aria-label="Trace after in the session" disabled={!turn.after} onClick={() => onSibling(turn.after)}>
              <Icon name="down" size={14} />
            </button>
          </nav>
        )}
        <button type="button" className="button" aria-label="Copy link" title="Copy link (y)" onClick={onCopy}>
          <Icon name="link" size={14} /> <span className="wide-only">link</span>
        </button>
        {deleteHref && summary && (
          <a className="button quiet-button" href={deleteHref} aria-label="Delete this trace" title="Delete this trace, for good">
            <Icon name="remove" size={14} />
          </a>
        )}
        <button type="button" className="button quiet-button" aria-label="Close the trace" onClick={onClose}>
          <Icon name="close" size={14} />
        </button>
      </header>
    </div>
  );
}
