import { expect, test } from "vitest";
import { leaves, withAction, wrongName } from "./redaction";
import { proofLines } from "./deletion";
import { bytes, readDays, readGigabytes } from "./retention";

test("what a detector leaves is shown as the server leaves it", () => {
  expect((["keep", "mask", "hash", "drop"] as const).map((action) => leaves("email", "a@b.c", action))).toEqual(["a@b.c", "[email]", "[email:1f2e3d4c5b6a]", ""]);
});
test("what is kept is not named", () => {
  expect(withAction({ email: "mask", card: "drop" }, "email", "keep")).toEqual({ card: "drop" });
  expect(withAction({}, "key", "hash")).toEqual({ key: "hash" });
});
test("a pattern has a name that can stand in a mask, once", () => {
  expect(wrongName("", [])).not.toBe("");
  expect(wrongName("a b", [])).not.toBe("");
  expect(wrongName("ticket", [{ name: "ticket", pattern: "x" }])).toContain("already");
  expect(wrongName("ticket-2", [{ name: "ticket", pattern: "x" }])).toBe("");
});

test("sizes have a unit", () => expect([12, 5300, 340_000_000, 1_240_000_000, 2.5e12].map(bytes)).toEqual(["12 B", "5.3 kB", "340 MB", "1.2 GB", "2.5 TB"]));
test("limits are read as they are typed, and nothing is no limit", () => {
  expect(readDays(" 30 ")).toBe(30);
  expect(readDays("")).toBeNull();
  for (const wrong of ["0", "1.5", "many"]) expect(readDays(wrong)).toBeInstanceOf(Error);
  expect(readGigabytes("2,5")).toBe(2_500_000_000);
  expect(readGigabytes("")).toBeNull();
  for (const wrong of ["0", "-1", "x"]) expect(readGigabytes(wrong)).toBeInstanceOf(Error);
});

test("a deletion tells its proof, or how far it is", () => {
  const under = { id: "1", subject: "trace" as const, requestedAt: "2026-01-01T00:00:00Z", finishedAt: null, reason: null, proof: null };
  expect(proofLines(under)).toEqual(["Under way; this tells when it is done."]);
  expect(proofLines({ ...under, reason: "the disk is full." })[0]).toContain("the disk is full");
  const proof = {
    traces: 1,
    journal: { bodiesSearched: 1200, bodiesRewritten: 2, spans: 4, messages: 0, scores: 1, bodiesUnreadable: 0, bodiesFoundAfterwards: 0 },
    columns: { spans: 4, messages: 0, scores: 1, rowsFoundAfterwards: 0, bytesBefore: 2_000_000, bytesAfter: 1_900_000 },
  };
  expect(proofLines({ ...under, finishedAt: "2026-01-01T00:00:01Z", proof })).toMatchObject([expect.stringContaining("4 spans"), expect.stringContaining("1,200 requests"), "✓ A second search of both found nothing."]);
});
