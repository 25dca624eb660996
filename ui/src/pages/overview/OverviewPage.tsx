import { useEffect, useMemo, useState } from "react";
import { ApiError, inShort } from "../../api/client";
import type { FilterField } from "../../api/types";
import { Chart } from "../../parts/Chart";
import { Waiting } from "../../parts/States";
import { useStable } from "../../parts/useStable";
import { charts, times } from "../../prepare/chart";
import { withTerm, type FieldValue } from "../../prepare/filter/edit";
import { dayAndTime } from "../../prepare/format";
import { AskBar, asker } from "../ask/AskBar";
import { useFields } from "../ask/useValues";
import { useQuestion } from "../ask/useQuestion";
import { addressOf, go, pageAddress, type Place } from "../router";
import { Numbers } from "../traces/Numbers";
import { Nothing } from "../traces/Nothing";
import { Unread } from "../traces/Unread";
import { useStats } from "../traces/useTraceList";
import { Groups } from "./Groups";

/** How much came, how it went, how long it took and what it cost; every number leads to the traces behind it. */
export function OverviewPage({ place }: { place: Place }) {
  const { project, params } = place;
  const question = useQuestion(params);
  const { line, filter, range } = question;
  const { stats, at: readAt, error, again } = useStats(project, filter, range);
  const axis = useMemo(() => (stats ? times(stats) : null), [stats]);
  const drawn = useMemo(() => (stats && axis ? charts(stats, axis) : []), [stats, axis]);
  const [at, setAt] = useState(-1);
  const { setLine, setRange } = asker(place);
  const by = params.get("by") ?? "service";
  const fields = useFields(project);
  useEffect(() => {
    document.title = `Overview · ${project} · Assay`;
  }, [project]);

  const open = useStable((first: number, last: number) => {
    if (!axis) return;
    const from = Math.max(axis.from, axis.starts[first]!);
    const to = Math.min(axis.to, axis.starts[last]! + axis.bucketMs);
    const bounds = { range: null, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    go(pageAddress(place, "traces", "", bounds));
  });
  const retry = useStable(again);
  const hrefOf = (pick: FieldValue, not = false) => pageAddress(place, "traces", "", { f: withTerm(line, pick, not) });
  const empty = stats?.count === 0;
  const old = error !== null && stats !== undefined && !(error instanceof ApiError && error.position !== null);

  return (
    <main className="page overview-page">
      <h1 className="offscreen">Overview</h1>
      <AskBar place={place} question={question} known={nothingKnown} error={error} />
      <div className="fresh" aria-live="polite">
        {old && (
          <button type="button" className="fresh-line trouble" onClick={retry}>
            <span className="sign fail">✕</span> {inShort(error)}{readAt > 0 && `; all of this is of ${dayAndTime(new Date(readAt), new Date())}`}. Try again
          </button>
        )}
      </div>
      <div className="scroller" tabIndex={0} role="region" aria-label="Overview">
        {error && !stats ? (
          <Unread project={project} error={error} what="The numbers could not be read." retry={retry} />
        ) : !stats || !axis ? (
          <Waiting label="Reading the numbers" rows={10} height={40} />
        ) : empty ? (
          <Nothing project={project} line={line} filter={filter} range={range} onRange={setRange} onLine={setLine} />
        ) : (
          <>
            <Numbers stats={stats} failed={false} onFailed={() => go(hrefOf(["failed", "true"]))} />
            <div className="charts">
              {drawn.map((chart) => (
                <Chart key={chart.id} chart={chart} times={axis} at={at} onAt={setAt} onOpen={open} />
              ))}
            </div>
            <div className="groups">
              <Groups title="Models that answered" says="calls" project={project} question={question} of="spans" by="response.model" extra="kind:llm" hrefOf={hrefOf} />
              <Groups title="Models asked for" says="calls" project={project} question={question} of="spans" by="request.model" extra="kind:llm" hrefOf={hrefOf} />
              <Groups
                title={
                  <label>
                    Traces by{" "}
                    <select value={by} onChange={(event) => go(addressOf(place, "", { by: event.target.value === "service" ? null : event.target.value }), { replace: true })}>
                      {byChoices(fields, by).map((name) => (
                        <option key={name}>{name}</option>
                      ))}
                    </select>
                  </label>
                }
                says="traces"
                project={project}
                question={question}
                of="traces"
                by={by}
                hrefOf={hrefOf}
              />
            </div>
          </>
        )}
      </div>
    </main>
  );
}

const nothingKnown = {};

const usual = ["service", "environment", "user", "session", "tag", "prompt", "prompt.version", "error.type", "finish", "name", "kind", "provider", "client"];

/** The fields that numbers can be asked by, and those that somebody made up. */
function byChoices(fields: readonly FilterField[], now: string): string[] {
  const made = fields.filter((f) => /^(?:score|metadata|attributes)\./u.test(f.name)).map((f) => f.name);
  return [...new Set([...usual, ...made, now])];
}
