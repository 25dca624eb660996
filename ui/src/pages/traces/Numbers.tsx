import { memo, type ReactNode } from "react";
import type { Stats } from "../../api/types";
import { compact, duration, measured, money, share, whole } from "../../prepare/format";

/** The numbers over what the filters let through. */
export const Numbers = memo(function Numbers({
  stats,
  failed: unread,
  onFailed,
}: {
  stats: Stats | undefined;
  /** Whether they could not be read. */
  failed: boolean;
  onFailed: () => void;
}) {
  if (!stats) return unread ? <p className="numbers quiet">The numbers could not be read.</p> : <div className="numbers" />;
  const failed = share(stats.errors, stats.count);
  return (
    <dl className="numbers" aria-label="Numbers">
      <Number label="traces">{whole(stats.count)}</Number>
      {failed && (
        <Number label="failed">
          <button type="button" className="fact-button" title="Failed as a whole; the share with its 95 % interval. A click shows these." onClick={onFailed}>
            {stats.errors > 0 && <span className="sign fail">✕ </span>}
            {failed.percent}{" "}
            <span className="quiet">
              ({failed.of}; {failed.interval})
            </span>
          </button>
        </Number>
      )}
      {stats.p50Ms !== null && measured(stats.p95Ms) && (
        <Number label="p50 · p95" title={stats.p99Ms === null ? "" : `p99 ${duration(stats.p99Ms)}`}>
          {duration(stats.p50Ms)} <span className="quiet">·</span> {duration(stats.p95Ms)}
        </Number>
      )}
      {(stats.inputTokens !== null || stats.outputTokens !== null) && (
        <Number label="tokens in · out" title={`${orNothing(stats.inputTokens, whole)} in, ${orNothing(stats.outputTokens, whole)} out`}>
          {orNothing(stats.inputTokens, compact)} <span className="quiet">·</span> {orNothing(stats.outputTokens, compact)}
        </Number>
      )}
      {stats.costUsd !== null && <Number label="cost">{money(stats.costUsd)}</Number>}
    </dl>
  );
});

/** What nobody told is no nought. */
const orNothing = (n: number | null, says: (n: number) => string) => (n === null ? "–" : says(n));

function Number({ label, title, children }: { label: string; title?: string; children: ReactNode }) {
  return (
    <div title={title}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
