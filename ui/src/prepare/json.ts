import type { Json } from "../api/types";

/** The value a text holds, if it is a JSON object or array and nothing else. */
export function jsonInText(text: string): Json | undefined {
  const trimmed = text.trim();
  if (!/^[[{]/u.test(trimmed) || !/[\]}]$/u.test(trimmed)) return undefined;
  try {
    return JSON.parse(trimmed) as Json;
  } catch {
    return undefined;
  }
}

/** Anything that came out of an answer of the API is JSON; what is not there is null. */
export function asJson(value: unknown): Json {
  return value === undefined ? null : (value as Json);
}

export function isEmpty(value: Json): boolean {
  return value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
}

/** The value on one line if it fits into so many characters, else nothing. Gives up early on large values. */
export function onOneLine(value: Json, most: number): string | null {
  let left = most * 2;
  const small = (v: Json): boolean => {
    left -= typeof v === "string" ? v.length : 4;
    if (left < 0) return false;
    if (v === null || typeof v !== "object") return true;
    return Array.isArray(v) ? v.every(small) : Object.entries(v).every(([k, inner]) => ((left -= k.length), small(inner)));
  };
  if (!small(value)) return null;
  const text = spaced(value);
  return text.length <= most ? text : null;
}

function spaced(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  const inner = Object.entries(value).map(([key, v]) => `${JSON.stringify(key)}: ${spaced(v)}`);
  return inner.length === 0 ? "{}" : `{ ${inner.join(", ")} }`;
}

/** Of an array, however long, no more are made than are looked at. */
const pairs = (value: Json[] | { [key: string]: Json }): Iterable<[string | number, Json]> => (Array.isArray(value) ? value.entries() : Object.entries(value));

/** What a folded value begins with, on one line, in about so many characters. */
export function glance(value: Json, most: number): string {
  let text = "";
  const add = (v: Json): void => {
    if (text.length >= most) {
      text += "…";
      return;
    }
    if (v === null || typeof v !== "object") {
      text += typeof v === "string" ? JSON.stringify(v.length > most ? `${v.slice(0, most)}…` : v) : String(v);
      return;
    }
    const array = Array.isArray(v);
    text += array ? "[" : "{";
    let first = true;
    for (const [key, inner] of pairs(v)) {
      if (text.length >= most) break;
      if (!first) text += ", ";
      first = false;
      if (!array) text += `${key}: `;
      add(inner);
    }
    text += array ? "]" : "}";
  };
  if (value === null || typeof value !== "object") return "";
  const array = Array.isArray(value);
  for (const [key, inner] of pairs(value)) {
    if (text.length >= most) break;
    if (text) text += ", ";
    if (!array) text += `${key}: `;
    add(inner);
  }
  return text.length > most ? `${text.slice(0, most).trimEnd()}…`.replace("……", "…") : text;
}

/** How many lines a value takes when everything is unfolded and every member has a line of its own. */
export function lines(value: Json, most = 10_000): number {
  if (value === null || typeof value !== "object") return 1;
  if (onOneLine(value, 72) !== null) return 1;
  let sum = 2;
  for (const inner of Object.values(value)) {
    sum += lines(inner, most - sum);
    if (sum > most) return sum;
  }
  return sum;
}

/** `3 keys`, `12 items` */
export function sizeLabel(value: Json[] | { [key: string]: Json }): string {
  const n = Object.keys(value).length;
  return Array.isArray(value) ? `${n} item${n === 1 ? "" : "s"}` : `${n} key${n === 1 ? "" : "s"}`;
}

/**
 * What of a value has every word in its keys or values, whatever their case: whole members where a key has them, else as
 * little as holds them. Nothing where nothing has them.
 */
export function matching(value: Json, words: readonly string[]): Json | undefined {
  if (words.length === 0) return value;
  return sieve(value, words.map((word) => word.toLowerCase()));
}

function sieve(value: Json, words: readonly string[]): Json | undefined {
  if (value === null || typeof value !== "object") {
    const text = String(value).toLowerCase();
    return words.every((word) => text.includes(word)) ? value : undefined;
  }
  if (Array.isArray(value)) {
    const kept = value.map((inner) => sieve(inner, words)).filter((inner) => inner !== undefined);
    return kept.length > 0 ? kept : undefined;
  }
  const kept: { [key: string]: Json } = {};
  for (const [key, inner] of Object.entries(value)) {
    const left = words.filter((word) => !key.toLowerCase().includes(word));
    const found = left.length === 0 ? inner : sieve(inner, left);
    if (found !== undefined) kept[key] = found;
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}
