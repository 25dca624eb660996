import { describe, expect, test } from "vitest";
import { ago, compact, counted, day, duration, money, share, took, wilson } from "./format";

test.each([
  [0, "0 ms"],
  [0.01, "< 0.1 ms"],
  [0.34, "0.3 ms"],
  [9.97, "10 ms"],
  [412.3, "412 ms"],
  [999.6, "1.0 s"],
  [1234, "1.2 s"],
  [42_000, "42.0 s"],
  [59_960, "1 min"],
  [192_000, "3 min 12 s"],
  [3_599_600, "1 h"],
  [3_840_000, "1 h 4 min"],
  [12 * 86_400_000, "12 d"],
])("%d ms reads %s", (ms, text) => expect(duration(ms)).toBe(text));

test.each([
  [0, 1, ""],
  [0.001, 1, ""],
  [0.007, 8, ""],
  [0.2, 8, "0.2 ms"],
  [412, 8, "412 ms"],
])("%d ms of %d spans is told only where it was measured", (ms, spans, text) => expect(took(ms, spans)).toBe(text));

test.each([
  [0, "0"],
  [412, "412"],
  [9_999, "9,999"],
  [12_400, "12.4 k"],
  [124_000, "124 k"],
  [999_600, "1 M"],
  [3_100_000, "3.1 M"],
])("%d reads %s", (n, text) => expect(compact(n)).toBe(text));

test.each([
  [0, "$0"],
  [0.00001, "< $0.0001"],
  [0.0021, "$0.0021"],
  [0.0124, "$0.0124"],
  [0.1, "$0.10"],
  [12.4, "$12.40"],
  [1204.4, "$1,204"],
])("%d dollars read %s", (usd, text) => expect(money(usd)).toBe(text));

describe("a share", () => {
  test("always says its n and its interval", () => {
    expect(share(38, 1204)).toEqual({ percent: "3.2 %", of: "38 of 1,204", interval: "2.3 to 4.3" });
  });
  test("of nothing is none", () => expect(share(0, 0)).toBeNull());
  test("has the interval of Wilson", () => {
    const [low, high] = wilson(1, 10);
    expect(low).toBeCloseTo(0.0179, 4);
    expect(high).toBeCloseTo(0.4042, 4);
    expect(wilson(0, 20)[0]).toBe(0);
    expect(wilson(20, 20)[1]).toBeCloseTo(1, 10);
  });
});

test("counts say one or many", () => {
  expect(counted(1, "span")).toBe("1 span");
  expect(counted(1204, "span")).toBe("1,204 spans");
});

test("a day is said when it is not today, its year when it is another", () => {
  const now = new Date(2026, 10, 23, 12);
  expect(day(new Date(2026, 10, 23, 1), now)).toBe("");
  expect(day(new Date(2026, 10, 12), now)).toBe("12 Nov");
  expect(day(new Date(2024, 8, 2), now)).toBe("2 Sep 2024");
});

test("times past are said in one unit", () => {
  expect(ago(10_000)).toBe("just now");
  expect(ago(3 * 60_000)).toBe("3 minutes ago");
  expect(ago(2 * 366 * 86_400_000)).toBe("2 years ago");
});
