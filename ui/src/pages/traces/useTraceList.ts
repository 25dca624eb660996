import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { findTraces, inShort, traceStats, type Page, type Query } from "../../api/client";
import type { Stats, TraceSummary } from "../../api/types";
import { fresh, mergeFresh, refreshed, rowsOf } from "../../prepare/rows";
import { rangeQuery, type Range } from "../../prepare/range";
import { extent } from "../../prepare/strip";
import { useTail } from "./useTail";

const PAGE = 100;
const LOOK_MS = 5000;
const LOOK_SELDOM_MS = 30_000;
const STATS_MS = 15_000;

export interface TraceList {
  rows: TraceSummary[];
  /** Nothing is there to show yet. */
  waiting: boolean;
  /** What shows belongs to the question before. */
  stale: boolean;
  error: Error | null;
  /** Rows are there, but the last question about them went wrong. */
  trouble: { what: string; retry: () => void } | null;
  more: boolean;
  loadMore: () => void;
  /** How many traces arrived since; `atLeast` where there are more than were looked at. */
  fresh: { count: number; atLeast: boolean };
  loadFresh: () => void;
  reload: () => void;
}

/** The rows of a list: page after page of what was there when it was asked for, and word of what came since. */
export function useTraceList(project: string, filter: Query, range: Range): TraceList {
  const client = useQueryClient();
  const question = JSON.stringify([project, filter, range]);
  const [asked, setAsked] = useState({ question, at: Date.now() });
  if (asked.question !== question) setAsked({ question, at: Date.now() });

  const key = useMemo(() => ["traces", asked.question, asked.at], [asked]);
  const query = useMemo<Query>(() => {
    const [, askedFilter, askedRange] = JSON.parse(asked.question) as [string, Query, Range];
    return [...askedFilter, ...rangeQuery(askedRange, asked.at)];
  }, [asked]);

  const pages = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      findTraces(project, [...query, ["limit", String(PAGE)], ...(pageParam ? [["cursor", pageParam] as [string, string]] : [])], signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  const { data, isPlaceholderData, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pages;
  const ready = data !== undefined && !isPlaceholderData;

  /** Whether the server tells by itself when something comes. */
  const streaming = useRef(false);
  const look = useQuery({
    queryKey: ["newest", ...key],
    queryFn: ({ signal }) => findTraces(project, [...query, ["limit", "50"]], signal),
    enabled: ready && range.type !== "between",
    refetchInterval: () => (streaming.current ? LOOK_SELDOM_MS : LOOK_MS),
    initialData: () => ({ items: [], nextCursor: null }) as Page,
    initialDataUpdatedAt: () => Date.now(),
    staleTime: LOOK_MS,
    retry: false,
  });
  const newest = look.data;
  useTail(project, query, ready && range.type !== "between", streaming, look.refetch);

  const rows = useMemo(() => rowsOf(data?.pages ?? []), [data]);
  const arrived = useMemo(() => (ready ? fresh(rows, newest.items, hasNextPage) : []), [ready, rows, newest, hasNextPage]);

  // Rows that changed since (a root span arrived, a score was given) change in their place, which moves nothing.
  useEffect(() => {
    if (!ready || newest.items.length === 0) return;
    client.setQueryData<InfiniteData<Page>>(key, (old) => old && refreshed(old, newest.items));
  }, [client, key, newest, ready]);

  const reload = useCallback(() => setAsked((old) => ({ ...old, at: Date.now() })), []);
  const loadFresh = useCallback(() => {
    if (arrived.length === 0) return;
    if (arrived.length === newest.items.length && newest.nextCursor !== null) reload();
    else client.setQueryData<InfiniteData<Page>>(key, (old) => old && mergeFresh(old, arrived));
  }, [arrived, client, key, newest, reload]);

  // An empty list has nothing that could jump.
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- it answers to what the server sent, not to a state of ours
    if (ready && rows.length === 0 && arrived.length > 0) loadFresh();
  }, [ready, rows, arrived, loadFresh]);

  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);

  return {
    rows,
    waiting: pages.isPending,
    stale: isPlaceholderData,
    error: data ? null : pages.error,
    trouble: isFetchNextPageError
      ? { what: "Older traces could not be read", retry: () => void fetchNextPage() }
      : look.error
        ? { what: inShort(look.error), retry: () => void look.refetch() }
        : null,
    more: hasNextPage,
    loadMore,
    fresh: { count: arrived.length, atLeast: arrived.length > 0 && arrived.length === newest.items.length && newest.nextCursor !== null },
    loadFresh,
    reload: pages.error ? () => void pages.refetch() : reload,
  };
}

/** The numbers over a question, asked anew every little while as long as new data may come. */
export function useStats(project: string, filter: Query, range: Range): { stats: Stats | undefined; /** When these numbers were read. */ at: number; error: Error | null; again: () => void } {
  const result = useQuery({
    queryKey: ["stats", project, filter, range],
    queryFn: async ({ signal }) => {
      const ask = (some: Query, buckets: number) => traceStats(project, [...filter, ...some, ["buckets", String(buckets)]], signal);
      if (range.type !== "all") return ask(rangeQuery(range, Date.now()), 96);
      // All time is much wider than the data: look coarsely where it lies, then closer.
      let stats = await ask(rangeQuery(range, Date.now()), 500);
      for (let i = 0; i < 2; i++) {
        const found = extent(stats);
        if (!found) break;
        stats = await ask(rangeQuery({ type: "between", ...found }, 0), i === 0 ? 500 : 96);
      }
      return stats;
    },
    placeholderData: keepPreviousData,
    refetchInterval: range.type === "between" ? false : STATS_MS,
    staleTime: STATS_MS,
  });
  return { stats: result.data, at: result.dataUpdatedAt, error: result.error, again: () => void result.refetch() };
}
