import { expect, test } from "vitest";
import type { ClientConformance, ConformanceFinding } from "../api/types";
import { clientName, groups } from "./conformance";
import { read } from "./filter/read";

const finding = (kind: ConformanceFinding["finding"], subject: string, spans: number, remedy = "do this"): ConformanceFinding => ({
  finding: kind, subject, spans, remedy, traceId: "a", spanId: "b", lastSeen: "2026-01-01T00:00:00Z",
});
const client = (findings: ConformanceFinding[], more: Partial<ClientConformance> = {}): ClientConformance => ({
  client: "lib x", version: "1.0", dialect: "otel-genai", spans: 1000, examined: 100, findings, ...more,
});

test("findings are grouped with their remedy once, what is lost first", () => {
  const found = groups(client([finding("unmapped", "a.b", 50), finding("unmapped", "c", 20), finding("no_content", "", 10)]));
  expect(found.map((g) => [g.kind, g.rows.length])).toEqual([["no_content", 1], ["unmapped", 2]]);
  expect(found[0]!.rows[0]!.share).toMatchObject({ percent: "1.0 %", of: "10 of 1,000" });
  expect(found[1]!.rows[0]!.share).toMatchObject({ percent: "50 %", of: "50 of 100" });
});
test("a count that is larger than its whole gets no share", () => expect(groups(client([finding("unmapped", "a", 101)]))[0]!.rows[0]!.share).toBeNull());
test("an attribute that can be asked for has a line that can be read", () => {
  const lines = groups(client([finding("unmapped", "a b:c", 1), finding("unmapped", "x.N.y", 1)]))[0]!.rows.map((r) => r.line);
  expect(lines[0]).toBe('client:"lib x" has:attributes.a\\ b\\:c');
  expect(read(lines[0]!).fault).toBeNull();
  expect(lines[1]).toBe("");
});
test("a client without a name has one", () => expect(clientName(client([], { client: "", version: "" }))).toBe("unnamed client"));
