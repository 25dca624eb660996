import { dayAndTime } from "./format";

/** A stretch of time: the last so-many milliseconds, everything, or from one time to another. */
export type Range =
  | { type: "last"; name: string; ms: number; label: string }
  | { type: "all" }
  | { type: "between"; from: number; to: number };

const MINUTE = 60_000;
const DAY = 86_400_000;

export const lasts: Extract<Range, { type: "last" }>[] = [
  { type: "last", name: "15m", ms: 15 * MINUTE, label: "last 15 min" },
  { type: "last", name: "1h", ms: 60 * MINUTE, label: "last hour" },
  { type: "last", name: "24h", ms: DAY, label: "last 24 h" },
  { type: "last", name: "7d", ms: 7 * DAY, label: "last 7 days" },
  { type: "last", name: "30d", ms: 30 * DAY, label: "last 30 days" },
];

export const usual: Range = lasts[2]!;
export const everything: Range = { type: "all" };

/** The range an address means; the usual one where it says none or nonsense. */
export function readRange(params: URLSearchParams): Range {
  const from = Date.parse(params.get("from") ?? "");
  const to = Date.parse(params.get("to") ?? "");
  if (from < to) return { type: "between", from, to };
  const name = params.get("range");
  if (name === "all") return everything;
  return lasts.find((range) => range.name === name) ?? usual;
}

/** How an address says it. The usual range is said by saying nothing. */
export function writeRange(range: Range): { range: string | null; from: string | null; to: string | null } {
  if (range.type === "between") {
    return { range: null, from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() };
  }
  const name = range.type === "all" ? "all" : range.name;
  return { range: range === usual ? null : name, from: null, to: null };
}

export function rangeLabel(range: Range, now: Date): string {
  switch (range.type) {
    case "all":
      return "all time";
    case "last":
      return range.label;
    case "between": {
      const from = new Date(range.from);
      const to = new Date(range.to);
      const sameDay = from.toDateString() === to.toDateString();
      return `${dayAndTime(from, now)} – ${sameDay ? dayAndTime(to, to) : dayAndTime(to, now)}`;
    }
  }
}

/** The next wider range, or nothing above everything. */
export function wider(range: Range): Range | null {
  if (range.type === "all") return null;
  const ms = range.type === "last" ? range.ms : range.to - range.from;
  return lasts.find((next) => next.ms > ms) ?? everything;
}

/** The API's parameters for a range, as seen at one moment. Only a range in the past has an end: new data may arrive. */
export function rangeQuery(range: Range, now: number): [string, string][] {
  switch (range.type) {
    case "all":
      return [["from", "1970-01-01T00:00:00Z"]];
    case "last":
      return [["from", new Date(now - range.ms).toISOString()]];
    case "between":
      return [
        ["from", new Date(range.from).toISOString()],
        ["to", new Date(range.to).toISOString()],
      ];
  }
}
