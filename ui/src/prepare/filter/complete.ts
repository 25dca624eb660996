import { families, fieldOf, fields, type Field } from "./fields";
import { quoteValue } from "./edit";
import { read } from "./read";

export interface Completion {
  /** What is offered. */
  label: string;
  says: string;
  /** The whole line and the caret after taking it. */
  line: string;
  caret: number;
  /** Whether the term is then complete, so that the line can be asked. */
  done: boolean;
}

/** What a caret stands in: a name, or a value of a field. */
export type Spot =
  | { type: "name"; start: number; end: number; typed: string; has: boolean }
  | { type: "value"; start: number; end: number; typed: string; field: Field };

/** Values of fields that are known so far, most frequent first, by the field's name; keys of a family by `score.` and the like. */
export type Known = Readonly<Record<string, readonly { value: string; says?: string }[]>>;

export function spotAt(line: string, caret: number): Spot {
  for (const token of read(line).tokens) {
    if (caret <= token.start || caret > token.end) continue;
    if (token.type === "term") {
      if (caret < token.nameEnd) return { type: "name", start: token.start, end: token.nameEnd, typed: line.slice(token.start, caret), has: false };
      if (token.has) return { type: "name", start: token.nameEnd, end: token.end, typed: line.slice(token.nameEnd, caret), has: true };
      const value = token.values.find((v) => caret >= v.start && caret <= v.end);
      if (value && token.field) {
        const typed = line.slice(value.start, caret).replace(/^"|"$/gu, "").replace(/\\(.)/gsu, "$1");
        return { type: "value", start: value.start, end: value.end, typed, field: token.field };
      }
    }
    if (token.type === "text" && !token.quoted) return { type: "name", start: token.start, end: token.end, typed: line.slice(token.start, caret), has: false };
  }
  return { type: "name", start: caret, end: caret, typed: "", has: false };
}

const MOST = 12;

/** What the word at the caret could become: a field, an operator or a value. */
export function completions(line: string, caret: number, known: Known): Completion[] {
  const spot = spotAt(line, caret);
  return spot.type === "name" ? names(line, spot, known) : values(line, spot, known);
}

function names(line: string, spot: Extract<Spot, { type: "name" }>, known: Known): Completion[] {
  const typed = spot.typed.toLowerCase();
  const family = Object.keys(families).find((f) => typed.startsWith(f));
  const offered: { name: string; says: string; open?: boolean }[] = family
    ? (known[family] ?? []).map(({ value, says = "" }) => ({ name: family + value, says }))
    : [
        ...fields.map(({ name, says }) => ({ name, says })),
        ...(spot.has ? [] : [{ name: "has", says: "the field is there" }]),
        ...Object.entries(families).map(([name, says]) => ({ name, says, open: true })),
      ];
  const bare = (name: string) => name.replace(/[\s:()"\\]/gu, "\\$&");
  return offered
    .filter(({ name }) => name.toLowerCase() !== typed && (typed.length < 2 ? name.toLowerCase().startsWith(typed) : name.toLowerCase().includes(typed)))
    .sort((a, b) => rank(a.name, typed) - rank(b.name, typed))
    .slice(0, typed ? MOST : 40)
    .map(({ name, says, open }) => {
      const written = bare(name) + (open || spot.has ? "" : ":");
      return put(line, spot, written, { label: written, says, done: spot.has && !open });
    });
}

function values(line: string, spot: Extract<Spot, { type: "value" }>, known: Known): Completion[] {
  const { field } = spot;
  const typed = spot.typed.toLowerCase();
  const compared = operators[field.type] ?? [];
  if (compared.length > 0) {
    const operator = /^(?:>=|<=|[><=])?/u.exec(typed)?.[0] ?? "";
    return compared
      .filter((example) => example.startsWith(typed) && example !== typed && (operator === "" || example.startsWith(operator)))
      .slice(0, MOST)
      .map((example) => put(line, spot, example, { label: example, says: field.name, done: true }));
  }
  const offered = field.words ? field.words.map((value) => ({ value, says: "" })) : (known[field.name] ?? []);
  return offered
    .filter(({ value }) => value.toLowerCase().includes(typed) && value !== spot.typed)
    .sort((a, b) => rank(a.value, typed) - rank(b.value, typed))
    .slice(0, MOST)
    .map(({ value, says }) => put(line, spot, quoteValue(value), { label: value, says: says || field.name, done: true }));
}

const operators: Partial<Record<Field["type"], string[]>> = {
  duration: [">1s", ">5s", ">30s", ">2m", ">=100ms", "<100ms", "<1s", "<=500ms"],
  number: [">0", ">0.01", ">1", ">100", ">1k", ">10k", ">=1", "<100", "<1k", "<=0.5"],
  time: [">", ">=", "<", "<="],
};

function put(line: string, spot: Spot, written: string, more: { label: string; says: string; done: boolean }): Completion {
  const rest = line.slice(spot.end);
  // A term that is complete gets room behind it, unless more of it follows.
  const gap = more.done && !rest.startsWith(" ") && !rest.startsWith(",") && !rest.startsWith(")") ? " " : "";
  return { ...more, line: line.slice(0, spot.start) + written + gap + rest, caret: spot.start + written.length + (more.done && !rest.startsWith(",") && !rest.startsWith(")") ? 1 : 0) };
}

const rank = (value: string, typed: string) => (value.toLowerCase().startsWith(typed) ? 0 : 1);

/** Which field's values would be offered at the caret, so that the server can be asked for them. */
export function wantedAt(line: string, caret: number): { field: string; typed: string } | null {
  const spot = spotAt(line, caret);
  if (spot.type === "value") return spot.field.words || operators[spot.field.type] ? null : { field: spot.field.name, typed: spot.typed };
  const family = Object.keys(families).find((f) => spot.typed.toLowerCase().startsWith(f));
  return family ? { field: family, typed: spot.typed.slice(family.length) } : null;
}

export { fieldOf };
