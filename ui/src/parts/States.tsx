import type { ReactNode } from "react";
import { ApiError } from "../api/client";
import { sentence } from "../prepare/format";

/** Grey lines in the place of what is coming; they show only when it takes longer than a moment. */
export function Waiting({ label, rows, height }: { label: string; rows: number; height: number }) {
  return (
    <div className="waiting" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className="waiting-row" style={{ height }}>
          <span style={{ width: `${30 + ((i * 37) % 45)}%` }} />
        </div>
      ))}
    </div>
  );
}

/** What happened, what was kept, what to do. */
export function Failure({ error, retry, what }: { error: Error; retry?: (() => void) | undefined; what: string }) {
  const known = error instanceof ApiError;
  return (
    <div className="state" role="alert">
      <p className="state-title">
        <span className="sign fail">✕</span> {what}
      </p>
      <p>{known ? `${error.title}.` : "The page could not read the answer."}</p>
      <p className="quiet">{sentence(known ? error.detail : error.message)}</p>
      {retry && (
        <button type="button" className="button framed" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

export function Message({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <p className="state-title">{title}</p>
      {children}
    </div>
  );
}
