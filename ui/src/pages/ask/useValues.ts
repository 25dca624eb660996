import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { fields, findFacets } from "../../api/client";
import type { FilterField } from "../../api/types";
import type { Known } from "../../prepare/filter/complete";
import { families } from "../../prepare/filter/fields";
import { whole } from "../../prepare/format";

const WIDE = 30 * 86_400_000;
const none: readonly FilterField[] = [];

/** What a filter can ask for in a project, made-up keys and all. */
export function useFields(project: string, enabled = true): readonly FilterField[] {
  return (
    useQuery({
      queryKey: ["fields", project],
      queryFn: ({ signal }) => fields(project, [["from", new Date(Date.now() - WIDE).toISOString()]], signal),
      staleTime: 120_000,
      enabled,
    }).data?.items ?? none
  );
}

/** The values to complete with: what the loaded rows show, and what the server knows of the last month. */
export function useValues(project: string, wanted: { field: string; typed: string } | null, known: Known): Known {
  const family = wanted !== null && Object.hasOwn(families, wanted.field);
  const made = useFields(project, family);
  const asked = wanted && !family ? wanted : null;
  const found = useQuery({
    queryKey: ["complete", project, asked?.field, asked?.typed],
    queryFn: ({ signal }) =>
      findFacets(
        project,
        [
          ["field", asked!.field],
          ["limit", "12"],
          ["from", new Date(Date.now() - WIDE).toISOString()],
          ...(asked!.typed ? [["prefix", asked!.typed] as [string, string]] : []),
        ],
        signal,
      ),
    enabled: asked !== null,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    retry: false,
  }).data;
  return useMemo(() => {
    if (wanted === null) return known;
    if (family) {
      const names = made.filter((f) => f.name.startsWith(wanted.field)).map((f) => ({ value: f.name.slice(wanted.field.length) }));
      return names.length > 0 ? { ...known, [wanted.field]: names } : known;
    }
    const facet = found?.facets.find((f) => f.field === wanted.field);
    if (!facet) return known;
    const values = facet.values.map(({ value, count }) => ({ value, says: whole(count) }));
    const seen = new Set(values.map((v) => v.value));
    return { ...known, [wanted.field]: [...values, ...(known[wanted.field] ?? []).filter((v) => !seen.has(v.value))] };
  }, [wanted, family, made, found, known]);
}
