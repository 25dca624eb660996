import { fieldOf } from "./fields";
import { read, type Term } from "./read";

/** A value of a field, as a click on it means it: `["model", "gpt-5-mini"]`, `["duration", ">=2s"]`. */
export type FieldValue = readonly [field: string, value: string];

/** The value as it is written: quoted where it would mean something else. */
export function quoteValue(value: string): string {
  return /^[\p{L}\p{N}_.#@/:+$-]+$/u.test(value) ? value : `"${value.replace(/["\\]/gu, "\\$&")}"`;
}

/** `model:gpt-5-mini`, `-tag:"a b"`; a comparison stays one. */
export function termOf([name, value]: FieldValue, not = false): string {
  const field = fieldOf(name);
  const compares = field !== null && ["number", "duration", "time"].includes(field.type);
  return `${not ? "-" : ""}${writtenName(name)}:${compares ? value : quoteValue(value)}`;
}

/** Keys that somebody made up may hold what ends a name. */
function writtenName(name: string): string {
  return name.replace(/[\s:()"\\]/gu, "\\$&");
}

/** Fields of which a span may have several values. */
const several = new Set(["tag", "finish"]);

/**
 * The line with one more term. The same field's value before it gives way, as does the opposite of the term; what is left
 * out adds up, and so do tags.
 */
export function withTerm(line: string, pick: FieldValue, not = false): string {
  const term = termOf(pick, not);
  const trimmed = line.trim();
  if (!trimmed) return term;
  const { terms, alternatives, fault } = read(line);
  if (fault) return `${trimmed} ${term}`;
  if (alternatives) return `(${trimmed}) ${term}`;
  const same = terms.find((t) => isPick(t, pick));
  const field = fieldOf(pick[0])?.name ?? pick[0];
  const instead = same ?? (not || several.has(field) ? undefined : terms.find((t) => !t.negated && fieldIn(t) === field));
  return instead ? line.slice(0, instead.start) + term + line.slice(instead.end) : `${trimmed} ${term}`;
}

/** The line without a term. */
export function withoutTerm(line: string, term: { start: number; end: number }): string {
  return `${line.slice(0, term.start).trimEnd()} ${line.slice(term.end).trimStart()}`.trim();
}

/** How the line's outermost terms ask for a value: `in`, also as one of several, `out`, or not at all. */
export function asked(line: string, value: FieldValue): "in" | "out" | null {
  const { terms, fault } = read(line);
  if (fault) return null;
  const found = terms.find((t) => isPick(t, value));
  if (found) return found.negated ? "out" : "in";
  return terms.some((t) => !t.negated && valueIn(t, value) >= 0) ? "in" : null;
}

/** The line without a value that its outermost terms ask for or leave out. */
export function without(line: string, value: FieldValue): string {
  const { terms } = read(line);
  const whole = terms.find((t) => isPick(t, value));
  if (whole) return withoutTerm(line, whole);
  const one = terms.find((t) => !t.negated && valueIn(t, value) >= 0);
  const token = one?.token;
  if (token?.type !== "term") return line;
  const at = valueIn(one!, value);
  const [from, to] = at === 0 ? [token.values[0]!.start, token.values[1]!.start] : [token.values[at - 1]!.end, token.values[at]!.end];
  return line.slice(0, from) + line.slice(to);
}

/** The line that asks for a value beside those of its field that it asks for already; without it where it does. */
export function toggled(line: string, value: FieldValue, not: boolean): string {
  const now = asked(line, value);
  if (now === (not ? "out" : "in")) return without(line, value);
  const rest = now ? without(line, value) : line;
  if (not) return withTerm(rest, value, true);
  const { terms, fault } = read(rest);
  const field = fieldOf(value[0])?.name ?? value[0];
  const same = fault ? undefined : terms.find((t) => !t.negated && t.token?.type === "term" && !t.token.has && t.token.field?.name === field);
  return same ? `${rest.slice(0, same.end)},${quoteValue(value[1])}${rest.slice(same.end)}` : withTerm(rest, value);
}

/** Which of the values of a term this one is, or -1. */
function valueIn({ token }: Term, [name, value]: FieldValue): number {
  if (token?.type !== "term" || token.has || token.field === null || token.field.name !== (fieldOf(name)?.name ?? name)) return -1;
  return token.values.findIndex((v) => v.operator + v.text === value && !v.wild);
}

function isPick(term: Term, [name, value]: FieldValue): boolean {
  const { token } = term;
  if (token?.type !== "term" || token.has || token.values.length !== 1) return false;
  const only = token.values[0]!;
  return token.field !== null && token.field.name === (fieldOf(name)?.name ?? name) && only.operator + only.text === value && !only.wild;
}

const fieldIn = ({ token }: Term) => (token?.type === "term" && !token.has && token.values.length === 1 && token.values[0]!.operator === "" ? token.field?.name : undefined);
