import { memo, type MouseEvent } from "react";
import type { TraceSummary } from "../../api/types";
import { PickButton, type OnPick } from "../../parts/PickButton";
import { Safe } from "../../parts/Safe";
import { ScoreChip } from "../../parts/ScoreChip";
import { shortModel, totalTokens } from "../../prepare/facts";
import { compact, counted, day, duration, exact, money, timeOfDay, whole } from "../../prepare/format";
import { useSettings } from "../../parts/settings";
import { withDots, withoutSigns } from "../../prepare/markdown";
import { scorePick } from "../../prepare/picks";
import { plain } from "../../prepare/visible";

export interface RowProps {
  row: TraceSummary;
  index: number;
  top: number;
  height: number;
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
  const { row, index, top, height, current, selected, selecting, href, onOpen, onSelect, onPick } = props;
  const at = new Date(row.startTime);
  const date = day(at, new Date(props.today));
  const tokens = totalTokens(row);
  const [model, ...others] = row.models;
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
      <span role="gridcell" className="cell-time" title={exact(row.startTime)}>
        <span>{timeOfDay(at)}</span>
        {date && <span className="quiet">{date}</span>}
      </span>
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
          {row.outputPreview ? <Safe text={output} /> : <span className="nothing">{failed ? "no answer" : row.inputPreview ? row.name : "no text"}</span>}
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
      {columns.includes("scores") && <span role="gridcell" className="cell-scores">
        {row.scores.slice(0, 3).map((score) => (
          <PickButton key={score.id} pick={scorePick(score)} onPick={onPick} tabIndex={-1}>
            <ScoreChip score={score} />
          </PickButton>
        ))}
        {row.scores.length > 3 && <span className="quiet">+{row.scores.length - 3}</span>}
      </span>}
      {columns.includes("who") && (
        <span role="gridcell" className="cell-who">
          <span>
            {row.userId && (
              <PickButton pick={["user", row.userId]} onPick={onPick} tabIndex={-1}>
                <Safe text={row.userId} />
              </PickButton>
            )}
          </span>
          <span className="quiet">
            {row.sessionId && (
              <PickButton pick={["session", row.sessionId]} onPick={onPick} tabIndex={-1}>
                <Safe text={row.sessionId} />
              </PickButton>
            )}
          </span>
        </span>
      )}
      {columns.includes("model") && <span role="gridcell" className="cell-model" title={plain(row.models.join("\n"))}>
        <span>
          {model && (
            <PickButton pick={["model", model]} onPick={onPick} tabIndex={-1}>
              <Safe text={shortModel(model)} />
            </PickButton>
          )}
          {others.length > 0 && <span className="quiet"> +{others.length}</span>}
        </span>
        <span className="quiet">
          {row.service && (
            <PickButton pick={["service", row.service]} onPick={onPick} tabIndex={-1}>
              <Safe text={row.service} />
            </PickButton>
          )}
          {row.service && row.environment && <span className="dot">·</span>}
          {row.environment && (
            <PickButton pick={["environment", row.environment]} onPick={onPick} tabIndex={-1}>
              <Safe text={row.environment} />
            </PickButton>
          )}
        </span>
      </span>}
      {columns.includes("tokens") && <span role="gridcell" className="cell-tokens" title={tokens === null ? undefined : `${whole(row.inputTokens ?? 0)} tokens in, ${whole(row.outputTokens ?? 0)} out`}>
        <span>{tokens === null ? "" : compact(tokens)}</span>
        <span className="quiet">{row.costUsd === null ? "" : money(row.costUsd)}</span>
      </span>}
      {columns.includes("took") && <span role="gridcell" className="cell-took">
        <span>{duration(row.durationMs)}</span>
        <span className="quiet">{counted(row.spanCount, "span")}</span>
      </span>}
    </div>
  );
});

function signLabel(row: TraceSummary): string {
  if (row.status === "error") return "Failed. ";
  return row.errorCount > 0 ? "Some spans failed. " : "";
}
