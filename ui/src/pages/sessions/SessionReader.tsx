import { useEffect, useMemo, useRef, useState } from "react";
import type { SessionSummary, SessionTurn } from "../../api/types";
import { useKeys } from "../../keys/useKeys";
import { Icon } from "../../parts/Icon";
import { copy, say } from "../../parts/notice";
import { PickButton, type OnPick } from "../../parts/PickButton";
import { Safe } from "../../parts/Safe";
import { ScoreChip } from "../../parts/ScoreChip";
import { change, settingsNow } from "../../parts/settings";
import { Failure, Waiting } from "../../parts/States";
import { Opened } from "../../parts/useOpen";
import { heightOf } from "../../prepare/conversation";
import { compact, counted, dayAndTime, duration, exact, money } from "../../prepare/format";
import { lasted, turnsOf } from "../../prepare/session";
import { plain } from "../../prepare/visible";
import { GrowingList } from "../trace/GrowingList";
import { TurnView } from "../trace/TurnView";
import { addressOf, go, pageAddress, type Place } from "../router";
import { useMe } from "../useMe";
import { useSession } from "./useSessions";

/** A session as one conversation: what each trace added, one under the other. */
export function SessionReader({ place, row, onPick, onClose }: { place: Place; row: SessionSummary | undefined; onPick: OnPick; onClose: () => void }) {
  const { project, id, params } = place;
  const session = useSession(project, id);
  const { turns, error, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage } = session;
  const summary = (isPlaceholderData ? undefined : session.summary) ?? row;
  const mayDelete = useMe()?.permissions.includes("admin") ?? false;
  const scroller = useRef<HTMLDivElement>(null);
  const [opened] = useState(() => new Map<string, boolean>());
  const wanted = params.get("trace");
  const found = turns.findIndex((turn) => turn.trace.traceId === wanted);
  const at = Math.max(0, found);

  // A session is read from its beginning to its end, so what is left comes by itself.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isPlaceholderData) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage]);
  useEffect(() => {
    document.title = `${summary ? plain(summary.inputPreview || summary.sessionId).slice(0, 60) : "Session"} · Assay`;
  }, [summary]);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [id]);

  const moveTo = (to: number) => {
    const turn = turns[Math.max(0, Math.min(turns.length - 1, to))];
    if (!turn) return;
    go(addressOf(place, id, { trace: turn.trace.traceId }), { replace: true });
    scroller.current?.querySelector(`[data-turn="${turn.trace.traceId}"]`)?.scrollIntoView({ block: "start" });
  };
  const openTrace = (turn: SessionTurn | undefined) => turn && go(traceHref(place, turn));
  const scroll = (by: number) => scroller.current?.scrollBy({ top: by * scroller.current.clientHeight * 0.9 });
  useKeys({
    "session.next": () => moveTo(found < 0 ? 0 : at + 1),
    "session.previous": () => moveTo(at - 1),
    "list.open": () => openTrace(turns[at]),
    "trace.down": () => scroll(1),
    "trace.up": () => scroll(-1),
    "trace.markdown": () => {
      change({ markdown: !settingsNow().markdown });
      say(settingsNow().markdown ? "Markdown drawn" : "Markdown as written");
    },
    "trace.copy": () => void copy(location.href, "Link"),
  });

  const tokens = summary && (summary.inputTokens !== null || summary.outputTokens !== null) ? (summary.inputTokens ?? 0) + (summary.outputTokens ?? 0) : null;
  return (
    <article className="trace session" aria-label="Session" data-testid="session">
      <header className="trace-head">
        <h2 title={plain(id)}>
          <Safe text={id} />
        </h2>
        {summary && (
          <p className="trace-facts">
            <span title={exact(summary.startTime)}>{dayAndTime(new Date(summary.startTime), new Date())}</span>
            <span>{counted(summary.traceCount, "trace")}</span>
            {summary.errorCount > 0 && <span className="fail">{counted(summary.errorCount, "failed", "failed")}</span>}
            {summary.traceCount > 1 && <span>over {duration(lasted(summary))}</span>}
            {tokens !== null && <span>{compact(tokens)} tokens</span>}
            {summary.costUsd !== null && <span>{money(summary.costUsd)}</span>}
            {summary.userId && (
              <span>
                <PickButton pick={["user", summary.userId]} onPick={onPick}>
                  <Safe text={summary.userId} />
                </PickButton>
              </span>
            )}
          </p>
        )}
        <span className="spacer" />
        <a className="button" href={pageAddress({ ...place, params: new URLSearchParams() }, "traces", "", { f: `session:${JSON.stringify(id)}`, range: "all" })}>
          traces
        </a>
        <button type="button" className="button quiet-button" aria-label="Copy link" title="Copy link (y)" onClick={() => void copy(location.href, "Link")}>
          <Icon name="link" size={14} />
        </button>
        {mayDelete && (
          <a className="button quiet-button" href={pageAddress(place, "settings", "deletion", { subject: "session", id })} aria-label="Delete this session" title="Delete this session, for good">
            <Icon name="remove" size={14} />
          </a>
        )}
        <button type="button" className="button quiet-button" aria-label="Close the session" onClick={onClose}>
          <Icon name="close" size={14} />
        </button>
      </header>
      {error && turns.length === 0 ? (
        <Failure
          error={error}
          what={"status" in error && error.status === 404 ? "There is no such session." : "The session could not be read."}
          retry={() => void session.refetch()}
        />
      ) : session.isPending ? (
        <Waiting label="Reading the session" rows={8} height={32} />
      ) : (
        <div className={isPlaceholderData ? "scroller panel-text stale" : "scroller panel-text"} ref={scroller} tabIndex={0} role="region" aria-label="Conversation" data-arrows aria-busy={isPlaceholderData}>
          <div className="conversation" data-testid="conversation">
            <Opened value={opened}>
              <GrowingList
                keys={turns.map((turn) => turn.trace.traceId)}
                heights={turns.map((turn) => 40 + turn.messages.length * 90)}
                draw={(i) => <Part place={place} turn={turns[i]!} current={found === i} />}
              />
            </Opened>
            {session.isFetchNextPageError && (
              <p className="no-text">
                Later turns could not be read.{" "}
                <button type="button" className="button framed" onClick={() => void fetchNextPage()}>
                  Try again
                </button>
              </p>
            )}
          </div>
        </div>
      )}
    </article>
  );
}

const traceHref = (place: Place, turn: SessionTurn) => pageAddress({ ...place, params: new URLSearchParams() }, "traces", turn.trace.traceId, { range: "all" });

/** What one trace added. */
function Part({ place, turn, current }: { place: Place; turn: SessionTurn; current: boolean }) {
  const { trace } = turn;
  const drawn = useMemo(() => turnsOf(turn.messages, trace.traceId), [turn, trace]);
  return (
    <section className={current ? "part current" : "part"} data-turn={trace.traceId} data-testid="session-turn" aria-label={`Trace of ${dayAndTime(new Date(trace.startTime), new Date())}`}>
      <header className="part-head">
        <a className="text-link" href={traceHref(place, turn)} title={exact(trace.startTime)}>
          {dayAndTime(new Date(trace.startTime), new Date())}
        </a>
        {trace.status === "error" && <span className="sign fail">✕ failed</span>}
        <span className="quiet">
          <Safe text={trace.name} />
        </span>
        <span className="quiet figures">{duration(trace.durationMs)}</span>
        {trace.costUsd !== null && <span className="quiet figures">{money(trace.costUsd)}</span>}
        {trace.scores.slice(0, 6).map((score) => (
          <ScoreChip key={score.id} score={score} />
        ))}
      </header>
      {drawn.length === 0 && <p className="no-text">This trace carries no text.</p>}
      {drawn.map((said) => (
        <div key={said.key} style={{ minHeight: Math.min(24, heightOf({ type: "turn", turn: said })) }}>
          <TurnView turn={said} />
        </div>
      ))}
    </section>
  );
}
