import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { conformance } from "../../api/client";
import type { ClientConformance } from "../../api/types";
import { useKeys } from "../../keys/useKeys";
import { Safe } from "../../parts/Safe";
import { Message, Waiting } from "../../parts/States";
import { useStable } from "../../parts/useStable";
import { clientName, groups, type Group, type Row } from "../../prepare/conformance";
import { ago, exact, whole } from "../../prepare/format";
import { Unread } from "../traces/Unread";
import { go, pageAddress, type Place } from "../router";

/** Per client: what it does not tell, tells twice, or tells in words nobody knows; with an example and the remedy. */
export function ConformancePage({ place }: { place: Place }) {
  const { project } = place;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["conformance", project],
    queryFn: ({ signal }) => conformance(project, signal),
    refetchInterval: 15_000,
  });
  const clients = useMemo(() => (data?.items ?? []).map((client) => ({ client, groups: groups(client) })), [data]);
  const rows = useMemo(() => clients.flatMap((c) => c.groups.flatMap((g) => g.rows)), [clients]);
  const [at, setAt] = useState(-1);
  const main = useRef<HTMLDivElement>(null);
  useEffect(() => {
    document.title = `Conformance · ${project} · Assay`;
  }, [project]);
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setAt(next);
    main.current?.querySelectorAll<HTMLElement>("[data-finding]")[next]?.focus();
  };
  const again = useStable(() => void refetch());
  const open = (row: Row) => go(exampleOf(place, row));
  useKeys({
    "list.next": () => moveTo(at + 1),
    "list.previous": () => moveTo(at - 1),
    "list.first": () => moveTo(0),
    "list.last": () => moveTo(rows.length - 1),
    "list.open": () => rows[at] && open(rows[at]),
  });

  return (
    <main className="page conformance">
      <header className="page-head">
        <h1>Conformance</h1>
        <p className="quiet">What each client does not tell, tells twice, or tells in words that nobody knows.</p>
      </header>
      <div className="scroller" ref={main} tabIndex={0} role="region" aria-label="Clients">
        {error && !data ? (
          <Unread project={project} error={error} what="The counts could not be read." retry={again} />
        ) : isPending ? (
          <Waiting label="Reading the counts" rows={8} height={40} />
        ) : clients.length === 0 ? (
          <Message title="No client has sent a span yet.">
            <p>
              <a className="text-link" href={pageAddress(place, "traces")}>
                The list of traces
              </a>{" "}
              has the lines that bring the first one in.
            </p>
          </Message>
        ) : (
          clients.map(({ client, groups: found }) => (
            <Client key={`${client.client} ${client.version} ${client.dialect}`} place={place} client={client} groups={found} />
          ))
        )}
      </div>
    </main>
  );
}

const exampleOf = (place: Place, { finding }: Row) => pageAddress({ ...place, params: new URLSearchParams() }, "traces", finding.traceId, { range: "all", span: finding.spanId, view: "raw" });

function Client({ place, client, groups: found }: { place: Place; client: ClientConformance; groups: Group[] }) {
  return (
    <section className="client" aria-label={clientName(client)}>
      <header>
        <h2>
          <Safe text={clientName(client)} />
        </h2>
        <span className="quiet">
          read as <Safe text={client.dialect || "plain spans"} />
        </span>
        <span className="quiet figures">{whole(client.spans)} spans</span>
        {found.length === 0 && (
          <span>
            <span className="sign pass">✓</span> nothing is missing
          </span>
        )}
      </header>
      {found.map((group) => (
        <section key={group.kind + group.remedy} className="finding-group">
          <h3>
            <span className={`sign ${group.tone}`}>{group.tone === "fail" ? "✕" : group.tone === "unsure" ? "?" : "–"}</span> {group.title}
          </h3>
          <p className="remedy">{group.remedy}</p>
          <table className="findings">
            <thead>
              <tr>
                <th scope="col">
                  <span className="offscreen">about</span>
                </th>
                <th scope="col">spans</th>
                <th scope="col">share {group.among}</th>
                <th scope="col">last seen</th>
                <th scope="col">
                  <span className="offscreen">look</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {group.rows.map((row) => (
                <tr key={row.subject}>
                  <th scope="row">{row.subject ? <Safe text={row.subject} /> : <span className="quiet">the span</span>}</th>
                  <td className="figures">{row.spans}</td>
                  <td className="quiet figures" title="With its 95 % interval.">
                    {row.share && `${row.share.percent} (${row.share.of}; ${row.share.interval})`}
                  </td>
                  <td className="quiet" title={exact(row.finding.lastSeen)}>
                    {ago(Date.now() - Date.parse(row.finding.lastSeen))}
                  </td>
                  <td>
                    <a
                      className="text-link"
                      data-finding
                      href={exampleOf(place, row)}
                    >
                      example
                    </a>
                    {row.line && (
                      <a className="text-link" href={pageAddress({ ...place, params: new URLSearchParams() }, "traces", "", { f: row.line, range: "all" })}>
                        all
                      </a>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </section>
  );
}
