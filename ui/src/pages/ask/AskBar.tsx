import { useRef, type ReactNode } from "react";
import { useKeys } from "../../keys/useKeys";
import { remember } from "../../parts/history";
import type { Known } from "../../prepare/filter/complete";
import { rangeLabel, writeRange, type Range } from "../../prepare/range";
import { addressOf, go, type Place } from "../router";
import { FilterBar } from "./FilterBar";
import { RangeMenu } from "./RangeMenu";
import { ViewsMenu } from "./ViewsMenu";
import { refusedBy, type Question } from "./useQuestion";

/** The question of a page: the filter, the time, and what the page adds. */
export function AskBar({
  place,
  question,
  known,
  error,
  children,
}: {
  place: Place;
  question: Question;
  known: Known;
  /** The error that the question got for an answer, if any. */
  error: Error | null;
  children?: ReactNode;
}) {
  const input = useRef<HTMLInputElement | null>(null);
  useKeys({
    "list.filter": () => {
      input.current?.focus();
      input.current?.select();
    },
  });
  const { setLine, setRange } = asker(place);
  const { line, range } = question;
  return (
    <div className="list-bar">
      <FilterBar project={place.project} line={line} known={known} refused={refusedBy(error, line)} onAsk={setLine} register={(element) => (input.current = element)} />
      <div className="list-tools">
        {children}
        <ViewsMenu place={place} />
        <RangeMenu key={rangeLabel(range, new Date())} range={range} onChange={setRange} />
      </div>
    </div>
  );
}

/** What asks another question of the same page. */
export function asker(place: Place): { setLine: (line: string) => void; setRange: (range: Range) => void } {
  return {
    setLine: (line) => {
      remember(place.project, line);
      go(addressOf(place, place.id, { f: line, at: null, peek: null }));
    },
    setRange: (range) => go(addressOf(place, place.id, { ...writeRange(range), at: null, peek: null })),
  };
}
