import type { TraceSummary } from "../api/types";

export interface Turn {
  /** From 1. */
  number: number;
  of: number;
  before: string | undefined;
  after: string | undefined;
}

/** Where a trace stands among those of its session, oldest first; nothing where it stands alone. */
export function siblings(session: readonly TraceSummary[], traceId: string): Turn | null {
  const order = [...session].sort((a, b) => Date.parse(a.startTime) - Date.parse(b.startTime));
  const at = order.findIndex((trace) => trace.traceId === traceId);
  if (at < 0 || order.length < 2) return null;
  return { number: at + 1, of: order.length, before: order[at - 1]?.traceId, after: order[at + 1]?.traceId };
}
