import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { readTrace } from "../../api/client";

/** A trace this young may still be growing. */
const GROWS_MS = 120_000;

export const traceOptions = (project: string, traceId: string) =>
  queryOptions({
    queryKey: ["trace", project, traceId],
    queryFn: ({ signal }) => readTrace(project, traceId, signal),
    staleTime: 60_000,
    gcTime: 120_000,
  });

export function useTrace(project: string, traceId: string) {
  return useQuery({
    ...traceOptions(project, traceId),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      const summary = state.data?.summary;
      return summary && Date.now() - Date.parse(summary.startTime) - summary.durationMs < GROWS_MS ? 5000 : false;
    },
  });
}
