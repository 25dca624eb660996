import { memo, type MouseEvent } from "react";
import type { TraceSummary } from "../../api/types";
import { PickButton, type OnPick } from "../../parts/PickButton";
import { ModelCell, ScoresCell, TimeCell, TokensCell, TookCell, WhoCell } from "../../parts/RowCells";
import { Safe } from "../../parts/Safe";
import { useSettings } from "../../parts/settings";
import type { RowPlace } from "../../parts/VirtualRows";
import { counted, took, whole } from "../../prepare/format";
import { withDots, withoutSigns } from "../../prepare/markdown";

export interface RowProps extends RowPlace {
  row: TraceSummary;
  current: boolean;
  selected: boolean;
  selecting: boolean;
  href: string;
  /** Of the day that now is, so that rows are drawn anew when it changes. */
  today: string;
  onOpen: (traceId: string) => void;
  onSelect: (traceId: string) => void;
  onPick: OnPick;
}

export const rowId = (traceId: string) => `trace-${traceId}`;

export const TraceRow = memo(function TraceRow(props: RowProps) {
  const { markdown, columns } = useSettings();
  const dotted = withDots(props.row.outputPreview);
  const output = markdown ? withoutSigns(dotted) : dotted;
  const { row, index, top, height, current, selected, selecting, href, today, onOpen, onSelect, onPick } = props;
  const failed = row.status === "error";
  const partly = !failed && row.errorCount > 0;
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(row.traceId);
  };
  return (
    <div
      role="row"
      id={rowId(row.traceId)}
      data-testid="trace-row"
      data-trace-id={row.traceId}
      aria-rowindex={index + 2}
      aria-selected={selecting ? selected : current}
      className={`row${current ? " current" : ""}${selected ? " selected" : ""}`}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <TimeCell time={row.startTime} today={new Date(today)} />
      <span role="gridcell" className="cell-sign">
        <button
          type="button"
          tabIndex={-1}
          className="sign-button"
          aria-label={`${signLabel(row)}${selected ? "Deselect" : "Select"}`}
          title={signLabel(row) && `${counted(row.errorCount, "failed span")} of ${whole(row.spanCount)}`}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onSelect(row.traceId)}
        >
          {selected ? (
            <span className="sign accent">●</span>
          ) : failed ? (
            <span className="sign fail">✕</span>
          ) : partly ? (
            <span className="sign unsure">✕</span>
          ) : (
            <span className="sign select-hint">○</span>
          )}
        </button>
      </span>
      <span role="gridcell" className="cell-text">
        <a href={href} tabIndex={-1} className="row-link input" onClick={onClick} onMouseDown={(event) => event.preventDefault()} draggable={false}>
          {row.inputPreview ? <Safe text={withDots(row.inputPreview)} /> : <span className="row-name"><Safe text={row.name || "unnamed"} /></span>}
        </a>
        <span className="output">
          {row.outputPreview ? <Safe text={output} /> : <span className="nothing">{failed ? "no answer" : row.inputPreview ? "no output" : "no text"}</span>}
        </span>
      </span>
      {columns.includes("tags") && (
        <span role="gridcell" className="cell-tags">
          {row.tags.slice(0, 3).map((tag) => (
            <PickButton key={tag} pick={["tag", tag]} onPick={onPick} tabIndex={-1} className="chip">
              <Safe text={tag} />
            </PickButton>
          ))}
          {row.tags.length > 3 && <span className="quiet">+{row.tags.length - 3}</span>}
        </span>
      )}
      {columns.includes("scores") && <ScoresCell scores={row.scores} onPick={onPick} />}
      {columns.includes("who") && <WhoCell userId={row.userId} sessionId={row.sessionId} onPick={onPick} />}
      {columns.includes("model") && <ModelCell models={row.models} service={row.service} environment={row.environment} onPick={onPick} />}
      {columns.includes("tokens") && <TokensCell inputTokens={row.inputTokens} outputTokens={row.outputTokens} costUsd={row.costUsd} />}
      {columns.includes("took") && <TookCell took={took(row.durationMs, row.spanCount)} of={counted(row.spanCount, "span")} />}
    </div>
  );
});

function signLabel(row: TraceSummary): string {
  if (row.status === "error") return "Failed. ";
  return row.errorCount > 0 ? "Some spans failed. " : "";
}
