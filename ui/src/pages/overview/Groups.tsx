import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { traceStats } from "../../api/client";
import { Safe } from "../../parts/Safe";
import { Failure, Waiting } from "../../parts/States";
import type { FieldValue } from "../../prepare/filter/edit";
import { groupRows } from "../../prepare/groups";
import { rangeQuery } from "../../prepare/range";
import { filterQuery, type Question } from "../ask/useQuestion";

/** Numbers by the values of a field, the most frequent first. */
export function Groups({
  title,
  says,
  project,
  question,
  of,
  by,
  extra = "",
  hrefOf,
}: {
  title: ReactNode;
  /** What is counted, in a word. */
  says: string;
  project: string;
  question: Question;
  of: "traces" | "spans";
  by: string;
  /** What must hold beside the question. */
  extra?: string;
  hrefOf: (pick: FieldValue) => string;
}) {
  const { line, range } = question;
  const asked = extra && line.trim() ? `(${line.trim()}) ${extra}` : line.trim() || extra;
  const { data, error, refetch } = useQuery({
    queryKey: ["groups", project, asked, range, of, by],
    queryFn: ({ signal }) =>
      traceStats(project, [...filterQuery(asked), ...rangeQuery(range, Date.now()), ["of", of], ["by", by], ["limit", "12"], ["buckets", "1"]], signal),
    placeholderData: keepPreviousData,
    refetchInterval: range.type === "between" ? false : 30_000,
  });
  const rows = useMemo(() => groupRows(data?.groups ?? []), [data]);
  return (
    <section className="group">
      <h2>{title}</h2>
      {error && !data ? (
        <Failure error={error} what="These numbers could not be read." retry={() => void refetch()} />
      ) : !data ? (
        <Waiting label="Reading the numbers" rows={4} height={28} />
      ) : rows.length === 0 ? (
        <p className="quiet">Nothing in this time has a {by}.</p>
      ) : (
        <div className="table-box" role="group" aria-label={`${says} by ${by}`} tabIndex={0}>
          <table className="group-table">
            <thead>
              <tr>
                <th scope="col">{by}</th>
                <th scope="col">{says}</th>
                <th scope="col">failed, with its 95 % interval</th>
                <th scope="col">p50</th>
                <th scope="col">p95</th>
                <th scope="col">tokens in</th>
                <th scope="col">out</th>
                <th scope="col">cost</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.value}>
                  <th scope="row">
                    <a className="group-link" href={hrefOf([by, row.value])}>
                      <Safe text={row.value} />
                    </a>
                  </th>
                  <td className="group-count">
                    <i style={{ width: `${row.bar * 100}%` }} aria-hidden />
                    <span>{row.count}</span>
                  </td>
                  <td>
                    {row.failed && (
                      <>
                        {row.anyFailed && <span className="sign fail">✕ </span>}
                        {row.failed.percent} <span className="quiet">({row.failed.of}; {row.failed.interval})</span>
                      </>
                    )}
                  </td>
                  <td>{row.p50}</td>
                  <td>{row.p95}</td>
                  <td>{row.tokensIn}</td>
                  <td>{row.tokensOut}</td>
                  <td>{row.cost}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {data.moreGroups && <p className="quiet">The {rows.length} most frequent; there are more.</p>}
        </div>
      )}
    </section>
  );
}
