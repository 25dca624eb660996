import { useRef } from "react";
import type { TraceSummary } from "../../api/types";
import { Icon } from "../../parts/Icon";
import { Safe } from "../../parts/Safe";
import { Failure, Waiting } from "../../parts/States";
import type { OnPick } from "../../parts/PickButton";
import { counted, took } from "../../prepare/format";
import { firstToRead } from "../../prepare/tree";
import { Conversation } from "./Conversation";
import { Facts } from "./Facts";
import { useTexts, useTrace } from "./useTrace";

/** A look at a trace without leaving the list. */
export function Peek({
  project,
  traceId,
  row,
  onOpen,
  onClose,
  onFilter,
}: {
  project: string;
  traceId: string;
  row: TraceSummary | undefined;
  onOpen: () => void;
  onClose: () => void;
  onFilter: OnPick;
}) {
  const { data, error, isPlaceholderData, refetch } = useTrace(project, traceId, row?.spanCount);
  const trace = data;
  const tree = trace?.tree ?? null;
  const node = tree && firstToRead(tree);
  const texts = useTexts(project, trace, tree, [node, null]);
  const span = node && texts.spans.get(node.span.spanId);
  const scroller = useRef<HTMLDivElement>(null);
  const summary = (isPlaceholderData ? undefined : trace?.summary) ?? row;
  return (
    <aside className="peek" aria-label="Peek" data-testid="peek">
      <header className="trace-head">
        <h2>
          {summary?.status === "error" && <span className="sign fail">✕ </span>}
          {summary && <Safe text={summary.name || "unnamed"} />}
        </h2>
        {summary && (
          <p className="trace-facts">
            <span>{counted(summary.spanCount, "span")}</span>
            {took(summary.durationMs, summary.spanCount) && <span>{took(summary.durationMs, summary.spanCount)}</span>}
          </p>
        )}
        <span className="spacer" />
        <button type="button" className="button" onClick={onOpen}>
          Open <kbd>Enter</kbd>
        </button>
        <button type="button" className="button quiet-button" aria-label="Close the peek" title="Close (Space)" onClick={onClose}>
          <Icon name="close" size={14} />
        </button>
      </header>
      {error ? (
        <Failure error={error} what="The trace could not be read." retry={() => void refetch()} />
      ) : !tree || !node || !span ? (
        <Waiting label="Reading the trace" rows={6} height={32} />
      ) : (
        <>
          <Facts span={span} root={span} ms={node.ms} onFilter={onFilter} />
          <div className="scroller panel-text" ref={scroller} tabIndex={0} role="region" aria-label="Conversation" data-arrows>
            <Conversation key={trace!.traceId} tree={tree} node={node} span={span} before={null} spans={texts.spans} onSelect={onOpen} />
          </div>
        </>
      )}
    </aside>
  );
}
