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

/** How the line's outermost terms ask for a value: `in`, `out`, or not at all. */
export function asked(line: string, pick: FieldValue): "in" | "out" | null {
  const { terms, fault } = read(line);
  const found = fault ? undefined : terms.find((t) => isPick(t, pick));
  return found ? (found.negated ? "out" : "in") : null;
}

/** Goes on from not asked to in, from there to out, and back. */
export function withoutPick(line: string, pick: FieldValue): string {
  const found = read(line).terms.find((t) => isPick(t, pick));
  return found ? withoutTerm(line, found) : line;
}

function isPick(term: Term, [name, value]: FieldValue): boolean {
  const { token } = term;
  if (token?.type !== "term" || token.has || token.values.length !== 1) return false;
  const only = token.values[0]!;
  return token.field !== null && token.field.name === (fieldOf(name)?.name ?? name) && only.operator + only.text === value && !only.wild;
}

const fieldIn = ({ token }: Term) => (token?.type === "term" && !token.has && token.values.length === 1 && token.values[0]!.operator === "" ? token.field?.name : undefined);
