import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState, type RefObject } from "react";
import { readWholeSpan, wholeSpanAddress } from "../../api/client";
import { Icon, KindIcon } from "../../parts/Icon";
import { Safe } from "../../parts/Safe";
import type { OnPick } from "../../parts/PickButton";
import { turns } from "../../prepare/conversation";
import { scoresOf } from "../../prepare/scores";
import type { Node, Tree } from "../../prepare/tree";
import { change, useSettings } from "../../parts/settings";
import { Failure, Waiting } from "../../parts/States";
import { plain } from "../../prepare/visible";
import { Conversation } from "./Conversation";
import { Facts } from "./Facts";
import { Find } from "./Find";
import { LeftOut } from "./LeftOut";
import { Raw } from "./Raw";
import { Scores } from "./Scores";
import type { Texts, TraceData } from "./useTrace";

export type View = "conversation" | "raw" | "scores";

export const viewOf = (word: string | null): View => (word === "raw" || word === "scores" ? word : "conversation");

const views: [View, string, string][] = [
  ["conversation", "Conversation", "c"],
  ["raw", "Raw", "r"],
  ["scores", "Scores", "s"],
];

/** What one span says: its facts, and its texts, its raw fields or its scores. */
export function SpanPanel({
  project,
  tree,
  node,
  beforeNode,
  texts,
  trace,
  view,
  onView,
  onFilter,
  onSelect,
  finding,
  onFinding,
  scroller,
}: {
  project: string;
  tree: Tree;
  node: Node;
  /** The call that a reader saw before this one, if any. */
  beforeNode: Node | null;
  texts: Texts;
  trace: TraceData;
  view: View;
  onView: (view: View) => void;
  onFilter: OnPick;
  onSelect: (node: Node) => void;
  /** Whether words are sought in the texts. */
  finding: boolean;
  onFinding: (finding: boolean) => void;
  scroller: RefObject<HTMLDivElement | null>;
}) {
  const [asked, setAsked] = useState("");
  const whole = useQuery({
    queryKey: ["whole-span", project, trace.traceId, asked],
    queryFn: ({ signal }) => readWholeSpan(project, trace.traceId, asked, signal),
    enabled: asked === node.span.spanId,
    structuralSharing: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  const span = (asked === node.span.spanId && whole.data) || texts.spans.get(node.span.spanId);
  const before = beforeNode ? (texts.spans.get(beforeNode.span.spanId) ?? null) : null;
  const sought = useMemo(() => (finding && span ? turns(span) : []), [finding, span]);
  const spanId = node.span.spanId;
  const { refetch, isFetching } = whole;
  const asking = asked === spanId;
  const readRest = useCallback(() => (asking ? void refetch() : setAsked(spanId)), [asking, refetch, spanId]);
  const reading = asking && isFetching;
  const failed = asking && whole.isError && !isFetching;
  const scores = useMemo(() => scoresOf(trace.summary, node.span.spanId, span?.scores ?? []), [trace, node, span]);
  const { markdown } = useSettings();
  return (
    <section className="panel" aria-label="Span" data-testid="span">
      <header className="panel-head">
        <h3 title={plain(node.span.name)}>
          <KindIcon kind={node.span.kind} />
          <span className="panel-name">
            <Safe text={node.span.name || "unnamed"} />
          </span>
        </h3>
        {view === "conversation" && (
          <button
            type="button"
            className="button quiet-button toggle"
            aria-pressed={markdown}
            aria-label="Draw Markdown"
            title={`Markdown is ${markdown ? "drawn" : "shown as written"} (m)`}
            onClick={() => change({ markdown: !markdown })}
          >
            <Icon name="markdown" />
          </button>
        )}
        <div className="tabs" role="tablist" aria-label="Views">
          {views.map(([name, label, key]) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`tab-${name}`}
              aria-selected={view === name}
              aria-controls="span-view"
              tabIndex={view === name ? 0 : -1}
              className="tab"
              title={`${label} (${key})`}
              onClick={() => onView(name)}
            >
              {label}
              {name === "scores" && scores.length > 0 && <span className="count">{scores.length}</span>}
            </button>
          ))}
        </div>
      </header>
      {span ? <Facts span={span} root={{ ...trace.summary, spanId: tree.spanId(0) }} ms={node.ms} onFilter={onFilter} /> : <div className="facts" />}
      <div className="scroller panel-text" id="span-view" role="tabpanel" aria-labelledby={`tab-${view}`} tabIndex={0} data-arrows ref={scroller}>
        {texts.error && !span ? (
          <Failure error={texts.error} what="The texts could not be read." retry={texts.retry} />
        ) : !span || (view === "conversation" && !texts.ready) ? (
          <Waiting label="Reading the texts" rows={5} height={32} />
        ) : (
          <>
            {span.leftOut !== undefined && view !== "scores" && !(finding && view === "conversation") && (
              <LeftOut
                characters={span.leftOut}
                reading={reading}
                failed={failed}
                onRead={readRest}
                onFind={() => onFinding(true)}
                file={{ address: wholeSpanAddress(project, trace.traceId, spanId), name: `span-${spanId}.json` }}
              />
            )}
            {view === "conversation" && finding && <Find key={`find ${spanId}`} turns={sought} missing={span.leftOut ?? 0} reading={reading} failed={failed} onRead={readRest} onClose={() => onFinding(false)} />}
            {view === "conversation" && <Conversation key={span.spanId} tree={tree} node={node} span={span} before={before} spans={texts.spans} onSelect={onSelect} />}
            {view === "raw" && <Raw span={span} onFilter={onFilter} />}
            {view === "scores" && <Scores scores={scores} span={span} traceId={trace.traceId} />}
          </>
        )}
      </div>
    </section>
  );
}

