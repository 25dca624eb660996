import { keepPreviousData, useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { findSessions, readSession, readWholeTurn } from "../../api/client";
import type { SessionSummary, SessionTurn } from "../../api/types";
import { rangeQuery } from "../../prepare/range";
import type { Question } from "../ask/useQuestion";

/** The sessions of a question, page after page. */
export function useSessions(project: string, { filter, range }: Question) {
  const pages = useInfiniteQuery({
    queryKey: ["sessions", project, filter, range],
    queryFn: ({ pageParam, signal }) =>
      findSessions(project, [...filter, ...rangeQuery(range, Date.now()), ["limit", "100"], ...(pageParam ? [["cursor", pageParam] as [string, string]] : [])], signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (range.type === "between" || (state.data?.pages.length ?? 0) > 1 ? false : 15_000),
  });
  const rows = useMemo<SessionSummary[]>(() => {
    const found = (pages.data?.pages ?? []).flatMap((page) => page.items);
    return [...new Map(found.map((row) => [row.sessionId, row])).values()];
  }, [pages.data]);
  return { ...pages, rows };
}

/** One session: its summary, and its turns as far as they have been read. */
export function useSession(project: string, sessionId: string) {
  const pages = useInfiniteQuery({
    queryKey: ["read-session", project, sessionId],
    queryFn: ({ pageParam, signal }) => readSession(project, sessionId, [["limit", "50"], ...(pageParam ? [["cursor", pageParam] as [string, string]] : [])], signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const turns = useMemo<SessionTurn[]>(() => (pages.data?.pages ?? []).flatMap((page) => page.turns), [pages.data]);
  return { ...pages, summary: pages.data?.pages[0]?.summary, turns };
}

/** The turns of a session of which the beginnings came, whole where somebody wants them so. */
export function useWholeTurns(project: string, sessionId: string, turns: readonly SessionTurn[]) {
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set());
  const cut = turns.filter((turn) => turn.leftOut !== undefined && wanted.has(turn.trace.traceId));
  const answers = useQueries({
    queries: cut.map((turn) => ({
      queryKey: ["read-session", project, sessionId, "whole", turn.trace.traceId],
      queryFn: ({ signal }: { signal: AbortSignal }) => readWholeTurn(project, sessionId, turn, signal),
      structuralSharing: false,
      staleTime: Infinity,
      gcTime: 0,
    })),
  });
  const whole = new Map(cut.map((turn, i) => [turn.trace.traceId, answers[i]!]));
  const read = useCallback((ids: readonly string[]) => setWanted((old) => new Set([...old, ...ids])), []);
  return { whole, read };
}
