import { memo, type ReactNode } from "react";
import type { Fault, Token } from "../../prepare/filter/read";

/** The line as it is understood, character under character of what is typed. */
export const Ink = memo(function Ink({ line, tokens, fault }: { line: string; tokens: readonly Token[]; fault: Fault | null }) {
  const drawn: ReactNode[] = [];
  let at = 0;
  const put = (to: number, className: string) => {
    if (to <= at) return;
    drawn.push(...cut(line, at, to, className, fault));
    at = to;
  };
  for (const token of tokens) {
    put(token.start, "");
    switch (token.type) {
      case "term":
        put(token.nameEnd, token.field || token.has ? "ink-term ink-key" : "ink-unknown");
        for (const value of token.values) {
          put(value.start, "ink-term ink-join");
          put(value.start + value.operator.length, "ink-term ink-join");
          put(value.end, value.wild ? "ink-term ink-wild" : "ink-term");
        }
        put(token.end, "ink-term");
        break;
      case "text":
        put(token.end, "");
        break;
      default:
        put(token.end, "ink-join");
    }
  }
  put(line.length, "");
  return drawn;
});

/** A stretch of the line in one or three pieces: what is wrong within it is underlined. */
function cut(line: string, from: number, to: number, className: string, fault: Fault | null): ReactNode[] {
  const at = fault ? Math.min(to, Math.max(from, fault.at)) : to;
  const end = fault ? Math.min(to, Math.max(at, fault.end)) : to;
  const pieces: [number, number, string][] = [
    [from, at, className],
    [at, end, `${className} ink-fault`],
    [end, to, className],
  ];
  return pieces
    .filter(([start, stop]) => stop > start)
    .map(([start, stop, name]) => (
      <span key={start} className={name}>
        {line.slice(start, stop)}
      </span>
    ));
}
