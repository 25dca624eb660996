import { useMemo } from "react";
import type { Query } from "../../api/client";
import { read, type Fault } from "../../prepare/filter/read";
import { readRange, type Range } from "../../prepare/range";
import { ApiError } from "../../api/client";

export interface Question {
  /** As it is typed. */
  line: string;
  filter: Query;
  range: Range;
}

/** What an address asks for: the line and the time range. */
export function useQuestion(params: URLSearchParams): Question {
  const line = params.get("f") ?? "";
  const times = [params.get("range"), params.get("from"), params.get("to")].join();
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the parameters it reads are in the text
  const range = useMemo(() => readRange(params), [times]);
  const filter = useMemo(() => filterQuery(line), [line]);
  return useMemo(() => ({ line, filter, range }), [line, filter, range]);
}

export const filterQuery = (line: string): Query => (line.trim() ? [["filter", line.trim()]] : []);

/** What a server that could not read the line says of it, at its place. */
export function refusedBy(error: Error | null, line: string): Fault | null {
  if (!(error instanceof ApiError) || error.position === null) return null;
  const at = Math.min(error.position, line.length);
  const token = read(line).tokens.find((t) => t.start <= at && at < t.end);
  const [what = error.detail, expected = ""] = error.detail.split(/ \(expected: (.*)\)[^)]*$/su);
  return { at, end: Math.max(at + 1, token?.end ?? at + 1), what, expected: expected || "see docs/filters.md" };
}
