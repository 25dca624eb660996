import { describe, expect, test } from "vitest";
import type { Span } from "../api/types";
import { axisTicks } from "./axis";
import { columnsOf, failedAfter, firstToRead, preciseMs, Tree, visibleRows } from "./tree";
import { span } from "./samples";

const treeOf = (...spans: Span[]) => new Tree(columnsOf(spans));
const nodes = (tree: Tree) => Array.from({ length: tree.count }, (_, i) => tree.at(i));
const at = (ms: number) => new Date(Date.UTC(2026, 0, 1) + ms).toISOString();

describe("a tree", () => {
  test("puts children under parents, by start, whatever their order", () => {
    const tree = treeOf(
      span({ spanId: "c2", parentSpanId: "r", startTime: at(20), endTime: at(30) }),
      span({ spanId: "g", parentSpanId: "c1", startTime: at(12), endTime: at(14) }),
      span({ spanId: "r", startTime: at(0), endTime: at(40) }),
      span({ spanId: "c1", parentSpanId: "r", startTime: at(10), endTime: at(15), status: "error" }),
    );
    expect(nodes(tree).map((n) => [n.span.spanId, n.depth, n.end, n.start, n.ms])).toEqual([
      ["r", 0, 4, 0, 40],
      ["c1", 1, 3, 10, 5],
      ["g", 2, 3, 12, 2],
      ["c2", 1, 4, 20, 10],
    ]);
    expect(tree.at(0)).toMatchObject({ children: 2, failedBelow: 1, parent: null });
    expect(tree.at(3)).toMatchObject({ position: 2, siblings: 2 });
    expect(tree.of("g")!.parent).toBe(tree.of("c1"));
    expect(tree.of("g")!.parent!.parent).toBe(tree.at(0));
    expect(tree.of("x")).toBeNull();
    expect(tree.ms).toBe(40);
  });
  test("puts the longest first of those that start together", () => {
    const tree = treeOf(span({ spanId: "short", endTime: at(1) }), span({ spanId: "long", endTime: at(9) }), span({ spanId: "short too", endTime: at(1) }));
    expect(nodes(tree).map((n) => n.span.spanId)).toEqual(["long", "short", "short too"]);
  });
  test("makes roots of spans whose parent never arrived", () => {
    const tree = treeOf(span({ spanId: "a", parentSpanId: "gone" }), span({ spanId: "b", parentSpanId: "gone" }));
    expect(nodes(tree).map((n) => [n.depth, n.position, n.siblings])).toEqual([
      [0, 1, 2],
      [0, 2, 2],
    ]);
  });
  test("loses no span that is its own ancestor", () => {
    const tree = treeOf(span({ spanId: "a", parentSpanId: "b" }), span({ spanId: "b", parentSpanId: "a" }), span({ spanId: "c", parentSpanId: "c" }));
    expect(nodes(tree).map((n) => [n.span.spanId, n.depth, n.end])).toEqual([
      ["a", 0, 2],
      ["b", 1, 2],
      ["c", 0, 3],
    ]);
    expect(visibleRows(tree, new Set(["a", "b", "c"])).count).toBeGreaterThan(0);
  });
  test("keeps one of two spans with the same id", () => {
    expect(treeOf(span({ spanId: "a" }), span({ spanId: "a" })).count).toBe(1);
  });
  test("takes ten thousand spans in a chain", () => {
    const tree = treeOf(...Array.from({ length: 10_000 }, (_, i) => span({ spanId: `s${i}`, parentSpanId: i === 0 ? null : `s${i - 1}`, status: "error" })));
    expect(tree.at(9999)).toMatchObject({ depth: 9999, end: 10_000 });
    expect(tree.at(0)).toMatchObject({ end: 10_000, failedBelow: 9999 });
  });
  test("has all spans once, each within its parent, whoever is whose parent", () => {
    let random = 7;
    const next = (below: number) => (random = (random * 48271) % 2147483647) % below;
    for (let round = 0; round < 50; round++) {
      const spans = Array.from({ length: 40 }, (_, i) => span({ spanId: `s${i}`, parentSpanId: next(6) === 0 ? null : `s${next(40)}`, startTime: at(next(20)), endTime: at(20 + next(20)) }));
      const tree = treeOf(...spans);
      expect(new Set(nodes(tree).map((n) => n.span.spanId)).size).toBe(40);
      for (const node of nodes(tree)) {
        expect(node.end).toBeGreaterThan(node.index);
        if (!node.parent) continue;
        expect(spans[Number(node.span.spanId.slice(1))]!.parentSpanId).toBe(node.parent.span.spanId);
        expect(node.parent.index).toBeLessThan(node.index);
        expect(node.parent.end).toBeGreaterThanOrEqual(node.end);
        expect(node.depth).toBe(node.parent.depth + 1);
      }
    }
  });
  test("hides what is below a folded span", () => {
    const tree = treeOf(span({ spanId: "r" }), span({ spanId: "a", parentSpanId: "r" }), span({ spanId: "b", parentSpanId: "a" }), span({ spanId: "c", parentSpanId: "r" }));
    const shown = (...folded: string[]) => {
      const rows = visibleRows(tree, new Set(folded));
      return Array.from({ length: rows.count }, (_, i) => rows.at(i).span.spanId);
    };
    expect(shown()).toEqual(["r", "a", "b", "c"]);
    expect(shown("a")).toEqual(["r", "a", "c"]);
    expect(shown("r")).toEqual(["r"]);
    const rows = visibleRows(tree, new Set(["a"]));
    expect(["r", "a", "b", "c"].map((id) => rows.rowOf(tree.of(id)!))).toEqual([0, 1, -1, 2]);
  });
  test("goes round through what failed", () => {
    const tree = treeOf(span({ spanId: "a", status: "error" }), span({ spanId: "b" }), span({ spanId: "c", status: "error" }));
    expect(failedAfter(tree, tree.of("a")!)!.span.spanId).toBe("c");
    expect(failedAfter(tree, tree.of("c")!)!.span.spanId).toBe("a");
    expect(failedAfter(treeOf(span({ spanId: "a" })), tree.at(0))).toBeNull();
  });
});

describe("reading begins", () => {
  const said = [{ role: "user", parts: [{ type: "text", content: "x" }] }];
  test("at the root where it has text", () => {
    expect(firstToRead(treeOf(span({ spanId: "r", input: said })))!.span.spanId).toBe("r");
  });
  test("else at the first model call", () => {
    const tree = treeOf(
      span({ spanId: "r" }),
      span({ spanId: "t", parentSpanId: "r", kind: "tool", input: said, startTime: at(1) }),
      span({ spanId: "m", parentSpanId: "r", kind: "llm", input: said, startTime: at(2) }),
    );
    expect(firstToRead(tree)!.span.spanId).toBe("m");
  });
  test("else at the root", () => expect(firstToRead(treeOf(span({ spanId: "r" })))!.span.spanId).toBe("r"));
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
