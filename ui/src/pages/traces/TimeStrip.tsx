import { memo, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import type { Stats } from "../../api/types";
import { useSize } from "../../parts/useSize";
import { counted, duration, share } from "../../prepare/format";
import { barAt, barLabel, strip, timeTicks } from "../../prepare/strip";

const HEIGHT = 40;
const AXIS = 16;

/** Bars of traces over time, the failed ones marked. Drag to zoom, click a bar to open it. */
export const TimeStrip = memo(function TimeStrip({ stats, onZoom }: { stats: Stats | undefined; onZoom: (from: number, to: number) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const shape = useMemo(() => (stats ? strip(stats) : null), [stats]);
  const [at, setAt] = useState<number | null>(null);
  const [from, setFrom] = useState<number | null>(null);
  const down = useRef(0);

  if (!shape) return <div className="strip" ref={box} style={{ height: HEIGHT + AXIS }} />;
  const span = shape.to - shape.from;
  const x = (time: number) => ((time - shape.from) / span) * width;
  const timeOf = (event: PointerEvent) => {
    const left = box.current!.getBoundingClientRect().left;
    return shape.from + (Math.min(Math.max(event.clientX - left, 0), width) / width) * span;
  };
  const now = new Date();
  const hovered = at === null ? null : barAt(shape.bars, at);
  const ticks = timeTicks(shape.from, shape.to, Math.max(2, Math.floor(width / 84)));

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    down.current = event.clientX;
    setFrom(timeOf(event));
  };
  const onPointerUp = (event: PointerEvent) => {
    if (from === null) return;
    const to = timeOf(event);
    setFrom(null);
    if (Math.abs(event.clientX - down.current) > 4) {
      zoom(Math.min(from, to), Math.max(from, to));
    } else {
      const bar = barAt(shape.bars, to);
      if (bar) zoom(bar.start, bar.end);
    }
  };
  const zoom = (start: number, end: number) => onZoom(Math.floor(start), Math.ceil(Math.max(end, start + 1000)));

  const onKeyDown = (event: KeyboardEvent) => {
    const bars = shape.bars;
    if (bars.length === 0) return;
    const index = hovered ? bars.indexOf(hovered) : -1;
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      const next = event.key === "ArrowRight" ? Math.min(bars.length - 1, index + 1) : index < 0 ? bars.length - 1 : Math.max(0, index - 1);
      setAt(bars[next]!.start);
    } else if (event.key === "Enter" && hovered) {
      event.preventDefault();
      zoom(hovered.start, hovered.end);
    } else if (event.key === "Escape" && (at !== null || from !== null)) {
      event.preventDefault();
      setAt(null);
      setFrom(null);
    }
  };

  const failed = hovered ? share(hovered.errors, hovered.traces) : null;
  const saysBar = hovered
    ? `${barLabel(hovered, now)} · ${counted(hovered.traces, "trace")}${hovered.errors > 0 ? ` · ${failed!.percent} failed (${failed!.of})` : ""}`
    : "";
  const most = shape.most > 0 ? `${counted(shape.most, "trace")} / ${duration(shape.bucketMs).replace(/^1 /u, "")}` : "";

  return (
    <div
      ref={box}
      className="strip"
      style={{ height: HEIGHT + AXIS }}
      role="slider"
      aria-label="Traces over time"
      aria-valuemin={shape.from}
      aria-valuemax={shape.to}
      aria-valuenow={hovered?.start ?? shape.from}
      aria-valuetext={saysBar || `${counted(shape.bars.length, "bar")}, arrow keys read them, Enter zooms`}
      tabIndex={0}
      data-arrows
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerUp={onPointerUp}
      onPointerMove={(event) => setAt(timeOf(event))}
      onPointerLeave={() => setAt(null)}
      onPointerCancel={() => setFrom(null)}
      onBlur={() => setAt(null)}
    >
      <svg height={HEIGHT + AXIS} aria-hidden>
        <line x1={0} x2={width} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className="strip-axis" />
        {shape.bars.map((bar) => {
          const left = Math.round(x(bar.start));
          const wide = Math.max(2, Math.round(x(bar.end)) - left - 1);
          const high = Math.max(2, Math.round((bar.traces / shape.most) * (HEIGHT - 4)));
          const bad = bar.errors === 0 ? 0 : Math.max(2, Math.round((bar.errors / bar.traces) * high));
          return (
            <g key={bar.start} className={bar === hovered ? "strip-bar hovered" : "strip-bar"}>
              <rect x={left} width={wide} y={HEIGHT - high} height={high} />
              {bad > 0 && <rect x={left} width={wide} y={HEIGHT - bad} height={bad} className="failed" />}
            </g>
          );
        })}
        {ticks.map((tick) => {
          const left = x(tick.time);
          if (left < 12 || left > width - 20) return null;
          return (
            <g key={tick.time}>
              <line x1={Math.round(left) + 0.5} x2={Math.round(left) + 0.5} y1={HEIGHT} y2={HEIGHT + 4} className="strip-axis" />
              <text x={left} y={HEIGHT + 14} textAnchor="middle">
                {tick.label}
              </text>
            </g>
          );
        })}
        {from !== null && at !== null && (
          <rect className="strip-brush" x={x(Math.min(from, at))} width={Math.max(1, Math.abs(x(at) - x(from)))} y={0} height={HEIGHT} />
        )}
      </svg>
      <span className="strip-says">{from !== null && at !== null ? barLabel({ start: Math.min(from, at), end: Math.max(from, at), traces: 0, errors: 0 }, now) : saysBar || most}</span>
    </div>
  );
});
