// Numbers and times as people read them: a unit always, three digits that matter, grouped thousands.

const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** What a program says, as a sentence is written. */
export const sentence = (text: string) => (text ? text[0]!.toUpperCase() + text.slice(1) + (/[.!?…]$/u.test(text) ? "" : ".") : "");

/** `1,204` */
export function whole(n: number): string {
  return grouped.format(n);
}

/** `1 span`, `1,204 spans` */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${whole(n)} ${n === 1 ? one : many}`;
}

/** `412`, `12.4 k`, `3.1 M` */
export function compact(n: number): string {
  const size = Math.abs(n);
  if (size < 9_999.5) return whole(n);
  const [divisor, unit] = size < 999_500 ? [1e3, "k"] : size < 999_500_000 ? [1e6, "M"] : [1e9, "G"];
  return `${short(n / divisor)} ${unit}`;
}

/** Three significant digits without trailing zeros after the point: `1.2`, `12.4`, `124`. */
function short(n: number): string {
  return Math.abs(n) < 99.95 ? String(Math.round(n * 10) / 10) : String(Math.round(n));
}

/** `0.3 ms`, `412 ms`, `1.2 s`, `42 s`, `3 min 12 s`, `1 h 4 min` */
export function duration(ms: number): string {
  if (ms <= 0) return "0 ms";
  if (ms < 0.05) return "< 0.1 ms";
  if (ms < 9.95) return `${Math.round(ms * 10) / 10} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(Math.round(ms / 100) / 10).toFixed(1)} s`;
  if (ms < 3_599_500) {
    const s = Math.round(ms / 1000);
    return s % 60 === 0 ? `${s / 60} min` : `${Math.floor(s / 60)} min ${s % 60} s`;
  }
  const min = Math.round(ms / 60_000);
  const h = Math.floor(min / 60);
  return h >= 48 ? `${short(h / 24)} d` : min % 60 === 0 ? `${h} h` : `${h} h ${min % 60} min`;
}

/**
 * How long something took; nothing where nobody measured it. What is imported without times takes none, and its spans begin a
 * microsecond after each other.
 */
export const took = (ms: number, spans = 1) => (ms * 1000 < spans + 0.5 ? "" : duration(ms));

/** Whether a duration of many traces or calls says anything; see {@link took}. */
export const measured = (ms: number | null): ms is number => ms !== null && ms >= 0.5;

/** `$12.40`, `$0.0021`; never rounds something to nothing. */
export function money(usd: number): string {
  if (usd === 0) return "$0";
  if (usd < 0.00005) return "< $0.0001";
  if (usd < 0.09995) return `$${usd.toFixed(4)}`;
  if (usd < 999.995) return `$${usd.toFixed(2)}`;
  return `$${whole(usd)}`;
}

const percentOf = (p: number) => (p * 100 < 9.95 ? (p * 100).toFixed(1) : String(Math.round(p * 1000) / 10));

/** The Wilson interval of a share at 95 %. */
export function wilson(k: number, n: number): [number, number] {
  const z = 1.959964;
  const p = k / n;
  const middle = p + (z * z) / (2 * n);
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)];
}

export interface Share {
  /** `3.1 %` */
  percent: string;
  /** `38 of 1,204` */
  of: string;
  /** `2.3 to 4.2`, the 95 % interval in percent */
  interval: string;
}

/** A share is never shown without its n. */
export function share(k: number, n: number): Share | null {
  if (n === 0) return null;
  const [low, high] = wilson(k, n);
  return {
    percent: `${percentOf(k / n)} %`,
    of: `${whole(k)} of ${whole(n)}`,
    interval: `${percentOf(low)} to ${percentOf(high)}`,
  };
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
const clockShort = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hour12: false });
const dayMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const dayMonthYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const exactly = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hour12: false,
  timeZoneName: "short",
});

/** `14:02:11` */
export const timeOfDay = (at: Date) => clock.format(at);

/** `14:02` */
export const hourMinute = (at: Date) => clockShort.format(at);

/** `12 Nov`, with the year where it is another one than now's; empty for today. */
export function day(at: Date, now: Date): string {
  if (at.toDateString() === now.toDateString()) return "";
  return (at.getFullYear() === now.getFullYear() ? dayMonth : dayMonthYear).format(at).replace("Sept", "Sep");
}

/** `12 Nov 14:02`, `14:02` today */
export function dayAndTime(at: Date, now: Date): string {
  return [day(at, now), hourMinute(at)].filter(Boolean).join(" ");
}

/** The time to the millisecond, with its zone, and as it was sent. */
export function exact(iso: string): string {
  return `${exactly.format(new Date(iso)).replace("Sept", "Sep")}\n${iso}`;
}

/** `3 min ago`, `2 years ago` */
export function ago(ms: number): string {
  const steps: [number, string][] = [
    [31_557_600_000, "year"],
    [2_629_800_000, "month"],
    [86_400_000, "day"],
    [3_600_000, "hour"],
    [60_000, "minute"],
  ];
  for (const [size, unit] of steps) {
    if (ms >= size) return `${counted(Math.floor(ms / size), unit)} ago`;
  }
  return "just now";
}
