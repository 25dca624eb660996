import type { Score, SessionSummary, Span, TraceSummary } from "../api/types";
import type { FieldValue } from "./filter/edit";
import { took } from "./format";

/** What a row shows that can be asked for, in the order of asking. */
export function rowPicks(row: TraceSummary): FieldValue[] {
  return there([
    ["status", row.status === "unset" ? null : row.status],
    ...row.models.map((model): FieldValue => ["model", model]),
    ["service", row.service],
    ["environment", row.environment],
    ["session", row.sessionId],
    ["user", row.userId],
    ...row.tags.map((tag): FieldValue => ["tag", tag]),
    ...scorePicks(row.scores),
    ["name", row.name],
    ["duration", took(row.durationMs, row.spanCount) && `>=${row.durationMs < 1000 ? `${Math.floor(row.durationMs)}ms` : `${Math.floor(row.durationMs / 1000)}s`}`],
  ]);
}

/** What a session's row shows that can be asked for. */
export function sessionPicks(row: SessionSummary): FieldValue[] {
  return there([
    ["session", row.sessionId],
    ["user", row.userId],
    ...row.models.map((model): FieldValue => ["model", model]),
    ["service", row.service],
    ["environment", row.environment],
    ...scorePicks(row.scores),
  ]);
}

/** What a span shows that can be asked for. */
export function spanPicks(span: Span): FieldValue[] {
  return there([
    ["kind", span.kind],
    ["status", span.status],
    ["name", span.name],
    ["request.model", span.requestModel],
    ["response.model", span.responseModel],
    ["provider", span.provider],
    ["operation", span.operation],
    ...span.finishReasons.map((reason): FieldValue => ["finish", reason]),
    ["error.type", span.errorType],
    ["session", span.sessionId],
    ["user", span.userId],
    ...span.tags.map((tag): FieldValue => ["tag", tag]),
    ...scorePicks(span.scores),
    ["prompt", span.promptName],
    ["prompt.version", span.promptVersion],
    ["service", span.service],
    ["environment", span.environment],
    ["client", span.client.name],
    ["dialect", span.client.dialect],
    ...Object.entries(span.metadata).map(([key, value]): FieldValue => [`metadata.${key}`, plainValue(value)]),
    ...Object.entries(span.attributes).map(([key, value]): FieldValue => [`attributes.${key}`, plainValue(value)]),
  ]).slice(0, 60);
}

export const scorePick = (score: Score): FieldValue => [`score.${score.name}`, String(score.value)];

/** Scores whose value is no long text. */
const scorePicks = (scores: readonly Score[]) => scores.map(scorePick);

const plainValue = (value: unknown) => (["string", "number", "boolean"].includes(typeof value) ? String(value) : "");

const there = (picks: readonly (readonly [string, string | null])[]): FieldValue[] =>
  picks.filter((pick): pick is FieldValue => pick[1] !== null && pick[1].trim() !== "" && pick[1].length <= 200);
