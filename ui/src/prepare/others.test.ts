import { describe, expect, test } from "vitest";
import type { Span } from "../api/types";
import { connectLines } from "./connect";
import { facts, scoreValue, shortModel, shortName, totalTokens, withVersion } from "./facts";
import { glance, isEmpty, jsonInText, lines, matching, onOneLine } from "./json";
import { search, traceIdIn } from "./palette";
import { rowPicks, sessionPicks } from "./picks";
import { rangeLabel, rangeQuery, readRange, usual, wider, writeRange } from "./range";
import { fresh, mergeFresh, refreshed, rowsOf } from "./rows";
import { span, summary } from "./samples";
import { scoresOf } from "./scores";
import { siblings } from "./siblings";
import { barAt, extent, strip, timeTicks } from "./strip";
import { knownValues } from "./values";
import { plain, runs } from "./visible";

describe("values that keys reach", () => {
  test("are those of a trace, with how long it took where somebody measured", () => {
    expect(rowPicks(summary({ models: ["a"], userId: "u", durationMs: 2300 }))).toEqual([["status", "ok"], ["model", "a"], ["user", "u"], ["name", "trace"], ["duration", ">=2s"]]);
    expect(rowPicks(summary({ spanCount: 4, durationMs: 0.003 })).some(([field]) => field === "duration")).toBe(false);
  });
  test("are those of a session", () => {
    const session = { sessionId: "s", userId: "u", environment: null, service: "shop", startTime: "", lastTime: "", traceCount: 2, errorCount: 0, models: ["a", "b"], inputTokens: null, outputTokens: null, costUsd: null, inputPreview: "", outputPreview: "", scores: [] };
    expect(sessionPicks(session)).toEqual([["session", "s"], ["user", "u"], ["model", "a"], ["model", "b"], ["service", "shop"]]);
  });
});

test("a span of a file says that its time is not from there", () => {
  const said = (attributes: Span["attributes"]) => facts(span({ attributes }), 0).map(({ label, value }) => `${label} ${value}`);
  expect(said({ "assay.import.derived": ["time", "duration"] })).toContain("time not in the file");
  expect(said({ "assay.import.derived": ["duration"] }).some((fact) => /^(?:time|took)/u.test(fact))).toBe(false);
});

describe("hidden characters", () => {
  test("are shown by name", () => {
    expect(runs("a\u202Eb")).toEqual([
      { text: "a", mark: null },
      { text: "\u202E", mark: "U+202E" },
      { text: "b", mark: null },
    ]);
    expect(plain("x\u0007\u200B\u{E0041}")).toBe("x[U+0007][U+200B][U+E0041]");
  });
  test("are not those that texts need", () => {
    for (const text of ["👩‍👩‍👧", "می‌خواهم", "tab\tnew\nline", "windows\r\nline", "ü日本"]) expect(runs(text).every((r) => r.mark === null), text).toBe(true);
  });
});

describe("a range", () => {
  const read = (text: string) => readRange(new URLSearchParams(text));
  test("is said in an address and read back", () => {
    expect(read("")).toBe(usual);
    expect(read("range=nonsense")).toBe(usual);
    expect(read("from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")).toBe(usual);
    for (const text of ["", "range=15m", "range=all", "from=2026-01-01T00:00:00.000Z&to=2026-01-02T00:00:00.000Z"]) {
      const said = Object.entries(writeRange(read(text))).filter(([, v]) => v !== null) as [string, string][];
      expect(new URLSearchParams(said).toString()).toBe(new URLSearchParams(text).toString());
    }
  });
  test("becomes times, with an end only where it lies in the past", () => {
    const now = Date.UTC(2026, 0, 2);
    expect(rangeQuery(usual, now)).toEqual([["from", "2026-01-01T00:00:00.000Z"]]);
    expect(rangeQuery({ type: "between", from: 0, to: 1000 }, now)).toEqual([
      ["from", "1970-01-01T00:00:00.000Z"],
      ["to", "1970-01-01T00:00:01.000Z"],
    ]);
  });
  test("grows step by step up to everything", () => {
    expect(rangeLabel(wider(usual)!, new Date())).toBe("last 7 days");
    expect(wider({ type: "between", from: 0, to: 90 * 86_400_000 })).toEqual({ type: "all" });
    expect(wider({ type: "all" })).toBeNull();
  });
});

describe("rows", () => {
  const row = (id: string, second: number, more = {}) => summary({ traceId: id, startTime: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(), ...more });
  const page = (...items: ReturnType<typeof row>[]) => ({ items, nextCursor: null });

  test("come once each, newest first", () => {
    expect(rowsOf([page(row("b", 9), row("a", 5)), page(row("a", 5), row("c", 7))]).map((r) => r.traceId)).toEqual(["b", "c", "a"]);
  });
  test("that arrived are those not known, within what is loaded", () => {
    const rows = [row("b", 9), row("a", 5)];
    const newest = [row("d", 12), row("b", 9), row("c", 7), row("z", 1)];
    expect(fresh(rows, newest, true).map((r) => r.traceId)).toEqual(["d", "c"]);
    expect(fresh(rows, newest, false).map((r) => r.traceId)).toEqual(["d", "c", "z"]);
  });
  test("that arrived go to their place", () => {
    const merged = mergeFresh({ pages: [page(row("b", 9), row("a", 5))], pageParams: [""] }, [row("d", 12), row("c", 7)]);
    expect(rowsOf(merged.pages).map((r) => r.traceId)).toEqual(["d", "b", "c", "a"]);
  });
  test("that changed are replaced; nothing is new where nothing changed", () => {
    const old = { pages: [page(row("b", 9), row("a", 5))], pageParams: [""] };
    expect(refreshed(old, [row("b", 9)])).toBe(old);
    const now = refreshed(old, [row("b", 9, { spanCount: 4 })]);
    expect(now.pages[0]!.items[0]!.spanCount).toBe(4);
    expect(now.pages[0]!.items[1]).toBe(old.pages[0]!.items[1]);
  });
});

const unsaid = { p50Ms: null, p95Ms: null, p99Ms: null, inputTokens: null, outputTokens: null, costUsd: null };

describe("the strip", () => {
  const stats = (from: string, to: string, buckets: [string, number, number][]) => ({
    from, to, bucketSeconds: 3600, of: "traces" as const, count: 0, errors: 0, ...unsaid, groups: [], moreGroups: false,
    buckets: buckets.map(([start, count, errors]) => ({ start, count, errors, ...unsaid })),
  });
  const some = stats("2026-01-01T00:30:00Z", "2026-01-01T04:00:00Z", [["2026-01-01T00:00:00Z", 2, 0], ["2026-01-01T02:00:00Z", 5, 1]]);
  test("cuts bars at its rim and finds them by time", () => {
    const shape = strip(some);
    expect(shape.most).toBe(5);
    expect(shape.bars[0]!.start).toBe(Date.parse("2026-01-01T00:30:00Z"));
    expect(barAt(shape.bars, Date.parse("2026-01-01T02:59:00Z"))!.errors).toBe(1);
    expect(barAt(shape.bars, Date.parse("2026-01-01T01:30:00Z"))).toBeNull();
  });
  test("finds where the data lies", () => {
    expect(extent(some)).toEqual({ from: Date.parse("2026-01-01T00:30:00Z"), to: Date.parse("2026-01-01T03:00:00Z") });
    expect(extent(stats("1970-01-01T00:00:00Z", "2026-01-01T00:00:00Z", []))).toBeNull();
  });
  test("has round ticks", () => {
    const day = Date.UTC(2026, 0, 1);
    expect(timeTicks(day, day + 86_400_000, 8).length).toBeLessThanOrEqual(9);
    expect(timeTicks(day, day, 8)).toEqual([]);
    for (const ms of [1000, 60_000, 3_600_000, 1e9, 1e11, 2e12]) expect(timeTicks(day, day + ms, 6).length).toBeLessThanOrEqual(50);
  });
});

describe("JSON", () => {
  test("is found in a text that is nothing else", () => {
    expect(jsonInText(' {"a":1} ')).toEqual({ a: 1 });
    for (const text of ["12", '"x"', "{a}", "[1] and more", "see {}."]) expect(jsonInText(text)).toBeUndefined();
  });
  test("goes on one line where it fits", () => {
    expect(onOneLine({ id: 4711, tags: ["a"] }, 40)).toBe('{ "id": 4711, "tags": ["a"] }');
    expect(onOneLine({ text: "x".repeat(50) }, 40)).toBeNull();
    expect(onOneLine(Array.from({ length: 100_000 }, () => 1), 40)).toBeNull();
  });
  test("shows at a glance what it begins with", () => {
    expect(glance({ id: 1, tags: ["a", null], deep: { x: { y: 1 } } }, 80)).toBe('id: 1, tags: ["a", null], deep: {x: {y: 1}}');
    expect(glance(["x".repeat(300), 2], 20)).toBe(`"${"x".repeat(19)}…`);
    expect(glance(Array.from({ length: 1e6 }, () => 1), 8)).toBe("1, 1, 1,…");
  });
  test("has so many lines", () => {
    expect(lines({ a: 1 })).toBe(1);
    expect(lines({ a: "x".repeat(80), b: 1 })).toBe(4);
  });
  test("is empty", () => {
    for (const value of [null, "", {}, []]) expect(isEmpty(value)).toBe(true);
    for (const value of [0, false, [0]]) expect(isEmpty(value)).toBe(false);
  });
});

describe("facts", () => {
  const labels = (f: ReturnType<typeof facts>) => f.map((x) => `${x.label} ${x.value}`);
  test("say the model asked for and the one that answered where they differ", () => {
    expect(labels(facts(span({ requestModel: "gpt-5", responseModel: "gpt-5-2025" }), 10))).toContain("model gpt-5 → gpt-5-2025");
    expect(labels(facts(span({ requestModel: "gpt-5", responseModel: "gpt-5" }), 10))).toContain("model gpt-5");
  });
  test("say tokens with their parts", () => {
    const usage = { inputTokens: 1203, outputTokens: 88, cacheReadTokens: 1024, cacheWriteTokens: 0, reasoningTokens: 64 };
    const said = labels(facts(span({ usage }), 10));
    expect(said).toContain("in 1,203 (1,024 cached)");
    expect(said).toContain("out 88 (64 reasoning)");
  });
  test("say once who it was for", () => {
    const root = span({ sessionId: "s", userId: "u" });
    expect(labels(facts(root, 1, root))).toContain("session s");
    expect(labels(facts(span({ spanId: "below", sessionId: "s", userId: "other" }), 1, root)).filter((l) => /session|user/u.test(l))).toEqual(["user other"]);
  });
  test("names are short where they can be", () => {
    expect(shortModel("gpt-5-mini-2025-08-07")).toBe("gpt-5-mini-08-07");
    expect(shortModel("openai/gpt-oss-20b")).toBe("gpt-oss-20b");
    expect(shortModel("claude-sonnet-4-5-20250929")).toBe("claude-sonnet-4-5-09-29");
    expect(shortName({ name: "execute_tool get_order", kind: "tool" })).toBe("get_order");
    expect(shortName({ name: "chat", kind: "llm" })).toBe("chat");
    expect(shortName({ name: "x y", kind: "llm" })).toBe("x y");
  });
  test("versions are told as such", () => {
    expect(withVersion("answer", "14")).toBe("answer v14");
    expect(withVersion("answer", "v4")).toBe("answer v4");
    expect(withVersion("answer", null)).toBe("answer");
  });
  test("tokens are known where any are", () => {
    expect(totalTokens(summary())).toBeNull();
    expect(totalTokens(summary({ outputTokens: 3 }))).toBe(3);
  });
});

describe("scores", () => {
  const score = (id: string, more = {}) => ({ id, name: id, value: true, comment: null, source: "user" as const, evaluator: null, evaluatorVersion: null, traceId: "t", spanId: null as string | null, sessionId: null, responseId: null, time: "2026-01-01T00:00:00Z", ...more });
  test("are those of the span and of the whole trace, each once", () => {
    const own = score("own", { spanId: "a" });
    const trace = { traceId: "t", summary: summary({ scores: [score("whole"), own, score("other", { spanId: "b" })] }), spans: [] };
    expect(scoresOf(trace.summary, "a", [own]).map((s) => s.id).toSorted()).toEqual(["own", "whole"]);
  });
  test("carry a sign where they pass or fail", () => {
    expect(scoreValue(true).sign).toBe("✓");
    expect(scoreValue(false).sign).toBe("✕");
    expect(scoreValue(0.81999).text).toBe("0.82");
    expect(scoreValue("warm").text).toBe("warm");
  });
});

test("a trace has its place in the session", () => {
  const session = ["c", "b", "a"].map((traceId, i) => summary({ traceId, startTime: `2026-01-01T00:00:0${3 - i}Z` }));
  expect(siblings(session, "b")).toEqual({ number: 2, of: 3, before: "a", after: "c" });
  expect(siblings(session.slice(0, 1), "c")).toBeNull();
  expect(siblings(session, "gone")).toBeNull();
});

test("known values come most frequent first", () => {
  const rows = [summary({ models: ["a"], service: "x" }), summary({ models: ["b"] }), summary({ models: ["b"], tags: ["t"] })];
  expect(knownValues(rows)).toMatchObject({ model: [{ value: "b" }, { value: "a" }], service: [{ value: "x" }], tag: [{ value: "t" }] });
});

test("the palette finds by all words, and traces by their id", () => {
  const entries = [{ id: "1", label: "Theme: dark", kind: "command" }, { id: "2", label: "Time: last hour", kind: "time range" }];
  expect(search(entries, "dark the").map((e) => e.id)).toEqual(["1"]);
  expect(search(entries, "").length).toBe(2);
  expect(traceIdIn(`http://x/p/default/traces/${"ab".repeat(16)}?span=1`)).toBe("ab".repeat(16));
  expect(traceIdIn("AB".repeat(16))).toBe("ab".repeat(16));
  expect(traceIdIn("ab".repeat(17))).toBeNull();
});

test("the lines to connect name this server, its project, and where a key goes", () => {
  const python = (project: string, needsKey: boolean) => connectLines("http://assay.example:4318", project, needsKey)[0]!.lines;
  expect(python("default", false)).not.toContain("HEADERS");
  expect(python("shop", false)).toContain("OTEL_EXPORTER_OTLP_HEADERS=x-assay-project=shop\n");
  expect(python("shop", true)).toContain("OTEL_EXPORTER_OTLP_HEADERS=Authorization=Bearer%20KEY\n");
  for (const way of connectLines("http://assay.example:4318", "default", false).filter((w) => w.lines.includes("OTEL_"))) {
    expect(way.lines).toContain("OTEL_EXPORTER_OTLP_ENDPOINT=http://assay.example:4318\n");
  }
});

describe("searching JSON", () => {
  const value = { model: { name: "gpt", size: 3 }, list: ["Alpha", { beta: "gamma" }], n: 42 };
  test("keeps what has the words in keys or values, and no more", () => {
    expect(matching(value, ["MODEL"])).toEqual({ model: { name: "gpt", size: 3 } });
    expect(matching(value, ["gpt"])).toEqual({ model: { name: "gpt" } });
    expect(matching(value, ["list", "gam"])).toEqual({ list: [{ beta: "gamma" }] });
    expect(matching(value, ["42"])).toEqual({ n: 42 });
    expect(matching(value, ["nowhere"])).toBeUndefined();
    expect(matching(value, [])).toBe(value);
  });
});
