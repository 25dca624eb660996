import { describe, expect, test } from "vitest";
import { scrollTopFor, windowOf } from "./window";

describe("the rows that are drawn", () => {
  test.each([0, 27, 28, 3000, 3_001, 1_399_000, 2_000_000])("cover what shows at %d px, and some around it", (top) => {
    const { first, end, most } = windowOf({ top, room: 700 }, 50_000, 28);
    const seen = Math.min(top, 50_000 * 28 - 700);
    expect(first * 28).toBeLessThanOrEqual(Math.max(0, seen - 4 * 28));
    expect(end * 28).toBeGreaterThanOrEqual(Math.min(50_000 * 28, seen + 700 + 4 * 28));
    expect(end - first).toBeLessThanOrEqual(most);
    expect(most).toBeLessThan(60);
  });
  test("are all of a short list", () => {
    expect(windowOf({ top: 0, room: 700 }, 3, 28)).toMatchObject({ first: 0, end: 3 });
    expect(windowOf({ top: 500, room: 700 }, 3, 28)).toMatchObject({ first: 0, end: 3 });
    expect(windowOf({ top: 0, room: 700 }, 0, 28)).toMatchObject({ first: 0, end: 0 });
  });
  test("change a few at a time", () => {
    const firsts = new Set(Array.from({ length: 28 * 40 }, (_, top) => windowOf({ top: 10_000 + top, room: 700 }, 50_000, 28).first));
    expect(firsts.size).toBeLessThanOrEqual(11);
  });
});

test.each([
  [10, 0, 0],
  [30, 0, 168],
  [5, 280, 140],
  [24, 0, 0],
])("row %d comes into view from %d px at %d px", (row, top, expected) => {
  expect(scrollTopFor(row, "nearest", { top, room: 700 }, 28)).toBe(expected);
});

test("a row comes to the middle, or as far as there is room above it", () => {
  expect(scrollTopFor(100, "center", { top: 0, room: 700 }, 28)).toBe(2800 - 336);
  expect(scrollTopFor(2, "center", { top: 0, room: 700 }, 28)).toBe(0);
});
