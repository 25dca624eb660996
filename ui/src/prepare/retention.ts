const MB = 1_000_000;
const GB = 1_000_000_000;

/** `1.2 GB`, `340 MB` */
export function bytes(n: number): string {
  if (n < 1000) return `${n} B`;
  const [size, unit] = n < MB ? [1000, "kB"] : n < GB ? [MB, "MB"] : n < 1000 * GB ? [GB, "GB"] : [1000 * GB, "TB"];
  const value = n / size;
  return `${value < 99.95 ? Math.round(value * 10) / 10 : Math.round(value)} ${unit}`;
}

/** What somebody typed as a limit: a whole number of days, or nothing for no limit; an error where it is neither. */
export function readDays(typed: string): number | null | Error {
  const text = typed.trim();
  if (text === "") return null;
  const n = Number(text);
  return Number.isInteger(n) && n >= 1 && n <= 36_500 ? n : new Error(`“${text}” is no number of days: from 1 to 36,500, or nothing to keep all.`);
}

/** Gigabytes as somebody typed them, in bytes. */
export function readGigabytes(typed: string): number | null | Error {
  const text = typed.trim().replace(",", ".");
  if (text === "") return null;
  const n = Number(text);
  return Number.isFinite(n) && n * GB >= MB ? Math.round(n * GB) : new Error(`“${text}” is no size: 0.001 GB or more, or nothing to keep all.`);
}
