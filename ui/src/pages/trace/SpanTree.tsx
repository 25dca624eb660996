import { memo, useLayoutEffect, useMemo, useRef, type KeyboardEvent } from "react";
import { KindIcon } from "../../parts/Icon";
import { Safe } from "../../parts/Safe";
import { useStable } from "../../parts/useStable";
import { useSize } from "../../parts/useSize";
import { useWindow } from "../../parts/useWindow";
import { axisTicks } from "../../prepare/axis";
import { shortName } from "../../prepare/facts";
import { counted, took, whole } from "../../prepare/format";
import type { Node, Rows, Tree } from "../../prepare/tree";
import { plain } from "../../prepare/visible";

const ROW = 28;
const INDENT = 14;
const MOST_INDENTED = 14;

/** The spans, each under its parent, with bars on one time axis. */
export function SpanTree({
  tree,
  rows,
  folded,
  current,
  onSelect,
  onFold,
}: {
  tree: Tree;
  rows: Rows;
  folded: ReadonlySet<string>;
  current: Node;
  onSelect: (node: Node) => void;
  onFold: (node: Node) => void;
}) {
  const select = useStable(onSelect);
  const fold = useStable(onFold);
  const { scroller, first, end, most, scrollTo } = useWindow(rows.count, ROW);
  const at = rows.rowOf(current);
  const currentId = current.span.spanId;
  useLayoutEffect(() => {
    if (at >= 0) scrollTo(at, "nearest");
  }, [at, currentId, scrollTo]);
  const axis = useRef<HTMLSpanElement>(null);
  const { width } = useSize(axis);
  const timed = took(tree.ms, tree.count) !== "";
  const ticks = useMemo(() => (timed ? axisTicks(tree.ms, Math.max(2, Math.floor(width / 56))) : []), [tree, timed, width]);

  const onKeyDown = (event: KeyboardEvent) => {
    const to = (row: number) => row >= 0 && row < rows.count && onSelect(rows.at(row));
    const shut = folded.has(currentId);
    switch (event.key) {
      case "ArrowDown":
        to(at + 1);
        break;
      case "ArrowUp":
        to(at - 1);
        break;
      case "Home":
        to(0);
        break;
      case "End":
        to(rows.count - 1);
        break;
      case "ArrowRight":
        if (current.children > 0 && shut) onFold(current);
        else to(at + 1);
        break;
      case "ArrowLeft":
        if (current.children > 0 && !shut) onFold(current);
        else if (current.parent) onSelect(current.parent);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <section className={timed ? "tree" : "tree untimed"} aria-label="Spans">
      <div className="tree-axis" aria-hidden>
        <span className="tree-count">
          {counted(tree.count, "span")}
          {!timed && ", times not told"}
        </span>
        <span className="tree-ticks" ref={axis}>
          {ticks.map((tick) => (
            <span key={tick.label} style={{ left: `${tick.at * 100}%` }} data-edge={tick.at * width > width - 40 || undefined}>
              {tick.label}
            </span>
          ))}
        </span>
        <span className="tree-took" />
      </div>
      <div
        className="scroller"
        ref={scroller}
        role="tree"
        aria-label="Spans of the trace"
        aria-activedescendant={at >= 0 ? `span-${currentId}` : undefined}
        tabIndex={0}
        data-arrows
        onKeyDown={onKeyDown}
      >
        <div className="rows-all" role="presentation" style={{ height: rows.count * ROW }}>
          <div className="tree-lines" aria-hidden>
            <span />
            <span className="tree-bars">
              {ticks.map((tick) => (
                <i key={tick.at} className="tree-tick" style={{ left: `${tick.at * 100}%` }} />
              ))}
            </span>
          </div>
          {Array.from({ length: end - first }, (_, i) => {
            const row = first + i;
            const node = rows.at(row);
            return (
              <TreeRow
                // What is drawn in a place stays when it leaves the view, and takes another span: that is cheaper than a new row.
                key={row % most}
                node={node}
                top={row * ROW}
                total={timed ? tree.ms : 0}
                folded={folded.has(node.span.spanId)}
                current={node === current}
                onSelect={select}
                onFold={fold}
              />
            );
          })}
        </div>
      </div>
    </section>
  );
}

const TreeRow = memo(function TreeRow({
  node,
  top,
  total,
  folded,
  current,
  onSelect,
  onFold,
}: {
  node: Node;
  top: number;
  /** How long the axis is; 0 where nobody told any times. */
  total: number;
  folded: boolean;
  current: boolean;
  onSelect: (node: Node) => void;
  onFold: (node: Node) => void;
}) {
  const { span } = node;
  const failed = span.status === "error";
  const failedInside = folded && node.failedBelow > 0;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the tree has the keys, and the focus: a row is another span's a moment later
    <div
      role="treeitem"
      id={`span-${span.spanId}`}
      data-testid="span-row"
      data-span-id={span.spanId}
      aria-level={node.depth + 1}
      aria-posinset={node.position}
      aria-setsize={node.siblings}
      aria-selected={current}
      aria-expanded={node.children > 0 ? !folded : undefined}
      className={`tree-row kind-${span.kind}${node.children > 0 ? " parent" : ""}${current ? " current" : ""}${failed ? " failed" : ""}`}
      style={{ height: ROW, transform: `translateY(${top}px)` }}
      title={plain(span.name)}
      onClick={() => onSelect(node)}
    >
      <span className="tree-name" style={{ paddingLeft: Math.min(node.depth, MOST_INDENTED) * INDENT }}>
        <span
          className="twisty"
          aria-hidden
          onClick={
            node.children > 0
              ? (event) => {
                  event.stopPropagation();
                  onFold(node);
                }
              : undefined
          }
        >
          {node.children > 0 ? (folded ? "▸" : "▾") : ""}
        </span>
        <KindIcon kind={span.kind} />
        {failed && (
          <span className="sign fail" role="img" aria-label="failed">
            ✕
          </span>
        )}
        {failedInside && !failed && (
          <span className="sign unsure" role="img" aria-label="failed below">
            ✕
          </span>
        )}
        <span className="tree-label">
          <Safe text={shortName(span) || "unnamed"} />
        </span>
        {folded && <span className="tree-inside">{whole(node.end - node.index - 1)}</span>}
      </span>
      <span className="tree-bars" aria-hidden>
        {total > 0 && (
          <span
            className="tree-bar"
            style={{ left: `min(${(node.start / total) * 100}%, calc(100% - 3px))`, width: `max(3px, ${(node.ms / total) * 100}%)` }}
          />
        )}
      </span>
      <span className="tree-took">{took(node.ms)}</span>
    </div>
  );
});
