import type { Span, TraceTree } from "../api/types";
import { treeOrder, type TreeOrder } from "./treeOrder";

type Columns = TraceTree["spans"];

/** What of a span the tree needs; its texts are read when they are looked at. */
export interface TreeSpan extends Pick<Span, "spanId" | "name" | "kind" | "status"> {
  hasText: boolean;
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

/**
 * The spans of a trace, which came as columns. Of 50,000 spans a few are looked at, and only those become nodes: to make an object
 * of each takes longer than all else.
 */
export class Tree {
  readonly count: number;
  /** The whole extent in milliseconds, at least a little. */
  readonly ms: number;
  readonly #columns: Columns;
  readonly #order: TreeOrder;
  readonly #failedBelow: Int32Array;
  readonly #made: (Node | undefined)[];

  /** A span whose parent never arrived is a root. */
  constructor(columns: Columns) {
    const { spanId, parent, startUs, durationUs } = columns;
    this.#columns = columns;
    this.count = spanId.length;
    this.#order = treeOrder(parent, startUs, durationUs);
    this.#failedBelow = new Int32Array(this.count);
    this.#made = Array.from({ length: this.count });
    for (let i = this.count - 1; i >= 0; i--) {
      const above = this.#order.parent[i]!;
      if (above >= 0) this.#failedBelow[above]! += this.#failedBelow[i]! + (this.failed(i) ? 1 : 0);
    }
    this.ms = Math.max(startUs.reduce((last, start, i) => Math.max(last, start + durationUs[i]!), 0) / 1000, 0.001);
  }

  /** The same node whenever it is asked for. */
  at(index: number): Node {
    return (this.#made[index] ??= this.#make(index));
  }

  of(spanId: string): Node | null {
    const span = this.#columns.spanId.indexOf(spanId);
    return span < 0 ? null : this.at(this.#order.place[span]!);
  }

  /** The first of a stretch of which something holds. */
  find(from: number, to: number, holds: (index: number) => boolean): Node | null {
    for (let i = from; i < to; i++) if (holds(i)) return this.at(i);
    return null;
  }

  // What is asked of many spans.

  spanId = (index: number): string => this.#columns.spanId[this.#span(index)]!;
  kind = (index: number): Span["kind"] => word(this.#columns.kind, this.#span(index)) as Span["kind"];
  failed = (index: number): boolean => word(this.#columns.status, this.#span(index)) === "error";
  hasText = (index: number): boolean => this.#columns.hasText[this.#span(index)] === 1;
  children = (index: number): number => this.#order.children[index]!;
  end = (index: number): number => this.#order.end[index]!;

  #span(index: number): number {
    return this.#order.span[index]!;
  }

  #make(index: number): Node {
    const { name, status, startUs, durationUs } = this.#columns;
    const { depth, parent, position, siblings } = this.#order;
    const span = this.#span(index);
    const above = (): Node | null => (parent[index]! < 0 ? null : this.at(parent[index]!));
    return {
      span: {
        spanId: this.spanId(index),
        name: word(name, span),
        kind: this.kind(index),
        status: word(status, span) as Span["status"],
        hasText: this.hasText(index),
      },
      index,
      depth: depth[index]!,
      get parent() {
        return above();
      },
      children: this.children(index),
      end: this.end(index),
      position: position[index]!,
      siblings: siblings[index]!,
      start: startUs[span]! / 1000,
      ms: durationUs[span]! / 1000,
      failedBelow: this.#failedBelow[index]!,
    };
  }
}

type Words = Columns["name"];

const word = ({ of, words }: Words, span: number) => words[of[span]!]!;

/** The columns of spans that came whole. */
export function columnsOf(whole: readonly Span[]): Columns {
  const places = new Map<string, number>();
  const spans = whole.filter(({ spanId }) => !places.has(spanId) && places.set(spanId, places.size));
  const starts = spans.map((span) => preciseMs(span.startTime));
  const first = Math.min(...starts);
  return {
    spanId: spans.map((span) => span.spanId),
    parent: spans.map(({ parentSpanId }) => (parentSpanId === null ? -1 : (places.get(parentSpanId) ?? -1))),
    name: wordsOf(spans.map((span) => span.name)),
    kind: wordsOf(spans.map((span) => span.kind)),
    status: wordsOf(spans.map((span) => span.status)),
    startUs: starts.map((ms) => Math.round((ms - first) * 1000)),
    durationUs: spans.map((span, i) => Math.max(0, Math.round((preciseMs(span.endTime) - starts[i]!) * 1000))),
    hasText: spans.map(({ input, output, systemInstructions }) => (input.length + output.length + systemInstructions.length > 0 ? 1 : 0)),
  };
}

function wordsOf(values: readonly string[]): Words {
  const places = new Map<string, number>();
  for (const value of values) if (!places.has(value)) places.set(value, places.size);
  return { of: values.map((value) => places.get(value)!), words: [...places.keys()] };
}

/** Milliseconds since the epoch with what stands behind the third digit, which Date drops. */
export function preciseMs(iso: string): number {
  const fraction = /\.\d{3}(\d+)/u.exec(iso)?.[1];
  return Date.parse(iso) + (fraction ? Number(`0.${fraction}`) : 0);
}

/** The spans of a tree that show. */
export interface Rows {
  count: number;
  at: (row: number) => Node;
  /** Which row a span is, or -1 where it is folded away. */
  rowOf: (node: Node) => number;
}

/** What shows when some spans are folded. */
export function visibleRows(tree: Tree, folded: ReadonlySet<string>): Rows {
  if (folded.size === 0) return { count: tree.count, at: (row) => tree.at(row), rowOf: (node) => node.index };
  const shown: number[] = [];
  for (let i = 0; i < tree.count; ) {
    shown.push(i);
    i = tree.children(i) > 0 && folded.has(tree.spanId(i)) ? tree.end(i) : i + 1;
  }
  return { count: shown.length, at: (row) => tree.at(shown[row]!), rowOf: (node) => placeIn(shown, node.index) };
}

/** Where a number stands among ascending ones, or -1. */
function placeIn(ascending: readonly number[], wanted: number): number {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ascending[middle]! < wanted) from = middle + 1;
    else to = middle;
  }
  return ascending[from] === wanted ? from : -1;
}

/** Where a reader begins: at the root if it has something to read, else at the first model call, else at the root. */
export function firstToRead(tree: Tree): Node | null {
  if (tree.count === 0) return null;
  if (tree.hasText(0)) return tree.at(0);
  return (
    tree.find(0, tree.count, (i) => tree.kind(i) === "llm" && tree.hasText(i)) ?? tree.find(0, tree.count, tree.hasText) ?? tree.at(0)
  );
}

/** The failed span after this one, from the beginning again after the last. */
export function failedAfter(tree: Tree, node: Node): Node | null {
  return tree.find(node.index + 1, tree.count, tree.failed) ?? tree.find(0, node.index + 1, tree.failed);
}
