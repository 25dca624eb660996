export interface Tick {
  /** From 0 to 1. */
  at: number;
  label: string;
}

/** Round times for an axis that is so many milliseconds long; the unit stands on each. */
export function axisTicks(ms: number, atMost: number): Tick[] {
  const wanted = ms / Math.max(1, atMost);
  const steps = [1, 2, 5].flatMap((n) => [0.001, 0.01, 0.1, 1, 10, 100].map((s) => n * s));
  const minutes = [1, 2, 5, 10, 15, 20, 30].map((n) => n * 1000);
  const all = [...steps, ...minutes, ...minutes.map((n) => n * 60), ...[1, 2, 6, 12, 24, 48, 168].map((n) => n * 3_600_000)].sort(
    (a, b) => a - b,
  );
  // An axis with nothing on it but its beginning says nothing, so there are two ticks at least.
  const fitting = all.find((size) => size >= wanted) ?? all.at(-1)!;
  const step = fitting <= ms ? fitting : (all.findLast((size) => size <= ms) ?? all[0]!);
  const ticks: Tick[] = [];
  for (let i = 0; i * step <= ms * 1.0001 && i <= atMost + 1; i++) ticks.push({ at: (i * step) / ms, label: axisLabel(i * step, step, ms) });
  return ticks;
}

function axisLabel(ms: number, step: number, total: number): string {
  const trim = (n: number) => String(Number(n.toFixed(3)));
  if (ms === 0) return "0";
  if (total < 1000) return `${trim(ms)} ms`;
  if (ms < 60_000 || step < 15_000) return ms < 60_000 ? `${trim(ms / 1000)} s` : minutesSeconds(ms);
  if (ms < 3_600_000 || step < 900_000) return minutesSeconds(ms);
  return `${trim(ms / 3_600_000)} h`;
}

function minutesSeconds(ms: number): string {
  const s = Math.round(ms / 1000);
  return s % 60 === 0 ? `${s / 60} min` : `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")} min`;
}
