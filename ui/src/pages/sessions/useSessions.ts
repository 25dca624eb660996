import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { findSessions, readSession } from "../../api/client";
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
