import { keepPreviousData, queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { readSpans, readTrace, readTraceTree } from "../../api/client";
import type { Span, TraceSummary } from "../../api/types";
import { columnsOf, Tree, type Node } from "../../prepare/tree";

/** A trace this young may still be growing. */
const GROWS_MS = 120_000;

/** A trace of up to so many spans is read whole; of a larger one the spans are, and the texts of those that are looked at. */
const WHOLE = 200;

/** Above so many spans a trace that grows is looked at less often, and none is read before it is wanted. */
export const LARGE = 5000;

/** So many neighbours in the tree are read together. */
const TOGETHER = 24;

export interface TraceData {
  traceId: string;
  summary: TraceSummary;
  tree: Tree;
  /** All spans with their texts, where they were read. */
  whole: ReadonlyMap<string, Span> | null;
}

export const traceOptions = (project: string, traceId: string, spanCount: number | undefined) =>
  queryOptions({
    queryKey: ["trace", project, traceId],
    queryFn: async ({ signal }): Promise<TraceData> => {
      if (spanCount !== undefined && spanCount <= WHOLE) {
        const { summary, spans } = await readTrace(project, traceId, signal);
        return { traceId, summary, tree: new Tree(columnsOf(spans)), whole: new Map(spans.map((span) => [span.spanId, span])) };
      }
      const answer = await readTraceTree(project, traceId, signal);
      return { traceId, summary: answer.summary, tree: new Tree(answer.spans), whole: null };
    },
    structuralSharing: false,
    staleTime: 60_000,
    gcTime: 120_000,
  });

export function useTrace(project: string, traceId: string, spanCount: number | undefined) {
  return useQuery({
    ...traceOptions(project, traceId, spanCount),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      const summary = state.data?.summary;
      if (!summary || Date.now() - Date.parse(summary.startTime) - summary.durationMs > GROWS_MS) return false;
      return summary.spanCount > LARGE ? 20_000 : 5000;
    },
  });
}

export interface Texts {
  /** The spans that were read so far, among them those that were wanted once `ready`. */
  spans: ReadonlyMap<string, Span>;
  ready: boolean;
  error: Error | null;
  retry: () => void;
}

/** The texts of some spans of a trace, and of their neighbours. */
export function useTexts(project: string, trace: TraceData | undefined, tree: Tree | null, wanted: readonly [Node | null, Node | null]): Texts {
  const blocks = !trace || trace.whole || !tree ? [] : [...new Set(wanted.filter((node) => node !== null).map((node) => Math.floor(node.index / TOGETHER)))];
  const queries = useQueries({
    queries: blocks.map((block) => {
      const start = block * TOGETHER;
      const ids = Array.from({ length: Math.min(TOGETHER, tree!.count - start) }, (_, i) => tree!.spanId(start + i));
      return {
        queryKey: ["texts", project, trace!.traceId, ids.join()],
        queryFn: ({ signal }: { signal: AbortSignal }) => readAll(project, trace!.traceId, ids, signal),
        staleTime: 60_000,
        gcTime: 120_000,
      };
    }),
  });
  // Two blocks at most, in two places: a list of dependencies that grows would be compared as far as it was before.
  const [first, second] = queries.map((query) => query.data);
  const spans = useMemo(
    () => trace?.whole ?? new Map([...(first ?? []), ...(second ?? [])].map((span) => [span.spanId, span])),
    [trace, first, second],
  );
  const failed = queries.find((query) => query.error);
  return {
    spans,
    ready: wanted.every((node) => node === null || spans.has(node.span.spanId)),
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}

/** Texts that are very long come in several answers. */
async function readAll(project: string, traceId: string, ids: readonly string[], signal: AbortSignal): Promise<Span[]> {
  const found: Span[] = [];
  for (let left = ids; left.length > 0; ) {
    const answer = await readSpans(project, traceId, left, signal);
    found.push(...answer.items);
    if (answer.items.length === 0) break;
    left = answer.left;
  }
  return found;
}
