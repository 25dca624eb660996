import { memo, useRef, type KeyboardEvent, type PointerEvent } from "react";
import { bucketAt, runsOf, tickLabel, topOf, valueTicks, type Chart as ChartData, type Series, type Times } from "../prepare/chart";
import { barLabel, timeTicks } from "../prepare/strip";
import { useSize } from "./useSize";

const HEIGHT = 116;
const AXIS = 18;
const GUTTER = 56;
const ROOM = 6;

/** One chart over time. What is pointed at is shared, so that all charts of a page tell of the same moment. */
export const Chart = memo(function Chart({
  chart,
  times,
  at,
  onAt,
  onOpen,
}: {
  chart: ChartData;
  times: Times;
  /** The bucket that is read, or -1. */
  at: number;
  onAt: (bucket: number) => void;
  /** Opens what lies from one bucket to another. */
  onOpen: (first: number, last: number) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const plot = Math.max(0, width - GUTTER);
  const { from, to, starts, bucketMs } = times;
  const x = (time: number) => GUTTER + ((Math.min(to, Math.max(from, time)) - from) / (to - from)) * plot;
  const { ticks, end } = valueTicks(topOf(chart), chart.id === "duration");
  const y = (value: number) => HEIGHT - (Math.min(value, end) / end) * (HEIGHT - ROOM);
  const now = new Date();
  const read = (series: Series) => {
    const value = series.values[at] ?? null;
    if (at < 0 || value === null) return "";
    const band = series.band?.[at];
    const of = series.of?.[at];
    return chart.says(value) + (band ? ` (${of ? `${of}; ` : ""}${chart.says(band[0])} to ${chart.says(band[1])})` : "");
  };
  const stretch = (bucket: number): [number, number] => chart.steps?.find(([first, last]) => first <= bucket && bucket <= last) ?? [bucket, bucket];
  const open = (bucket: number) => onOpen(...stretch(bucket));
  const [first, last] = stretch(at);
  const endOf = (bucket: number) => x(starts[bucket]! + bucketMs);
  const label = at < 0 ? "" : barLabel({ start: Math.max(from, starts[first]!), end: Math.min(to, starts[last]! + bucketMs), traces: 0, errors: 0 }, now);

  const bucketOf = (event: PointerEvent) => {
    const left = box.current!.getBoundingClientRect().left + GUTTER;
    return bucketAt(times, from + ((event.clientX - left) / Math.max(1, plot)) * (to - from));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const n = starts.length;
    if (event.key === "ArrowRight") onAt(Math.min(n - 1, at + 1));
    else if (event.key === "ArrowLeft") onAt(at < 0 ? n - 1 : Math.max(0, at - 1));
    else if (event.key === "Enter" && at >= 0) open(at);
    else if (event.key === "Escape" && at >= 0) onAt(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const middle = (i: number) => (x(starts[i]!) + x(starts[i]! + bucketMs)) / 2;
  const stacked = chart.kind === "bars" ? stack(chart.series) : [];
  return (
    <figure className="chart" data-testid={`chart-${chart.id}`}>
      <figcaption>
        <span className="chart-title">{chart.title}</span> <span className="quiet">{chart.axis}</span>
        <span className="chart-legend">
          {chart.series.map((series) => (
            <span key={series.name}>
              <i className={`key tone-${series.tone}`} aria-hidden /> {series.name} <b className="figures">{read(series)}</b>
            </span>
          ))}
        </span>
      </figcaption>
      <div
        ref={box}
        className="chart-plot"
        style={{ height: HEIGHT + AXIS }}
        role="slider"
        tabIndex={0}
        data-arrows
        aria-label={`${chart.title}, ${chart.axis}, over time`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, starts.length - 1)}
        aria-valuenow={Math.max(0, at)}
        aria-valuetext={at < 0 ? `${starts.length} stretches of time; arrow keys read them, Enter opens the traces` : `${label}: ${chart.series.map((s) => `${s.name} ${read(s) || "nothing"}`).join(", ")}`}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => onAt(bucketOf(event))}
        onPointerLeave={() => onAt(-1)}
        onClick={(event) => {
          const bucket = bucketOf(event as unknown as PointerEvent);
          if (bucket >= 0) open(bucket);
        }}
      >
        <svg height={HEIGHT + AXIS} aria-hidden>
          {ticks.map((tick) => (
            <g key={tick}>
              <line className={tick === 0 ? "chart-axis" : "chart-grid"} x1={GUTTER} x2={width} y1={Math.round(y(tick)) + 0.5} y2={Math.round(y(tick)) + 0.5} />
              <text x={GUTTER - 8} y={y(tick) + 4} textAnchor="end">
                {tickLabel(chart, tick)}
              </text>
            </g>
          ))}
          {timeTicks(from, to, Math.max(2, Math.floor(plot / 84))).map((tick) => {
            const left = x(tick.time);
            return left < GUTTER + 12 || left > width - 20 ? null : (
              <text key={tick.time} x={left} y={HEIGHT + 14} textAnchor="middle">
                {tick.label}
              </text>
            );
          })}
          {at >= 0 && <rect className="chart-at" x={x(starts[first]!)} width={Math.max(1, endOf(last) - x(starts[first]!))} y={0} height={HEIGHT} />}
          {stacked.map((rects, s) => (
            <g key={chart.series[s]!.name} className={`bars tone-${chart.series[s]!.tone}`}>
              {rects.map(([low, high], i) => {
                if (high <= low) return null;
                const left = Math.round(x(starts[i]!));
                const top = Math.min(Math.round(y(high)), Math.round(y(low)) - 1);
                return <rect key={starts[i]} x={left} width={Math.max(1, Math.round(x(starts[i]! + bucketMs)) - left - 1)} y={top} height={Math.round(y(low)) - top} />;
              })}
            </g>
          ))}
          {chart.kind === "lines" &&
            chart.series.map((series) => (
              <g key={series.name} className={`line tone-${series.tone}`}>
                {series.band &&
                  runsOf(series.values).map(([a, b]) => (
                    <path key={a} className="band" d={bandPath(series.band!, a, b, (i) => (chart.steps || a === b ? [x(starts[i]!), endOf(i)] : [middle(i)]), y)} />
                  ))}
                {runsOf(series.values).map(([a, b]) => (
                  <path key={a} className="stroke" d={linePath(series.values, a, b, (i) => (chart.steps || a === b ? [x(starts[i]!), endOf(i)] : [middle(i)]), y)} />
                ))}
                {at >= 0 && typeof series.values[at] === "number" && <circle cx={middle(at)} cy={y(series.values[at])} r={3} />}
              </g>
            ))}
        </svg>
        {at >= 0 && (
          <span className="chart-when" style={middle(at) > width / 2 ? { right: width - middle(at) + 8 } : { left: middle(at) + 8 }}>
            {label}
          </span>
        )}
      </div>
    </figure>
  );
});

/** Where each bar of each series begins and ends, one upon the other. */
function stack(series: readonly Series[]): [number, number][][] {
  const floor: number[] = [];
  return series.map((s) =>
    s.values.map((value, i) => {
      const low = floor[i] ?? 0;
      floor[i] = low + (value ?? 0);
      return [low, floor[i]] as [number, number];
    }),
  );
}

type Scale = (value: number) => number;

function linePath(values: readonly (number | null)[], a: number, b: number, xs: (i: number) => number[], y: Scale): string {
  const points: string[] = [];
  for (let i = a; i <= b; i++) for (const left of xs(i)) points.push(`${left.toFixed(1)} ${y(values[i]!).toFixed(1)}`);
  return `M${points.join("L")}`;
}

function bandPath(band: readonly ([number, number] | null)[], a: number, b: number, xs: (i: number) => number[], y: Scale): string {
  const upper: string[] = [];
  const lower: string[] = [];
  for (let i = a; i <= b; i++) {
    const [low, high] = band[i] ?? [0, 0];
    for (const left of xs(i)) {
      upper.push(`${left.toFixed(1)} ${y(high).toFixed(1)}`);
      lower.unshift(`${left.toFixed(1)} ${y(low).toFixed(1)}`);
    }
  }
  return `M${upper.join("L")}L${lower.join("L")}Z`;
}
