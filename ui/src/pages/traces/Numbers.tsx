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
          <button type="button" className="fact-button" title="Show the failed ones. The share is given with its 95 % interval." onClick={onFailed}>
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
        <Number label="tokens in · out" title={`${whole(stats.inputTokens ?? 0)} in, ${whole(stats.outputTokens ?? 0)} out`}>
          {compact(stats.inputTokens ?? 0)} <span className="quiet">·</span> {compact(stats.outputTokens ?? 0)}
        </Number>
      )}
      {stats.costUsd !== null && <Number label="cost">{money(stats.costUsd)}</Number>}
    </dl>
  );
});

function Number({ label, title, children }: { label: string; title?: string; children: ReactNode }) {
  return (
    <div title={title}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
