import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { remember } from "../../parts/history";
import { Icon } from "../../parts/Icon";
import type { TraceSummary } from "../../api/types";
import { copy, say } from "../../parts/notice";
import { change, useSettings } from "../../parts/settings";
import { Splitter } from "../../parts/Splitter";
import { useStable } from "../../parts/useStable";
import { focusList } from "../../parts/VirtualRows";
import { Waiting } from "../../parts/States";
import { useKeys, type Handlers } from "../../keys/useKeys";
import { withTerm, type FieldValue } from "../../prepare/filter/edit";
import { counted, whole } from "../../prepare/format";
import { rowPicks } from "../../prepare/picks";
import { knownValues } from "../../prepare/values";
import { AskBar, asker } from "../ask/AskBar";
import { useQuestion } from "../ask/useQuestion";
import { ValuesPanel } from "../ask/ValuesPanel";
import { addressOf, asking, go, here, type Place } from "../router";
import { Peek } from "../trace/Peek";
import { TraceReader } from "../trace/TraceReader";
import { ColumnsMenu } from "./ColumnsMenu";
import { Facets } from "./Facets";
import { Nothing } from "./Nothing";
import { Numbers } from "./Numbers";
import { TimeStrip } from "./TimeStrip";
import { TraceRows } from "./TraceRows";
import { Unread } from "./Unread";
import { useStats, useTraceList } from "./useTraceList";

/** The list of traces; beside it the one that is read, if any. */
export function TracesPage({ place }: { place: Place }) {
  const { project, params, id: traceId } = place;
  const reading = traceId !== "";
  const question = useQuestion(params);
  const { line, filter, range } = question;
  const list = useTraceList(project, filter, range);
  const { stats, error: statsError } = useStats(project, filter, range);
  const known = useMemo(() => knownValues(list.rows), [list.rows]);
  const { listWidth, facets, columns } = useSettings();
  const [live, setLive] = useState(false);

  const currentId = reading ? traceId : (params.get("at") ?? "");
  const peeking = !reading && params.get("peek") === "1" && currentId !== "";
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [top, setTop] = useState(0);
  const [valuesOf, setValuesOf] = useState<TraceSummary | null>(null);
  const placeNow = useRef(place);
  useEffect(() => {
    placeNow.current = place;
  });

  const { setLine, setRange } = asker(place);
  const zoom = useStable((from: number, to: number) => setRange({ type: "between", from, to }));
  const addTerm = useCallback((pick: FieldValue, not: boolean) => {
    const now = placeNow.current;
    const next = withTerm(now.params.get("f") ?? "", pick, not);
    remember(now.project, next);
    go(addressOf(now, "", { f: next, span: null, view: null, at: now.id || null }));
  }, []);

  const onlyFailed = useStable(() => setLine(withTerm(line, ["failed", "true"])));

  const hrefOf = useCallback(
    (id: string) => addressOf(onlyAsking(placeNow.current), id),
    [],
  );
  const open = useCallback(
    (id: string) => {
      const now = placeNow.current;
      const to = addressOf(onlyAsking(now), id);
      if (now.id) {
        go(to, { replace: true });
      } else {
        // Coming back finds the list where it was left.
        go(addressOf(now, "", { at: id, peek: null }), { replace: true });
        go(to);
      }
    },
    [],
  );
  const moveTo = (index: number) => {
    focusList();
    const row = list.rows[Math.max(0, Math.min(list.rows.length - 1, index))];
    if (!row) return;
    if (reading) open(row.traceId);
    else go(addressOf(place, "", { at: row.traceId }), { replace: true });
    if (index >= list.rows.length - 20) list.loadMore();
  };
  const at = list.rows.findIndex((row) => row.traceId === currentId);
  const toggle = useCallback((id: string) => {
    setSelected((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const loadFresh = () => {
    list.loadFresh();
    if (!reading) setTop((n) => n + 1);
  };
  // Live, what came is shown as it comes, unless somebody reads further down.
  const toggleLive = () => {
    setLive(!live);
    say(live ? "Live is off: what is new waits for ." : "Live: what comes is shown as it comes");
    if (!live && list.fresh.count > 0) loadFresh();
  };
  const showFresh = useStable(loadFresh);
  useEffect(() => {
    if (live && list.fresh.count > 0) showFresh();
  }, [live, list.fresh.count, showFresh]);
  const endPeek = () => go(addressOf(place, "", { peek: null }), { replace: true });
  const close = () => go(addressOf(place, "", { at: traceId, span: null, view: null }));

  const keys: Handlers = {
    "list.next": () => moveTo(at < 0 ? 0 : at + 1),
    "list.previous": () => moveTo(at < 0 ? 0 : at - 1),
    "list.first": () => moveTo(0),
    "list.last": () => moveTo(list.rows.length - 1),
    "list.select": () => currentId && toggle(currentId),
  };
  if (!reading) keys["list.values"] = () => (at >= 0 || list.rows.length > 0) && setValuesOf(list.rows[Math.max(at, 0)]!);
  if (list.fresh.count > 0) keys["list.fresh"] = loadFresh;
  if (range.type !== "between") keys["list.live"] = toggleLive;
  if (!reading) {
    keys["list.facets"] = () => change({ facets: !facets });
    keys["list.open"] = () => (at >= 0 ? open(currentId) : moveTo(0));
    keys["list.peek"] = () => {
      const id = currentId || list.rows[0]?.traceId;
      if (id) go(addressOf(place, "", { at: id, peek: peeking ? null : "1" }), { replace: true });
    };
    keys["list.copy"] = () => {
      const ids = selected.size > 0 ? list.rows.map((row) => row.traceId).filter((id) => selected.has(id)) : currentId ? [currentId] : [];
      if (ids.length === 0) say("Nothing to copy: move to a trace first");
      else void copy(ids.map((id) => location.origin + hrefOf(id)).join("\n"), ids.length === 1 ? "Link" : counted(ids.length, "link"));
    };
  }
  if (reading) keys["page.back"] = close;
  else if (peeking) keys["page.back"] = endPeek;
  else if (selected.size > 0) keys["page.back"] = () => setSelected(new Set());
  useKeys(keys);

  useEffect(() => {
    if (!reading) document.title = `Traces · ${project} · Assay`;
  }, [reading, project]);

  // After a refresh the list goes on until the row that was current is there, but not for ever.
  const sought = useRef(here());
  useEffect(() => {
    if (currentId && at < 0 && !reading && list.more && list.rows.length < 1000 && sought.current.includes(currentId)) list.loadMore();
  });

  const empty = !list.waiting && !list.error && list.rows.length === 0 && !list.stale;
  return (
    <main className={reading ? "traces reading" : "traces"} style={{ "--list-width": `${listWidth}px` } as React.CSSProperties}>
      {facets && !reading && <Facets project={project} question={question} onLine={setLine} onClose={() => change({ facets: false })} />}
      <section className="list" aria-label="List">
        <h1 className="offscreen">Traces</h1>
        <AskBar place={place} question={question} known={known} error={list.error ?? statsError}>
          {live && (
            <button type="button" className="button live" onClick={toggleLive} title="Live: what comes is shown as it comes (w)">
              <i aria-hidden /> live
            </button>
          )}
          {!reading && (
            <button type="button" className="button quiet-button toggle" aria-pressed={facets} aria-label="Facets" title="Facets (f)" onClick={() => change({ facets: !facets })}>
              <Icon name="facets" />
            </button>
          )}
          {!reading && <ColumnsMenu columns={columns} />}
        </AskBar>
        {!reading && !list.error && !(empty && filter.length === 0) && (
          <div className="overview">
            <TimeStrip stats={stats} onZoom={zoom} />
            <Numbers stats={stats} failed={statsError !== null} onFailed={onlyFailed} />
          </div>
        )}
        <div className="fresh" aria-live="polite">
          {list.trouble && (
            <button type="button" className="fresh-line trouble" onClick={list.trouble.retry}>
              <span className="sign fail">✕</span> {list.trouble.what}. Try again
            </button>
          )}
          {!list.trouble && list.fresh.count > 0 && (
            <button type="button" className="fresh-line" onClick={loadFresh}>
              <span className="figures">
                {whole(list.fresh.count)}
                {list.fresh.atLeast && "+"}
              </span>{" "}
              new <kbd>.</kbd>
            </button>
          )}
        </div>
        {list.error ? (
          <Unread project={project} error={list.error} what="The list could not be read." retry={list.reload} />
        ) : list.waiting ? (
          <Waiting label="Reading the list" rows={14} height={44} />
        ) : empty ? (
          <Nothing project={project} line={line} filter={filter} range={range} onRange={setRange} onLine={setLine} />
        ) : (
          <TraceRows
            rows={list.rows}
            more={list.more}
            loadMore={list.loadMore}
            currentId={currentId}
            selected={selected}
            stale={list.stale}
            hrefOf={hrefOf}
            onOpen={open}
            onSelect={toggle}
            onPick={addTerm}
            topOf={top}
          />
        )}
      </section>
      {reading && (
        <>
          <Splitter label="Width of the list" value={listWidth} min={240} max={640} onChange={(width) => change({ listWidth: width })} />
          <TraceReader place={place} row={list.rows[at]} next={list.rows[at + 1]} onFilter={addTerm} onClose={close} />
        </>
      )}
      {peeking && <Peek project={project} traceId={currentId} row={list.rows[at]} onOpen={() => open(currentId)} onClose={endPeek} onFilter={addTerm} />}
      {valuesOf && <ValuesPanel what="trace" line={line} picks={rowPicks(valuesOf)} onPick={addTerm} onClose={() => setValuesOf(null)} />}
    </main>
  );
}

/** The place without what is open on it: another trace is opened from the same question, not from the same span. */
function onlyAsking(place: Place): Place {
  return { ...place, params: new URLSearchParams([...place.params].filter(([key]) => asking.has(key))) };
}
