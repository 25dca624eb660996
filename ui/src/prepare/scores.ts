import type { Score, TraceSummary } from "../api/types";

/** What was stated about a span, and about the trace as a whole; the newest first, each once. */
export function scoresOf(summary: TraceSummary, spanId: string, own: readonly Score[]): Score[] {
  const whole = summary.scores.filter((score) => score.spanId === null || score.spanId === spanId);
  const byId = new Map([...whole, ...own].map((score) => [score.id, score]));
  return [...byId.values()].sort((a, b) => Date.parse(b.time) - Date.parse(a.time) || a.name.localeCompare(b.name));
}
