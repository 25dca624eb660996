import type { Bucket, Stats } from "../api/types";
import { compact, duration, measured, money, whole, wilson } from "./format";

export type Tone = "plain" | "quiet" | "accent" | "fail" | "unsure";

export interface Series {
  name: string;
  tone: Tone;
  /** One for each bucket; nothing where there is nothing to say. */
  values: (number | null)[];
  /** The interval of an estimate. */
  band?: ([number, number] | null)[];
  /** What an estimate stands on, as "3 of 126". */
  of?: (string | null)[];
}

export interface Chart {
  id: string;
  title: string;
  /** What stands on the value axis, with its unit. */
  axis: string;
  kind: "bars" | "lines";
  series: Series[];
  /** First and last bucket of the stretches that are told of as one, where a bucket alone says too little. */
  steps?: [number, number][];
  says: (value: number) => string;
}

export interface Times {
  from: number;
  to: number;
  bucketMs: number;
  /** The start of each bucket, without gaps. */
  starts: number[];
}

/** Buckets without gaps over the whole range; the server leaves out those with nothing in them. */
export function times(stats: Stats): Times {
  const from = Date.parse(stats.from);
  const to = Math.max(Date.parse(stats.to), from + 1);
  const bucketMs = Math.max(1, stats.bucketSeconds * 1000);
  const anchor = stats.buckets[0] ? Date.parse(stats.buckets[0].start) : from;
  const first = anchor - Math.ceil((anchor - from) / bucketMs) * bucketMs;
  const starts: number[] = [];
  for (let at = first; at < to && starts.length < 2000; at += bucketMs) if (at + bucketMs > from) starts.push(at);
  return { from, to, bucketMs, starts };
}

/** What the overview draws, all on the same times. */
export function charts(stats: Stats, { starts, bucketMs }: Times): Chart[] {
  const byStart = new Map(stats.buckets.map((bucket) => [Date.parse(bucket.start), bucket]));
  const of = (read: (bucket: Bucket) => number | null, nothing: number | null) =>
    starts.map((start) => {
      const bucket = byStart.get(start);
      return bucket ? (read(bucket) ?? nothing) : nothing;
    });
  const per = duration(bucketMs).replace(/^1 /u, "");
  const what = stats.of;
  const failed = of((b) => b.errors, 0);
  const list: Chart[] = [
    {
      id: "volume",
      title: what === "spans" ? "Spans" : "Traces",
      axis: `${what} / ${per}`,
      kind: "bars",
      series: [
        { name: "failed", tone: "fail", values: failed },
        { name: "others", tone: "plain", values: of((b) => b.count - b.errors, 0) },
      ],
      says: whole,
    },
    shareOfFailed(what, of((b) => b.count, 0) as number[], failed as number[]),
  ];
  if (measured(stats.p99Ms)) {
    list.push({
      id: "duration",
      title: "Duration",
      axis: `of ${what}`,
      kind: "lines",
      series: [
        { name: "p50", tone: "plain", values: of((b) => b.p50Ms, null) },
        { name: "p95", tone: "accent", values: of((b) => b.p95Ms, null) },
        { name: "p99", tone: "unsure", values: of((b) => b.p99Ms, null) },
      ],
      says: duration,
    });
  }
  if (stats.inputTokens !== null || stats.outputTokens !== null) {
    list.push({
      id: "tokens",
      title: "Tokens",
      axis: `tokens / ${per}`,
      kind: "bars",
      series: [
        { name: "out", tone: "accent", values: of((b) => b.outputTokens, 0) },
        { name: "in", tone: "plain", values: of((b) => b.inputTokens, 0) },
      ],
      says: compact,
    });
  }
  if (stats.costUsd !== null) {
    list.push({ id: "cost", title: "Cost", axis: `US$ / ${per}`, kind: "bars", series: [{ name: "cost", tone: "plain", values: of((b) => b.costUsd, 0) }], says: money });
  }
  return list;
}

/** How many a share is told of at least: the interval of none of 100 reaches to 3.7 %, that of none of 15 to 20 %. */
const ENOUGH = 100;

function shareOfFailed(what: string, counts: readonly number[], errors: readonly number[]): Chart {
  const steps = stretches(counts, ENOUGH);
  const values: (number | null)[] = [];
  const band: ([number, number] | null)[] = [];
  const of: (string | null)[] = [];
  for (const [first, last] of steps) {
    const sum = (numbers: readonly number[]) => numbers.slice(first, last + 1).reduce((a, b) => a + b, 0);
    const n = sum(counts);
    const failed = sum(errors);
    const [low, high] = wilson(failed, n);
    for (let i = first; i <= last; i++) {
      values[i] = n > 0 ? (100 * failed) / n : null;
      band[i] = n > 0 ? [100 * low, 100 * high] : null;
      of[i] = n > 0 ? `${whole(failed)} of ${whole(n)}` : null;
    }
  }
  return {
    id: "failed",
    title: "Failed",
    axis: `% of ${what}${steps.some(([first, last]) => first < last) ? `, at least ${ENOUGH} a step` : ""}`,
    kind: "lines",
    series: [{ name: "failed", tone: "fail", values, band, of }],
    steps,
    says: (value) => `${value < 9.95 ? value.toFixed(1) : Math.round(value)} %`,
  };
}

/** Takes buckets together until each stretch counts enough; what is left at the end belongs to the last one. */
export function stretches(counts: readonly number[], enough: number): [number, number][] {
  const all: [number, number][] = [];
  let first = 0;
  let n = 0;
  counts.forEach((count, i) => {
    n += count;
    if (n < enough) return;
    all.push([first, i]);
    first = i + 1;
    n = 0;
  });
  const last = all.at(-1);
  if (first < counts.length) {
    if (last && n < enough) last[1] = counts.length - 1;
    else all.push([first, counts.length - 1]);
  }
  return all;
}

/** An axis of shares reaches to so many percent at least. */
const LEAST = 5;

/** The top of the value axis: of what is stacked the sum, of lines the highest; an interval may reach beyond it and is cut. */
export function topOf(chart: Chart): number {
  const n = chart.series[0]?.values.length ?? 0;
  let top = 0;
  for (let i = 0; i < n; i++) {
    const here = chart.series.map((s) => s.values[i] ?? 0);
    top = Math.max(top, chart.kind === "bars" ? here.reduce((a, b) => a + b, 0) : Math.max(...here));
  }
  // Few calls have wide intervals: as much again is shown of them. Where nothing failed, the little that may shall look little.
  const bands = chart.series.flatMap((s) => s.band ?? []).map((band) => band?.[1] ?? 0);
  return bands.length > 0 ? Math.max(LEAST, top, Math.min(Math.max(...bands), Math.max(top * 2, LEAST))) : top;
}

/** The value on the axis: round as it is, without zeros behind the point. */
export function tickLabel(chart: Chart, value: number): string {
  return value === 0 ? "0" : chart.says(value).replace(/(\.\d*?)0+(?=$| )/u, "$1").replace(/\.(?=$| )/u, "");
}

/** Two to five round values from 0 on, and the axis' end at or above the top. */
export function valueTicks(top: number, time: boolean): { ticks: number[]; end: number } {
  if (!(top > 0)) return { ticks: [0], end: 1 };
  const steps = time ? timeSteps : decimalSteps(top);
  const step = steps.find((s) => top / s <= 4.2) ?? steps.at(-1)!;
  const ticks: number[] = [];
  for (let i = 0; i * step <= top * 1.0001 && i < 6; i++) ticks.push(Number((i * step).toPrecision(12)));
  return { ticks, end: Math.max(top * 1.05, ticks.at(-1)!) };
}

const decimalSteps = (top: number) => {
  const size = 10 ** Math.floor(Math.log10(top));
  return [0.1, 0.2, 0.5, 1, 2, 5].map((n) => n * size);
};

const timeSteps = [
  ...[0.001, 0.01, 0.1, 1, 10, 100].flatMap((size) => [1, 2, 5].map((n) => n * size)),
  ...[1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 21_600, 43_200, 86_400, 172_800, 604_800].map((s) => s * 1000),
];

/** The bucket that a time lies in, or -1. */
export function bucketAt({ starts, bucketMs }: Times, time: number): number {
  if (starts.length === 0) return -1;
  const index = Math.floor((time - starts[0]!) / bucketMs);
  return index >= 0 && index < starts.length ? index : -1;
}

/** Lines are broken where a bucket has nothing; a point alone is drawn as a short one. */
export function runsOf(values: readonly (number | null)[]): [number, number][] {
  const runs: [number, number][] = [];
  values.forEach((value, i) => {
    if (value === null) return;
    const last = runs.at(-1);
    if (last && last[1] === i - 1) last[1] = i;
    else runs.push([i, i]);
  });
  return runs;
}
