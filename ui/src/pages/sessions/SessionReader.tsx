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
import { useStable } from "../../parts/useStable";
import { heightOf } from "../../prepare/conversation";
import { compact, counted, dayAndTime, exact, money, took } from "../../prepare/format";
import { lasted, turnsOf } from "../../prepare/session";
import { plain } from "../../prepare/visible";
import { Find } from "../trace/Find";
import { GrowingList } from "../trace/GrowingList";
import { LeftOut } from "../trace/LeftOut";
import { TurnView } from "../trace/TurnView";
import { addressOf, go, pageAddress, type Place } from "../router";
import { useMe } from "../useMe";
import { useSession, useWholeTurns } from "./useSessions";

/** A session as one conversation: what each trace added, one under the other. */
export function SessionReader({ place, row, onPick, onClose }: { place: Place; row: SessionSummary | undefined; onPick: OnPick; onClose: () => void }) {
  const { project, id, params } = place;
  const session = useSession(project, id);
  const { turns: read, error, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage } = session;
  const summary = (isPlaceholderData ? undefined : session.summary) ?? row;
  const mayDelete = useMe()?.permissions.includes("admin") ?? false;
  const scroller = useRef<HTMLDivElement>(null);
  const [opened] = useState(() => new Map<string, boolean>());
  const rest = useWholeTurns(project, id, read);
  const now = read.map((turn) => rest.whole.get(turn.trace.traceId)?.data ?? turn);
  const state = now.map((turn) => `${turn.trace.traceId} ${turn.trace.spanCount} ${turn.leftOut}`).join();
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- they are the same as long as this says the same of them
  const turns = useMemo(() => now, [state]);
  const [soughtIn, setSoughtIn] = useState("");
  const finding = soughtIn === id;
  const cut = turns.filter((turn) => turn.leftOut !== undefined);
  const readAll = useStable(() => {
    for (const turn of cut) {
      const answer = rest.whole.get(turn.trace.traceId);
      if (answer?.isError) void answer.refetch();
    }
    rest.read(cut.map((turn) => turn.trace.traceId));
  });
  const told = useMemo(() => (finding ? turns.flatMap((turn) => turnsOf(turn.messages, turn.trace.traceId)) : []), [finding, turns]);
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
    "trace.find": () => setSoughtIn(id),
    "trace.markdown": () => {
      change({ markdown: !settingsNow().markdown });
      say(settingsNow().markdown ? "Markdown drawn" : "Markdown as written");
    },
    "trace.copy": () => void copy(location.href, "Link"),
  });

  const tokens = summary && (summary.inputTokens !== null || summary.outputTokens !== null) ? (summary.inputTokens ?? 0) + (summary.outputTokens ?? 0) : null;
  return (
    <article className="trace session" aria-label="Session" data-testid="session">
      <div className="trace-top">
        <header className="trace-head">
          <h2 title={plain(id)}>
            <Safe text={id} />
          </h2>
          {summary && (
            <p className="trace-facts">
              <span title={exact(summary.startTime)}>{dayAndTime(new Date(summary.startTime), new Date())}</span>
              <span>{counted(summary.traceCount, "trace")}</span>
              {summary.errorCount > 0 && <span className="fail">{counted(summary.errorCount, "failed", "failed")}</span>}
              {lasted(summary) && <span>over {lasted(summary)}</span>}
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
          {mayDelete && summary && (
            <a className="button quiet-button" href={pageAddress(place, "settings", "deletion", { subject: "session", id })} aria-label="Delete this session" title="Delete this session, for good">
              <Icon name="remove" size={14} />
            </a>
          )}
          <button type="button" className="button quiet-button" aria-label="Close the session" onClick={onClose}>
            <Icon name="close" size={14} />
          </button>
        </header>
      </div>
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
          {finding && (
            <Find
              key={id}
              turns={told}
              missing={cut.reduce((sum, turn) => sum + (turn.leftOut ?? 0), 0)}
              reading={cut.some((turn) => rest.whole.get(turn.trace.traceId)?.isFetching)}
              failed={cut.some((turn) => rest.whole.get(turn.trace.traceId)?.isError)}
              onRead={readAll}
              onClose={() => setSoughtIn("")}
            />
          )}
          <div className="conversation" data-testid="conversation">
            <Opened value={opened}>
              <GrowingList
                keys={turns.map((turn) => turn.trace.traceId)}
                heights={turns.map((turn) => 40 + turn.messages.length * 90)}
                draw={(i) => {
                  const turn = turns[i]!;
                  const answer = rest.whole.get(turn.trace.traceId);
                  return (
                    <Part
                      place={place}
                      turn={turn}
                      current={found === i}
                      reading={answer?.isFetching ?? false}
                      failed={answer?.isError ?? false}
                      onRead={() => (answer ? void answer.refetch() : rest.read([turn.trace.traceId]))}
                      onFind={() => setSoughtIn(id)}
                    />
                  );
                }}
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
function Part({
  place,
  turn,
  current,
  reading,
  failed,
  onRead,
  onFind,
}: {
  place: Place;
  turn: SessionTurn;
  current: boolean;
  /** Whether the rest of its texts is on its way, or could not be read. */
  reading: boolean;
  failed: boolean;
  onRead: () => void;
  onFind: () => void;
}) {
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
        <span className="quiet figures">{took(trace.durationMs, trace.spanCount)}</span>
        {trace.costUsd !== null && <span className="quiet figures">{money(trace.costUsd)}</span>}
        {trace.scores.slice(0, 6).map((score) => (
          <ScoreChip key={score.id} score={score} />
        ))}
      </header>
      {turn.leftOut !== undefined && <LeftOut characters={turn.leftOut} reading={reading} failed={failed} onRead={onRead} onFind={onFind} />}
      {drawn.length === 0 && <p className="no-text">This trace carries no text.</p>}
      {drawn.map((said) => (
        <div key={said.key} style={{ minHeight: Math.min(24, heightOf({ type: "turn", turn: said })) }}>
          <TurnView turn={said} />
        </div>
      ))}
    </section>
  );
}
