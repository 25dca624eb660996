import { describe, expect, test } from "vitest";
import type { Span } from "../api/types";
import { axisTicks, buildTree as build, firstToRead, preciseMs, rowOf, visibleNodes } from "./tree";
import { span } from "./samples";

const buildTree = (spans: Span[]) => build(spans.map(rowOf));
const at = (ms: number) => new Date(Date.UTC(2026, 0, 1) + ms).toISOString();

describe("a tree", () => {
  test("puts children under parents, by start, whatever their order", () => {
    const tree = buildTree([
      span({ spanId: "c2", parentSpanId: "r", startTime: at(20), endTime: at(30) }),
      span({ spanId: "g", parentSpanId: "c1", startTime: at(12), endTime: at(14) }),
      span({ spanId: "r", startTime: at(0), endTime: at(40) }),
      span({ spanId: "c1", parentSpanId: "r", startTime: at(10), endTime: at(15), status: "error" }),
    ]);
    expect(tree.nodes.map((n) => [n.span.spanId, n.depth, n.end, n.start, n.ms])).toEqual([
      ["r", 0, 4, 0, 40],
      ["c1", 1, 3, 10, 5],
      ["g", 2, 3, 12, 2],
      ["c2", 1, 4, 20, 10],
    ]);
    expect(tree.nodes[0]).toMatchObject({ children: 2, failedBelow: 1 });
    expect(tree.nodes[3]).toMatchObject({ position: 2, siblings: 2 });
    expect(tree.ms).toBe(40);
  });
  test("makes roots of spans whose parent never arrived", () => {
    const tree = buildTree([span({ spanId: "a", parentSpanId: "gone" }), span({ spanId: "b", parentSpanId: "gone" })]);
    expect(tree.nodes.map((n) => n.depth)).toEqual([0, 0]);
  });
  test("loses no span that is its own ancestor", () => {
    const tree = buildTree([span({ spanId: "a", parentSpanId: "b" }), span({ spanId: "b", parentSpanId: "a" }), span({ spanId: "c", parentSpanId: "c" })]);
    expect(tree.nodes.map((n) => n.span.spanId).sort()).toEqual(["a", "b", "c"]);
    expect(visibleNodes(tree, new Set(["a", "b", "c"])).length).toBeGreaterThan(0);
  });
  test("keeps one of two spans with the same id", () => {
    expect(buildTree([span({ spanId: "a" }), span({ spanId: "a" })]).nodes.length).toBe(1);
  });
  test("takes ten thousand spans in a chain", () => {
    const chain = Array.from({ length: 10_000 }, (_, i) => span({ spanId: `s${i}`, parentSpanId: i === 0 ? null : `s${i - 1}` }));
    const tree = buildTree(chain);
    expect(tree.nodes.at(-1)).toMatchObject({ depth: 9999, end: 10_000 });
    expect(tree.nodes[0]!.end).toBe(10_000);
  });
  test("hides what is below a folded span", () => {
    const tree = buildTree([span({ spanId: "r" }), span({ spanId: "a", parentSpanId: "r" }), span({ spanId: "b", parentSpanId: "a" }), span({ spanId: "c", parentSpanId: "r" })]);
    expect(visibleNodes(tree, new Set(["a"])).map((n) => n.span.spanId)).toEqual(["r", "a", "c"]);
    expect(visibleNodes(tree, new Set(["r"])).map((n) => n.span.spanId)).toEqual(["r"]);
  });
});

describe("reading begins", () => {
  const said = [{ role: "user", parts: [{ type: "text", content: "x" }] }];
  test("at the root where it has text", () => {
    expect(firstToRead(buildTree([span({ spanId: "r", input: said })]))!.span.spanId).toBe("r");
  });
  test("else at the first model call", () => {
    const tree = buildTree([
      span({ spanId: "r" }),
      span({ spanId: "t", parentSpanId: "r", kind: "tool", input: said, startTime: at(1) }),
      span({ spanId: "m", parentSpanId: "r", kind: "llm", input: said, startTime: at(2) }),
    ]);
    expect(firstToRead(tree)!.span.spanId).toBe("m");
  });
  test("else at the root", () => expect(firstToRead(buildTree([span({ spanId: "r" })]))!.span.spanId).toBe("r"));
});

test("times keep what stands behind the millisecond", () => {
  expect(preciseMs("2026-01-01T00:00:00.123456Z") - Date.UTC(2026, 0, 1, 0, 0, 0, 123)).toBeCloseTo(0.456, 3);
});

test.each([
  [2600, 2, ["0", "2 s"]],
  [480, 3, ["0", "200 ms", "400 ms"]],
  [0.4, 4, ["0", "0.1 ms", "0.2 ms", "0.3 ms", "0.4 ms"]],
  [240_600, 2, ["0", "2 min", "4 min"]],
  [240_000, 3, ["0", "2 min", "4 min"]],
  [90_000, 3, ["0", "30 s", "1 min", "1:30 min"]],
  [8 * 3_600_000, 4, ["0", "2 h", "4 h", "6 h", "8 h"]],
])("an axis of %d ms has round ticks with a unit", (ms, most, labels) => {
  expect(axisTicks(ms, most).map((t) => t.label)).toEqual(labels);
});
