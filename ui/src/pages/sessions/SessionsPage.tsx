import { useCallback, useEffect, useRef, useState } from "react";
import type { CSSProperties } from "react";
import { useKeys, type Handlers } from "../../keys/useKeys";
import type { SessionSummary } from "../../api/types";
import { remember } from "../../parts/history";
import { change, useSettings } from "../../parts/settings";
import { Splitter } from "../../parts/Splitter";
import { focusList } from "../../parts/VirtualRows";
import { Message, Waiting } from "../../parts/States";
import { useStable } from "../../parts/useStable";
import { withTerm, type FieldValue } from "../../prepare/filter/edit";
import { sessionPicks } from "../../prepare/picks";
import { rangeLabel, wider } from "../../prepare/range";
import { AskBar, asker } from "../ask/AskBar";
import { useQuestion } from "../ask/useQuestion";
import { ValuesPanel } from "../ask/ValuesPanel";
import { addressOf, asking, go, pageAddress, type Place } from "../router";
import { Unread } from "../traces/Unread";
import { SessionReader } from "./SessionReader";
import { SessionRows } from "./SessionRows";
import { useSessions } from "./useSessions";

/** The sessions; beside them the one that is read, if any. */
export function SessionsPage({ place }: { place: Place }) {
  const { project, params, id } = place;
  const reading = id !== "";
  const question = useQuestion(params);
  const { rows, error, isPending, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useSessions(project, question);
  const { listWidth } = useSettings();
  const [valuesOf, setValuesOf] = useState<SessionSummary | null>(null);
  const { setLine, setRange } = asker(place);
  const currentId = reading ? id : (params.get("at") ?? "");
  const at = rows.findIndex((row) => row.sessionId === currentId);
  const placeNow = useRef(place);
  useEffect(() => {
    placeNow.current = place;
  });

  const only = (p: Place) => ({ ...p, params: new URLSearchParams([...p.params].filter(([key]) => asking.has(key))) });
  const hrefOf = useCallback((session: string) => addressOf(only(placeNow.current), session), []);
  const open = useCallback((session: string) => {
    const now = placeNow.current;
    if (now.id) go(addressOf(only(now), session), { replace: true });
    else {
      go(addressOf(now, "", { at: session }), { replace: true });
      go(addressOf(only(now), session));
    }
  }, []);
  const pick = useStable((value: FieldValue, not: boolean) => {
    const next = withTerm(question.line, value, not);
    remember(project, next);
    go(addressOf(place, "", { f: next, trace: null }));
  });
  const loadMore = useStable(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  });
  const again = useStable(() => void refetch());
  const moveTo = (index: number) => {
    focusList();
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (!row) return;
    if (reading) open(row.sessionId);
    else go(addressOf(place, "", { at: row.sessionId }), { replace: true });
  };
  const close = () => go(addressOf(only(place), "", { at: id }));
  const keys: Handlers = {
    "list.next": () => moveTo(at + 1),
    "list.previous": () => moveTo(at < 0 ? 0 : at - 1),
    "list.first": () => moveTo(0),
    "list.last": () => moveTo(rows.length - 1),
  };
  if (at >= 0 || (!reading && rows.length > 0)) keys["list.values"] = () => setValuesOf(rows[Math.max(at, 0)]!);
  if (reading) keys["page.back"] = close;
  else keys["list.open"] = () => (at >= 0 ? open(currentId) : moveTo(0));
  useKeys(keys);
  useEffect(() => {
    if (!reading) document.title = `Sessions · ${project} · Assay`;
  }, [reading, project]);

  const next = wider(question.range);
  return (
    <main className={reading ? "traces reading" : "traces"} style={{ "--list-width": `${listWidth}px` } as CSSProperties}>
      <section className="list" aria-label="List">
        <h1 className="offscreen">Sessions</h1>
        <AskBar place={place} question={question} known={nothingKnown} error={error} />
        {error && rows.length === 0 ? (
          <Unread project={project} error={error} what="The sessions could not be read." retry={again} />
        ) : isPending ? (
          <Waiting label="Reading the sessions" rows={14} height={44} />
        ) : rows.length === 0 ? (
          <Message title={question.line ? "No session matches." : `No session in the ${rangeLabel(question.range, new Date()).replace(/^last/u, "last")}.`}>
            <p>
              A session is what the application calls one: <code className="said">gen_ai.conversation.id</code> or <code className="said">session.id</code> on its spans. Traces without it are in{" "}
              <a className="text-link" href={pageAddress(place, "traces")}>
                the list of traces
              </a>
              .
            </p>
            <p className="state-actions">
              {next && (
                <button type="button" className="button framed" onClick={() => setRange(next)}>
                  Show {rangeLabel(next, new Date()) === "all time" ? "all time" : `the ${rangeLabel(next, new Date())}`}
                </button>
              )}
              {question.line && (
                <button type="button" className="button framed" onClick={() => setLine("")}>
                  Clear the filter
                </button>
              )}
            </p>
          </Message>
        ) : (
          <SessionRows rows={rows} at={at} stale={isPlaceholderData} more={hasNextPage} loadMore={loadMore} hrefOf={hrefOf} onOpen={open} onPick={pick} />
        )}
      </section>
      {reading && (
        <>
          <Splitter label="Width of the list" value={listWidth} min={240} max={640} onChange={(width) => change({ listWidth: width })} />
          <SessionReader key={project} place={place} row={rows[at]} onPick={pick} onClose={close} />
        </>
      )}
      {valuesOf && <ValuesPanel what="session" line={question.line} picks={sessionPicks(valuesOf)} onPick={pick} onClose={() => setValuesOf(null)} />}
    </main>
  );
}

const nothingKnown = {};
