import type { Stats } from "../api/types";
import { dayAndTime, hourMinute } from "./format";

export interface Bar {
  start: number;
  end: number;
  traces: number;
  errors: number;
}

export interface Strip {
  from: number;
  to: number;
  bars: Bar[];
  /** The highest bar. */
  most: number;
  bucketMs: number;
}

/** The bars of the time strip between two times; buckets at the rim may reach beyond it and are cut. */
export function strip(stats: Stats): Strip {
  const from = Date.parse(stats.from);
  const to = Math.max(Date.parse(stats.to), from + 1);
  const bucketMs = stats.bucketSeconds * 1000;
  const bars: Bar[] = [];
  for (const bucket of stats.buckets) {
    const start = Date.parse(bucket.start);
    if (start >= to || start + bucketMs <= from) continue;
    bars.push({ start: Math.max(start, from), end: Math.min(start + bucketMs, to), traces: bucket.count, errors: bucket.errors });
  }
  return { from, to, bars, bucketMs, most: bars.reduce((most, bar) => Math.max(most, bar.traces), 0) };
}

export function barAt(bars: readonly Bar[], time: number): Bar | null {
  return bars.find((bar) => bar.start <= time && time < bar.end) ?? null;
}

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
const steps = [
  1000, 5000, 15_000, 30_000, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR,
  12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY, 180 * DAY, 365 * DAY, 5 * 365 * DAY,
];

export interface TimeTick {
  time: number;
  label: string;
}

/** Round local times, with the day where the day changes. */
export function timeTicks(from: number, to: number, atMost: number): TimeTick[] {
  const step = steps.find((size) => (to - from) / size <= atMost) ?? steps.at(-1)!;
  const offset = new Date(from).getTimezoneOffset() * MINUTE;
  const ticks: TimeTick[] = [];
  for (let time = Math.ceil((from - offset) / step) * step + offset; time < to && ticks.length < 50; time += step) {
    const at = new Date(time);
    const otherYear = ticks.length === 0 && step < 90 * DAY && at.getFullYear() !== new Date().getFullYear();
    ticks.push({ time, label: timeLabel(at, step) + (otherYear ? ` ${at.getFullYear()}` : "") });
  }
  return ticks;
}

const month = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric" });
const dayOnly = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

function timeLabel(at: Date, step: number): string {
  if (step >= 90 * DAY) return month.format(at).replace("Sept", "Sep");
  if (step >= DAY || (at.getHours() === 0 && at.getMinutes() === 0 && step >= 15 * MINUTE)) {
    return dayOnly.format(at).replace("Sept", "Sep");
  }
  return step < MINUTE ? `${hourMinute(at)}:${String(at.getSeconds()).padStart(2, "0")}` : hourMinute(at);
}

/** `12 Nov 14:00 – 14:30` */
export function barLabel(bar: Bar, now: Date): string {
  const from = new Date(bar.start);
  const to = new Date(bar.end);
  const end = from.toDateString() === to.toDateString() ? dayAndTime(to, to) : dayAndTime(to, now);
  return `${dayAndTime(from, now)} – ${end}`;
}

/**
 * Where the data lies within a range that is far too wide, such as all time: from the first bucket with traces to the
 * end of the last one. Nothing where there are no traces.
 */
export function extent(stats: Stats): { from: number; to: number } | null {
  const first = stats.buckets[0];
  const last = stats.buckets.at(-1);
  if (!first || !last) return null;
  return {
    from: Math.max(Date.parse(first.start), Date.parse(stats.from)),
    to: Math.min(Date.parse(last.start) + stats.bucketSeconds * 1000, Date.parse(stats.to)),
  };
}
