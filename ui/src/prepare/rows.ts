import type { TraceSummary } from "../api/types";

interface Page {
  items: TraceSummary[];
  nextCursor: string | null;
}

interface Pages {
  pages: Page[];
  pageParams: unknown[];
}

/** Newest first; equal starts by descending id, as the server orders them. */
function order(a: TraceSummary, b: TraceSummary): number {
  const at = Date.parse(b.startTime) - Date.parse(a.startTime);
  return at || (a.traceId < b.traceId ? 1 : a.traceId > b.traceId ? -1 : 0);
}

/** The rows of all pages in order, each trace once. */
export function rowsOf(pages: readonly Page[]): TraceSummary[] {
  const seen = new Set<string>();
  const rows: TraceSummary[] = [];
  let sorted = true;
  for (const page of pages) {
    for (const row of page.items) {
      if (seen.has(row.traceId)) continue;
      seen.add(row.traceId);
      const last = rows.at(-1);
      if (last && sorted && order(last, row) > 0) sorted = false;
      rows.push(row);
    }
  }
  return sorted ? rows : rows.sort(order);
}

/** The newest traces that are not among the rows; what lies beyond the loaded pages will come with them. */
export function fresh(rows: readonly TraceSummary[], newest: readonly TraceSummary[], more: boolean): TraceSummary[] {
  const known = new Set(rows.map((row) => row.traceId));
  const last = rows.at(-1);
  return newest.filter((row) => !known.has(row.traceId) && (!more || !last || order(row, last) < 0));
}

export function mergeFresh<P extends Pages>(old: P, arrived: readonly TraceSummary[]): P {
  const [first, ...rest] = old.pages;
  if (!first) return old;
  return { ...old, pages: [{ ...first, items: [...arrived, ...first.items].sort(order) }, ...rest] };
}

/** The same pages with rows replaced that read differently now; the same object where none does. */
export function refreshed<P extends Pages>(old: P, newest: readonly TraceSummary[]): P {
  const byId = new Map(newest.map((row) => [row.traceId, row]));
  let any = false;
  const pages = old.pages.map((page) => {
    let some = false;
    const items = page.items.map((row) => {
      const now = byId.get(row.traceId);
      if (!now || now === row || JSON.stringify(now) === JSON.stringify(row)) return row;
      some = true;
      return now;
    });
    any ||= some;
    return some ? { ...page, items } : page;
  });
  return any ? { ...old, pages } : old;
}
