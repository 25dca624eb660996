import type { Score } from "../api/types";
import { shortModel } from "../prepare/facts";
import { compact, day, exact, money, timeOfDay, whole } from "../prepare/format";
import type { FieldValue } from "../prepare/filter/edit";
import { scorePick } from "../prepare/picks";
import { plain } from "../prepare/visible";
import { PickButton, type OnPick } from "./PickButton";
import { Safe } from "./Safe";
import { ScoreChip } from "./ScoreChip";

// The cells that rows of traces and rows of sessions have alike. Whatever names a value of a field can be asked for.

export function TimeCell({ time, today }: { time: string; today: Date }) {
  const at = new Date(time);
  const date = day(at, today);
  return (
    <span role="gridcell" className="cell-time" title={exact(time)}>
      <span>{timeOfDay(at)}</span>
      {date && <span className="quiet">{date}</span>}
    </span>
  );
}

function Pick({ pick, text = pick[1], onPick }: { pick: FieldValue; text?: string; onPick: OnPick }) {
  return (
    <PickButton pick={pick} onPick={onPick} tabIndex={-1}>
      <Safe text={text} />
    </PickButton>
  );
}

export function ScoresCell({ scores, onPick }: { scores: readonly Score[]; onPick: OnPick }) {
  return (
    <span role="gridcell" className="cell-scores">
      {scores.slice(0, 3).map((score) => (
        <PickButton key={score.id} pick={scorePick(score)} onPick={onPick} tabIndex={-1}>
          <ScoreChip score={score} />
        </PickButton>
      ))}
      {scores.length > 3 && <span className="quiet">+{scores.length - 3}</span>}
    </span>
  );
}

export function WhoCell({ userId, sessionId, onPick }: { userId: string | null; sessionId: string | null; onPick: OnPick }) {
  return (
    <span role="gridcell" className="cell-who">
      <span>{userId && <Pick pick={["user", userId]} onPick={onPick} />}</span>
      <span className="quiet">{sessionId && <Pick pick={["session", sessionId]} onPick={onPick} />}</span>
    </span>
  );
}

export function ModelCell({ models, service, environment, onPick }: { models: readonly string[]; service: string | null; environment: string | null; onPick: OnPick }) {
  const [model, ...others] = models;
  return (
    <span role="gridcell" className="cell-model" title={plain([...models, service, environment].filter(Boolean).join("\n"))}>
      <span>
        {model && <Pick pick={["model", model]} text={shortModel(model)} onPick={onPick} />}
        {others.length > 0 && <span className="quiet"> +{others.length}</span>}
      </span>
      <span className="quiet">
        {service && <Pick pick={["service", service]} onPick={onPick} />}
        {service && environment && <span className="dot">·</span>}
        {environment && <Pick pick={["environment", environment]} onPick={onPick} />}
      </span>
    </span>
  );
}

export function TokensCell({ inputTokens, outputTokens, costUsd }: { inputTokens: number | null; outputTokens: number | null; costUsd: number | null }) {
  const known = inputTokens !== null || outputTokens !== null;
  return (
    <span role="gridcell" className="cell-tokens" title={known ? `${whole(inputTokens ?? 0)} tokens in, ${whole(outputTokens ?? 0)} out` : undefined}>
      <span>{known ? compact((inputTokens ?? 0) + (outputTokens ?? 0)) : ""}</span>
      <span className="quiet">{costUsd === null ? "" : money(costUsd)}</span>
    </span>
  );
}

export function TookCell({ took, of }: { took: string; of: string }) {
  return (
    <span role="gridcell" className="cell-took">
      <span>{took}</span>
      <span className="quiet">{of}</span>
    </span>
  );
}
