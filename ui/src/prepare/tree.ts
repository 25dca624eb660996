import type { Span, TraceTree } from "../api/types";

/** What of a span the tree needs; its texts are read when they are looked at. */
export interface TreeSpan extends Pick<Span, "spanId" | "parentSpanId" | "name" | "kind" | "status"> {
  /** In milliseconds, from any time that is the same for all spans of the trace. */
  startMs: number;
  durationMs: number;
  hasText: boolean;
}

/** The spans of a tree that came as columns. */
export function rowsOfTree({ spans }: TraceTree): TreeSpan[] {
  const { spanId, parent, name, kind, status, startUs, durationUs, hasText } = spans;
  return spanId.map((id, i) => ({
    spanId: id,
    parentSpanId: parent[i]! < 0 ? null : spanId[parent[i]!]!,
    name: name.words[name.of[i]!]!,
    kind: kind.words[kind.of[i]!] as Span["kind"],
    status: status.words[status.of[i]!] as Span["status"],
    startMs: startUs[i]! / 1000,
    durationMs: durationUs[i]! / 1000,
    hasText: hasText[i] === 1,
  }));
}

export function rowOf(span: Span): TreeSpan {
  const { spanId, parentSpanId, name, kind, status, input, output, systemInstructions } = span;
  const startMs = preciseMs(span.startTime);
  const durationMs = Math.max(0, preciseMs(span.endTime) - startMs);
  return { spanId, parentSpanId, name, kind, status, startMs, durationMs, hasText: input.length + output.length + systemInstructions.length > 0 };
}

/** A span where it stands in the tree, parents before children, children by start. */
export interface Node {
  span: TreeSpan;
  /** Position in this order. */
  index: number;
  depth: number;
  parent: Node | null;
  children: number;
  /** The index after the last span below this one. */
  end: number;
  /** Which child of its parent, from 1, and of how many. */
  position: number;
  siblings: number;
  /** In milliseconds from the start of the trace. */
  start: number;
  ms: number;
  /** How many spans below this one failed. */
  failedBelow: number;
}

export interface Tree {
  nodes: Node[];
  byId: Map<string, Node>;
  /** The whole extent in milliseconds, at least a little. */
  ms: number;
}

/**
 * Orders the spans of a trace. A span whose parent never arrived is a root; spans that are each other's parents become
 * roots too, so that nothing is lost.
 */
export function buildTree(spans: readonly TreeSpan[]): Tree {
  let first = Infinity;
  let last = -Infinity;
  for (const { startMs, durationMs } of spans) {
    first = Math.min(first, startMs);
    last = Math.max(last, startMs + durationMs);
  }
  const ids = new Set(spans.map((span) => span.spanId));
  const below = new Map<string | null, TreeSpan[]>();
  for (const span of spans) {
    const parent = span.parentSpanId !== null && ids.has(span.parentSpanId) ? span.parentSpanId : null;
    const list = below.get(parent);
    if (list) list.push(span);
    else below.set(parent, [span]);
  }
  const byStart = (a: TreeSpan, b: TreeSpan) => a.startMs - b.startMs || b.startMs + b.durationMs - a.startMs - a.durationMs;
  for (const list of below.values()) list.sort(byStart);

  const nodes: Node[] = [];
  const byId = new Map<string, Node>();
  // A stack instead of recursion: a trace may be as deep as it is long.
  const visit = (roots: TreeSpan[]) => {
    const stack: { span: TreeSpan; parent: Node | null; position: number; siblings: number }[] = [];
    const push = (list: TreeSpan[], parent: Node | null) => {
      for (let i = list.length - 1; i >= 0; i--) {
        stack.push({ span: list[i]!, parent, position: i + 1, siblings: list.length });
      }
    };
    push(roots, null);
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { span, parent, position, siblings } = next;
      if (byId.has(span.spanId)) continue;
      const children = below.get(span.spanId) ?? [];
      const node: Node = {
        span,
        index: nodes.length,
        depth: parent ? parent.depth + 1 : 0,
        parent,
        children: children.length,
        end: 0,
        position,
        siblings,
        start: span.startMs - first,
        ms: span.durationMs,
        failedBelow: 0,
      };
      nodes.push(node);
      byId.set(span.spanId, node);
      push(children, node);
    }
  };
  visit(below.get(null) ?? []);
  if (nodes.length < spans.length) {
    for (const span of spans) if (!byId.has(span.spanId)) visit([span]);
  }
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i]!;
    node.end = Math.max(node.end, i + 1);
    if (node.parent) {
      node.parent.end = Math.max(node.parent.end, node.end);
      node.parent.failedBelow += node.failedBelow + (node.span.status === "error" ? 1 : 0);
    }
  }
  return { nodes, byId, ms: Math.max(last - first, 0.001) };
}

/** Milliseconds since the epoch with what stands behind the third digit, which Date drops. */
export function preciseMs(iso: string): number {
  const fraction = /\.\d{3}(\d+)/u.exec(iso)?.[1];
  return Date.parse(iso) + (fraction ? Number(`0.${fraction}`) : 0);
}

/** The rows that show when some spans are folded. */
export function visibleNodes(tree: Tree, folded: ReadonlySet<string>): Node[] {
  if (folded.size === 0) return tree.nodes;
  const rows: Node[] = [];
  for (let i = 0; i < tree.nodes.length; ) {
    const node = tree.nodes[i]!;
    rows.push(node);
    i = node.children > 0 && folded.has(node.span.spanId) ? node.end : i + 1;
  }
  return rows;
}

/** Where a reader begins: at the root if it has something to read, else at the first model call, else at the root. */
export function firstToRead(tree: Tree): Node | null {
  const root = tree.nodes[0] ?? null;
  if (!root || root.span.hasText) return root;
  return (
    tree.nodes.find((node) => node.span.kind === "llm" && node.span.hasText) ??
    tree.nodes.find((node) => node.span.hasText) ??
    root
  );
}

export interface Tick {
  /** From 0 to 1. */
  at: number;
  label: string;
}

/** Round times for an axis that is so many milliseconds long; the unit stands on each. */
export function axisTicks(ms: number, atMost: number): Tick[] {
  const wanted = ms / Math.max(1, atMost);
  const steps = [1, 2, 5].flatMap((n) => [0.001, 0.01, 0.1, 1, 10, 100].map((s) => n * s));
  const minutes = [1, 2, 5, 10, 15, 20, 30].map((n) => n * 1000);
  const all = [...steps, ...minutes, ...minutes.map((n) => n * 60), ...[1, 2, 6, 12, 24, 48, 168].map((n) => n * 3_600_000)].sort(
    (a, b) => a - b,
  );
  // An axis with nothing on it but its beginning says nothing, so there are two ticks at least.
  const fitting = all.find((size) => size >= wanted) ?? all.at(-1)!;
  const step = fitting <= ms ? fitting : (all.findLast((size) => size <= ms) ?? all[0]!);
  const ticks: Tick[] = [];
  for (let i = 0; i * step <= ms * 1.0001 && i <= atMost + 1; i++) ticks.push({ at: (i * step) / ms, label: axisLabel(i * step, step, ms) });
  return ticks;
}

function axisLabel(ms: number, step: number, total: number): string {
  const trim = (n: number) => String(Number(n.toFixed(3)));
  if (ms === 0) return "0";
  if (total < 1000) return `${trim(ms)} ms`;
  if (ms < 60_000 || step < 15_000) return ms < 60_000 ? `${trim(ms / 1000)} s` : minutesSeconds(ms);
  if (ms < 3_600_000 || step < 900_000) return minutesSeconds(ms);
  return `${trim(ms / 3_600_000)} h`;
}

function minutesSeconds(ms: number): string {
  const s = Math.round(ms / 1000);
  return s % 60 === 0 ? `${s / 60} min` : `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")} min`;
}
