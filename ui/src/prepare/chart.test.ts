import { describe, expect, test } from "vitest";
import type { Stats } from "../api/types";
import { bucketAt, charts, runsOf, stretches, tickLabel, times, topOf, valueTicks, type Chart } from "./chart";
import { duration } from "./format";

const nothing = { p50Ms: null, p95Ms: null, p99Ms: null, inputTokens: null, outputTokens: null, costUsd: null };
const stats = (some: Partial<Stats> = {}): Stats => ({
  from: "2026-01-01T00:30:00Z", to: "2026-01-01T04:00:00Z", bucketSeconds: 3600, of: "traces", count: 7, errors: 1, ...nothing, p99Ms: 450, groups: [], moreGroups: false,
  buckets: [
    { start: "2026-01-01T01:00:00Z", count: 2, errors: 0, ...nothing, p50Ms: 100 },
    { start: "2026-01-01T03:00:00Z", count: 5, errors: 1, ...nothing, p50Ms: 400 },
  ],
  ...some,
});

describe("buckets", () => {
  test("have no gaps, and begin with the range", () => {
    const found = times(stats());
    expect(found.starts.map((t) => new Date(t).toISOString().slice(11, 13))).toEqual(["00", "01", "02", "03"]);
    expect(bucketAt(found, Date.parse("2026-01-01T03:59:00Z"))).toBe(3);
    expect(bucketAt(found, Date.parse("2026-01-01T05:00:00Z"))).toBe(-1);
  });
  test("of nothing are still there", () => expect(times(stats({ buckets: [] })).starts).toHaveLength(4));
});

describe("charts", () => {
  const drawn = (some: Partial<Stats> = {}) => charts(stats(some), times(stats(some)));
  test("count nothing as none, and leave out what cannot be said", () => {
    const [volume, failed, took] = drawn();
    expect(volume!.series.map((s) => s.values)).toEqual([[0, 0, 0, 1], [0, 2, 0, 4]]);
    expect(failed!.series[0]!.values.map((n) => n!.toFixed(1))).toEqual(["14.3", "14.3", "14.3", "14.3"]);
    expect(took!.series[0]!.values).toEqual([null, 100, null, 400]);
  });
  test("take stretches together until a share stands on enough, and say its n and its interval", () => {
    expect(stretches([60, 50, 0, 120, 99, 3, 7], 100)).toEqual([[0, 1], [2, 3], [4, 6]]);
    expect(stretches([60, 50, 9, 8], 100)).toEqual([[0, 3]]);
    expect(stretches([1, 2], 100)).toEqual([[0, 1]]);
    expect(stretches([], 100)).toEqual([]);
    const { series, steps } = drawn()[1]!;
    expect(steps).toEqual([[0, 3]]);
    expect(series[0]!.of![3]).toBe("1 of 7");
    expect(series[0]!.band![3]!.map((n) => Math.round(n * 10) / 10)).toEqual([2.6, 51.3]);
  });
  test("say durations, tokens and cost only where they are known", () => {
    expect(drawn().map((c) => c.id)).toEqual(["volume", "failed", "duration"]);
    expect(drawn({ p99Ms: 0.06 }).map((c) => c.id)).toEqual(["volume", "failed"]);
    expect(drawn({ inputTokens: 1, costUsd: 2 }).map((c) => c.id)).toEqual(["volume", "failed", "duration", "tokens", "cost"]);
  });
  test("reach as high as their bars stand or their lines go, and not as far as every interval", () => {
    const [volume, failed] = drawn();
    expect(topOf(volume!)).toBe(5);
    expect(topOf(failed!)).toBeCloseTo(28.6, 1);
  });
});

describe("an axis", () => {
  test("has round values", () => {
    expect(valueTicks(7, false).ticks).toEqual([0, 2, 4, 6]);
    expect(valueTicks(0.0031, false).ticks).toEqual([0, 0.001, 0.002, 0.003]);
    expect(valueTicks(0, false)).toEqual({ ticks: [0], end: 1 });
  });
  test("of time has round times", () => {
    expect(valueTicks(4200, true).ticks.map(duration)).toEqual(["0 ms", "1.0 s", "2.0 s", "3.0 s", "4.0 s"]);
    expect(valueTicks(95_000, true).ticks.map(duration)).toEqual(["0 ms", "30.0 s", "1 min", "1 min 30 s"]);
  });
  test("has no zeros behind the point", () => {
    const says = (text: string) => tickLabel({ says: () => text } as unknown as Chart, 1);
    expect(["10.0 s", "$0.0400", "1.5 s", "50 k", "20 %", "$100"].map(says)).toEqual(["10 s", "$0.04", "1.5 s", "50 k", "20 %", "$100"]);
  });
  test("never ends below the top", () => {
    for (const top of [0.0007, 0.3, 1, 9.99, 12, 99, 1234, 1e7]) for (const time of [true, false]) expect(valueTicks(top, time).end).toBeGreaterThanOrEqual(top);
  });
});

test("a line is broken where there is nothing", () => expect(runsOf([1, 2, null, 3, null, null, 4])).toEqual([[0, 1], [3, 3], [6, 6]]));
