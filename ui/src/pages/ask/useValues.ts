import type { Known } from "../../prepare/filter/complete";

/** The values to complete with: what the loaded rows show. */
export function useValues(_project: string, _wanted: { field: string; typed: string } | null, known: Known): Known {
  return known;
}
