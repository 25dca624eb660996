import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { findTraces } from "../../api/client";
import type { TraceSummary } from "../../api/types";
import { useKeys, type Handlers } from "../../keys/useKeys";
import { copy, say } from "../../parts/notice";
import { change, settingsNow, useSettings } from "../../parts/settings";
import { Splitter } from "../../parts/Splitter";
import { Failure, Waiting } from "../../parts/States";
import type { OnPick } from "../../parts/PickButton";
import { plain } from "../../prepare/visible";
import { spanBefore } from "../../prepare/conversation";
import { siblings } from "../../prepare/siblings";
import { failedAfter, firstToRead, visibleRows, type Node } from "../../prepare/tree";
import { spanPicks } from "../../prepare/picks";
import { ValuesPanel } from "../ask/ValuesPanel";
import { addressOf, go, pageAddress, type Place } from "../router";
import { useMe } from "../useMe";
import { SEARCH_ID } from "./Raw";
import { SpanPanel, viewOf, type View } from "./SpanPanel";
import { SpanTree } from "./SpanTree";
import { TraceHeader } from "./TraceHeader";
import { LARGE, traceOptions, useTexts, useTrace } from "./useTrace";

/** One trace: its tree on a common time axis, and what the chosen span says. */
export function TraceReader({
  place,
  row,
  next,
  onFilter,
  onClose,
}: {
  place: Place;
  /** The trace's row, if the list has it: its header shows before the trace is read. */
  row: TraceSummary | undefined;
  /** The trace that is read next, most likely. */
  next: TraceSummary | undefined;
  onFilter: OnPick;
  onClose: () => void;
}) {
  const { project, id: traceId, params } = place;
  const { data, error, isPlaceholderData, refetch } = useTrace(project, traceId, row?.spanCount);
  // While the next trace is on its way the one before stays, so that nothing flashes; it only listens no more.
  const trace = data;
  const { treeWidth } = useSettings();
  const mayDelete = useMe()?.permissions.includes("admin") ?? false;
  const tree = trace?.tree ?? null;
  const [folded, setFolded] = useState<{ of: string; ids: ReadonlySet<string> }>({ of: traceId, ids: new Set() });
  const foldedIds = folded.of === traceId ? folded.ids : nothing;
  const rows = useMemo(() => tree && visibleRows(tree, foldedIds), [tree, foldedIds]);
  const wanted = isPlaceholderData ? null : params.get("span");
  const node = useMemo(() => tree && ((wanted && tree.of(wanted)) || firstToRead(tree)), [tree, wanted]);
  const beforeNode = useMemo(() => (tree && node ? spanBefore(tree, node) : null), [tree, node]);
  const texts = useTexts(project, trace, tree, [node, beforeNode]);
  const view = viewOf(params.get("view"));
  const text = useRef<HTMLDivElement>(null);
  const [values, setValues] = useState(false);
  /** The span in whose texts words are sought. */
  const [soughtIn, setSoughtIn] = useState("");
  const summary = (isPlaceholderData ? undefined : trace?.summary) ?? row;

  const valuesOf = node && texts.spans.get(node.span.spanId);

  const client = useQueryClient();
  // Only behind this one, which would be there later; and a large one would keep the server from what is asked meanwhile.
  const ahead = trace && !isPlaceholderData && next && next.spanCount <= LARGE ? next : undefined;
  useEffect(() => {
    if (ahead) void client.prefetchQuery(traceOptions(project, ahead.traceId, ahead.spanCount));
  }, [client, project, ahead]);

  const session = summary?.sessionId ?? null;
  const family = useQuery({
    queryKey: ["session", project, session],
    queryFn: ({ signal }) =>
      findTraces(project, [["session", session!], ["from", "1970-01-01T00:00:00Z"], ["limit", "200"]], signal),
    enabled: session !== null && !isPlaceholderData,
    staleTime: 30_000,
  }).data;
  const turn = useMemo(() => (family ? siblings(family.items, traceId) : null), [family, traceId]);

  const select = (to: Node) => {
    if (isPlaceholderData) return;
    // A span that is folded away comes out when it is gone to.
    const ids = new Set(foldedIds);
    for (let above = to.parent; above; above = above.parent) ids.delete(above.span.spanId);
    if (ids.size !== foldedIds.size) setFolded({ of: traceId, ids });
    go(addressOf(place, traceId, { span: to.span.spanId }), { replace: true });
  };
  const fold = (which: Node) => {
    const at = which.children > 0 ? which : which.parent;
    if (!at || isPlaceholderData) return;
    const ids = new Set(foldedIds);
    if (!ids.delete(at.span.spanId)) {
      ids.add(at.span.spanId);
      if (at !== node) go(addressOf(place, traceId, { span: at.span.spanId }), { replace: true });
    }
    setFolded({ of: traceId, ids });
  };
  const show = (to: View) => go(addressOf(place, traceId, { view: to === "conversation" ? null : to }), { replace: true });
  const step = (by: number) => {
    if (!rows || !node) return;
    const to = rows.rowOf(node) + by;
    if (to >= 0 && to < rows.count) select(rows.at(to));
  };
  const sibling = (id: string | undefined, which: string) => {
    if (id) go(addressOf(place, id, { span: null }), { replace: true });
    else say(session ? `This is the ${which} trace of session ${plain(session)}` : "This trace belongs to no session");
  };
  const copyLink = () => void copy(location.href.split("#")[0]!.replace(/([?&])(at|peek)=[^&]*/gu, "$1"), "Link");
  const scroll = (by: number) => text.current?.scrollBy({ top: by * text.current.clientHeight * 0.9 });

  const keys: Handlers = {
    "trace.next": () => step(1),
    "trace.previous": () => step(-1),
    "trace.fold": () => node && fold(node),
    "trace.conversation": () => show("conversation"),
    "trace.raw": () => (view === "raw" ? document.getElementById(SEARCH_ID)?.focus() : show("raw")),
    "trace.find": () => {
      show("conversation");
      setSoughtIn(node?.span.spanId ?? "");
    },
    "trace.scores": () => show("scores"),
    "trace.markdown": () => {
      change({ markdown: !settingsNow().markdown });
      say(settingsNow().markdown ? "Markdown drawn" : "Markdown as written");
    },
    "trace.down": () => scroll(1),
    "trace.up": () => scroll(-1),
    "trace.siblingBefore": () => sibling(turn?.before, "first"),
    "trace.siblingAfter": () => sibling(turn?.after, "last"),
    "list.values": () => setValues(true),
    "trace.copy": copyLink,
    "trace.failed": () => {
      const to = tree && node && failedAfter(tree, node);
      if (to) select(to);
      else say("No span of this trace failed");
    },
  };
  useKeys(keys);

  useEffect(() => {
    document.title = `${summary ? plain(summary.inputPreview || summary.name).slice(0, 60) : "Trace"} · Assay`;
  }, [summary]);
  useEffect(() => {
    text.current?.scrollTo({ top: 0 });
  }, [traceId, node?.span.spanId, view]);

  return (
    <article className="trace" aria-label="Trace" data-testid="trace" style={{ "--tree-width": `${treeWidth}px` } as React.CSSProperties}>
      <TraceHeader
        traceId={traceId}
        summary={summary}
        turn={turn}
        onSibling={(id) => sibling(id, "")}
        onFailed={keys["trace.failed"]!}
        sessionHref={session === null ? "" : pageAddress({ ...place, params: new URLSearchParams() }, "sessions", session, { trace: traceId })}
        deleteHref={mayDelete ? pageAddress(place, "settings", "deletion", { subject: "trace", id: traceId }) : null}
        onCopy={copyLink}
        onClose={onClose}
      />
      {error ? (
        <Failure
          error={error}
          what={"status" in error && error.status === 404 ? "There is no such trace." : "The trace could not be read."}
          retry={() => void refetch()}
        />
      ) : !tree || !rows || !node ? (
        trace ? (
          <Failure error={new Error("It has no spans.")} what="There is nothing to read." />
        ) : (
          <Waiting label="Reading the trace" rows={8} height={32} />
        )
      ) : (
        <div className={isPlaceholderData ? "trace-panes stale" : "trace-panes"} aria-busy={isPlaceholderData}>
          <SpanTree tree={tree} rows={rows} folded={foldedIds} current={node} onSelect={select} onFold={fold} />
          <Splitter label="Width of the tree" value={treeWidth} min={200} max={900} onChange={(width) => change({ treeWidth: width })} />
          <SpanPanel project={project} tree={tree} node={node} beforeNode={beforeNode} texts={texts} trace={trace!} view={view} onView={show} onFilter={onFilter} onSelect={select} finding={soughtIn === node.span.spanId} onFinding={(on) => setSoughtIn(on ? node.span.spanId : "")} scroller={text} />
        </div>
      )}
      {values && valuesOf && <ValuesPanel what="span" line={params.get("f") ?? ""} picks={spanPicks(valuesOf)} onPick={onFilter} onClose={() => setValues(false)} />}
    </article>
  );
}

const nothing: ReadonlySet<string> = new Set();
