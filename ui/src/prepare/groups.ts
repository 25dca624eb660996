import type { Numbers, NumbersGroup } from "../api/types";
import { compact, duration, measured, money, share, whole, type Share } from "./format";

/** A line of a table of numbers, as it is read. */
export interface GroupRow {
  value: string;
  count: string;
  /** Of the largest, from 0 to 1: how long its bar is. */
  bar: number;
  failed: Share | null;
  anyFailed: boolean;
  p50: string;
  p95: string;
  tokensIn: string;
  tokensOut: string;
  cost: string;
}

export function groupRows(groups: readonly NumbersGroup[]): GroupRow[] {
  const most = groups.reduce((max, group) => Math.max(max, group.count), 1);
  return groups.map((group) => ({ value: group.value, bar: group.count / most, ...read(group) }));
}

function read(numbers: Numbers): Omit<GroupRow, "value" | "bar"> {
  const said = (value: number | null, says: (n: number) => string) => (value === null ? "" : says(value));
  return {
    count: whole(numbers.count),
    failed: share(numbers.errors, numbers.count),
    anyFailed: numbers.errors > 0,
    p50: said(measured(numbers.p95Ms) ? numbers.p50Ms : null, duration),
    p95: said(measured(numbers.p95Ms) ? numbers.p95Ms : null, duration),
    tokensIn: said(numbers.inputTokens, compact),
    tokensOut: said(numbers.outputTokens, compact),
    cost: said(numbers.costUsd, money),
  };
}
