import { useQuery } from "@tanstack/react-query";
import { listViews, type View } from "../../api/views";

const none: readonly View[] = [];

/** The saved views of a project, which everybody who reads it shares. */
export function useViews(project: string): readonly View[] {
  return useQuery({ queryKey: ["views", project], queryFn: ({ signal }) => listViews(project, signal), staleTime: 30_000 }).data?.items ?? none;
}
