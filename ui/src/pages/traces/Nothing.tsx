import { useQuery } from "@tanstack/react-query";
import { findTraces, type Query } from "../../api/client";
import { Connect } from "./Connect";
import { Message } from "../../parts/States";
import { ago, exact } from "../../prepare/format";
import { everything, rangeLabel, rangeQuery, wider, type Range } from "../../prepare/range";

/** Why nothing shows, and the one next thing to do: connect, look wider, or ask for less. */
export function Nothing({
  project,
  line,
  filter,
  range,
  onRange,
  onLine,
}: {
  project: string;
  line: string;
  filter: Query;
  range: Range;
  onRange: (range: Range) => void;
  onLine: (line: string) => void;
}) {
  const always = rangeQuery(everything, 0);
  const newestOf = (some: Query) => ({
    queryKey: ["newest-ever", project, some],
    queryFn: ({ signal }: { signal: AbortSignal }) => findTraces(project, [...some, ...always, ["limit", "1"] as [string, string]], signal),
    refetchInterval: 5000,
  });
  const matching = useQuery({ ...newestOf(filter), enabled: range.type !== "all" || filter.length === 0 });
  const any = useQuery({ ...newestOf([]), enabled: filter.length > 0 });

  const newest = matching.data?.items[0];
  const label = rangeLabel(range, new Date());
  if (filter.length === 0) {
    if (matching.isPending) return null;
    if (!newest) return <Connect project={project} />;
  }
  const next = wider(range);
  const when = newest && ago(Date.now() - Date.parse(newest.startTime));
  return (
    <Message title={range.type === "all" ? "No trace matches." : `Nothing in the ${range.type === "last" ? label : "chosen time"}.`}>
      {line.trim() && (
        <p>
          The filter is <code className="said">{line.trim()}</code>
        </p>
      )}
      {newest ? (
        <p>
          The newest {filter.length > 0 ? "match" : "trace"} is <span title={exact(newest.startTime)}>{when}</span>.
        </p>
      ) : (
        filter.length > 0 && (matching.data || range.type === "all") && <p>{any.data && any.data.items.length === 0 ? "The project has no traces yet." : "At no time did a trace match."}</p>
      )}
      <p className="state-actions">
        {newest && (
          <button type="button" className="button framed" onClick={() => onRange(everything)}>
            Show all time
          </button>
        )}
        {newest && next && next.type === "last" && Date.now() - Date.parse(newest.startTime) < next.ms && (
          <button type="button" className="button framed" onClick={() => onRange(next)}>
            Show the {rangeLabel(next, new Date())}
          </button>
        )}
        {filter.length > 0 && (
          <button type="button" className="button framed" onClick={() => onLine("")}>
            Clear the filter
          </button>
        )}
      </p>
    </Message>
  );
}
