import { expect, test } from "vitest";
import { begins, lineCount, nextLength } from "./long";

test("a long text is drawn a piece at a time, each larger than the one before, and none too large", () => {
  expect([600, 60_000, 300_000, 1_000_000].map(nextLength)).toEqual([60_600, 300_000, 700_000, 1_400_000]);
});

test("a text is not cut within a character", () => {
  expect(begins("ab👍c", 3)).toBe("ab");
  expect(begins("ab👍c", 4)).toBe("ab👍");
  expect(begins("ab", 3)).toBe("ab");
});

test("lines are counted", () => expect(["", "a", "a\n", "\n\nb"].map(lineCount)).toEqual([1, 1, 2, 3]));
