import type { TraceSummary } from "../api/types";
import type { Known } from "./filter/complete";

/** The values that the loaded rows show, most frequent first, to complete what is typed. */
export function knownValues(rows: readonly TraceSummary[]): Known {
  const counts = new Map<string, Map<string, number>>();
  const see = (key: string, value: string | null) => {
    if (!value) return;
    const values = counts.get(key) ?? new Map<string, number>();
    values.set(value, (values.get(value) ?? 0) + 1);
    counts.set(key, values);
  };
  for (const row of rows) {
    see("name", row.name);
    see("service", row.service);
    see("environment", row.environment);
    see("session", row.sessionId);
    see("user", row.userId);
    for (const model of row.models) see("model", model);
    for (const tag of row.tags) see("tag", tag);
    for (const score of row.scores) see("score.", score.name);
  }
  const known: Record<string, { value: string }[]> = {};
  for (const [key, values] of counts) {
    known[key] = [...values].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([value]) => ({ value }));
  }
  return known;
}
