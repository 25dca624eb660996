import { useMemo } from "react";
import type { TraceSummary } from "../../api/types";
import type { OnPick } from "../../parts/PickButton";
import { columns, useSettings } from "../../parts/settings";
import { VirtualRows } from "../../parts/VirtualRows";
import { columnLabels } from "./ColumnsMenu";
import { rowId, TraceRow } from "./TraceRow";

const heads = { time: "time", text: "input, output" };

export function TraceRows({
  rows,
  currentId,
  selected,
  hrefOf,
  onOpen,
  onSelect,
  onPick,
  ...list
}: {
  rows: TraceSummary[];
  more: boolean;
  loadMore: () => void;
  currentId: string;
  selected: ReadonlySet<string>;
  stale: boolean;
  hrefOf: (traceId: string) => string;
  onOpen: (traceId: string) => void;
  onSelect: (traceId: string) => void;
  onPick: OnPick;
  topOf: number;
}) {
  const { columns: chosen } = useSettings();
  const keys = useMemo(() => rows.map((row) => row.traceId), [rows]);
  const shown = useMemo(() => columns.filter((name) => chosen.includes(name)).map((name) => ({ name, label: columnLabels[name] })), [chosen]);
  const today = new Date().toDateString();
  return (
    <VirtualRows
      {...list}
      label="Traces"
      testId="traces"
      keys={keys}
      at={keys.indexOf(currentId)}
      rowId={rowId}
      columns={shown}
      heads={heads}
      selecting={selected.size > 0}
      draw={(place) => {
        const row = rows[place.index]!;
        return (
          <TraceRow
            key={row.traceId}
            {...place}
            row={row}
            current={row.traceId === currentId}
            selected={selected.has(row.traceId)}
            selecting={selected.size > 0}
            href={hrefOf(row.traceId)}
            today={today}
            onOpen={onOpen}
            onSelect={onSelect}
            onPick={onPick}
          />
        );
      }}
    />
  );
}
