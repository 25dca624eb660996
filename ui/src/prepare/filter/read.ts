// Reads the filter language as the server does (docs/filters.md), so that a slip shows while it is typed.

import { expected, fieldOf, nearest, type Field } from "./fields";

export interface Value {
  start: number;
  end: number;
  /** `>`, `>=`, `<`, `<=`, `=` or nothing. */
  operator: string;
  /** Without quotes and backslashes. */
  text: string;
  wild: boolean;
}

export interface Fault {
  /** Where it stands in the line. */
  at: number;
  end: number;
  what: string;
  expected: string;
}

interface Piece {
  start: number;
  end: number;
  fault?: Fault;
}

export type Token =
  | (Piece & { type: "open" | "close" | "or" | "and" | "not" })
  | (Piece & { type: "text"; text: string; quoted: boolean })
  /** `name:value,value`; `field` is nothing where there is no such field. `has:` has its field in `of`. */
  | (Piece & { type: "term"; name: string; nameEnd: number; field: Field | null; values: Value[]; has: boolean });

/** What joins the line's terms on the outermost level. */
export interface Term {
  /** With its `-`. */
  start: number;
  end: number;
  negated: boolean;
  /** The term itself; nothing for a group. */
  token: Token | null;
}

export interface Line {
  tokens: Token[];
  /** The first thing the server would stumble over. */
  fault: Fault | null;
  /** The outermost terms, all of which must hold; empty where `OR` joins them. */
  terms: Term[];
  /** Whether `OR` stands on the outermost level. */
  alternatives: boolean;
}

const MAX_LENGTH = 10_000;
const MAX_TERMS = 200;
const MAX_DEPTH = 50;
const space = /\s/u;

export function read(line: string): Line {
  const tokens = new Lexer(line).tokens();
  return { tokens, fault: faultIn(line, tokens), ...outermost(tokens) };
}

class Lexer {
  private at = 0;

  constructor(private readonly line: string) {}

  tokens(): Token[] {
    const found: Token[] = [];
    while (this.skipSpace() < this.line.length) {
      const token = this.token();
      if (token.fault) token.fault.end = Math.max(token.fault.end, token.fault.at + 1);
      found.push(token);
    }
    return found;
  }

  private token(): Token {
    const { line } = this;
    const start = this.at;
    const c = line[start]!;
    const simple = (type: "open" | "close" | "or" | "and" | "not", length: number): Token => ({ type, start, end: (this.at += length) });
    if (c === "(") return simple("open", 1);
    if (c === ")") return simple("close", 1);
    if (this.isWord("OR")) return simple("or", 2);
    if (this.isWord("AND")) return simple("and", 3);
    if (c === "-" && start + 1 < line.length && !space.test(line[start + 1]!)) return simple("not", 1);
    if (c === '"') {
      const { text, fault } = this.quoted();
      return this.words(start, text, true, fault);
    }
    const colon = this.fieldEnd();
    if (colon < 0) {
      const { text, fault } = this.until(endsWord);
      return this.words(start, text, false, fault);
    }
    return this.term(start, colon);
  }

  private words(start: number, text: string, quoted: boolean, fault: Fault | undefined): Token {
    const blank = text.trim() === "" ? { at: start, end: this.at, what: "the text is blank", expected: "words to look for" } : undefined;
    const found = fault ?? blank;
    return { type: "text", start, end: this.at, text, quoted, ...(found && { fault: found }) };
  }

  private term(start: number, colon: number): Token {
    const name = this.line.slice(start, colon).replace(/\\(.)/gsu, "$1");
    this.at = colon + 1;
    const has = name === "has";
    const base = { type: "term" as const, start, name, nameEnd: colon + 1, has };
    if (has) {
      const from = this.at;
      const { text, fault } = this.until(endsWord);
      const field = text === "error" ? fieldOf("status") : fieldOf(text);
      const values: Value[] = [{ start: from, end: this.at, operator: "", text, wild: false }];
      const wrong = fault ?? (field ? undefined : noField(text, from, this.at));
      return { ...base, end: this.at, field, values, ...(wrong && { fault: wrong }) };
    }
    const field = fieldOf(name);
    let fault = field ? undefined : noField(name, start, colon);
    const values: Value[] = [];
    do {
      if (values.length > 0) this.at++;
      const from = this.at;
      const operator = /^(?:>=|<=|[><=])/u.exec(this.line.slice(from, from + 2))?.[0] ?? "";
      this.at += operator.length;
      if (this.line[this.at] === '"') {
        const { text, fault: open } = this.quoted();
        values.push({ start: from, end: this.at, operator, text, wild: false });
        fault ??= open;
      } else {
        const { text, wild, fault: open } = this.until(endsValue);
        values.push({ start: from, end: this.at, operator, text, wild });
        fault ??= open;
      }
      if (field) fault ??= wrongValue(field, name, values.at(-1)!);
    } while (this.line[this.at] === ",");
    if (this.line[this.at] === '"' || this.line[this.at] === "(") {
      fault ??= { at: this.at, end: this.at + 1, what: `${this.line[this.at]} follows a value`, expected: "a space or a comma before it" };
    }
    return { ...base, end: this.at, field, values, ...(fault && { fault }) };
  }

  /** Where the colon stands that makes a field of the word here, or -1. */
  private fieldEnd(): number {
    if (!/\p{L}/u.test(this.line[this.at]!)) return -1;
    for (let i = this.at; i < this.line.length; i++) {
      const c = this.line[i]!;
      if (c === ":") return i;
      if (c === "\\") i++;
      else if (endsWord(c)) return -1;
    }
    return -1;
  }

  private until(ends: (c: string) => boolean): { text: string; wild: boolean; fault?: Fault } {
    let text = "";
    let wild = false;
    while (this.at < this.line.length && !ends(this.line[this.at]!)) {
      if (this.line[this.at] === "\\") {
        if (this.at + 1 >= this.line.length) {
          return { text, wild, fault: { at: this.at, end: ++this.at, what: "a backslash ends the filter", expected: "a character behind it" } };
        }
        this.at++;
      } else if (this.line[this.at] === "*") wild = true;
      text += this.line[this.at++];
    }
    return { text, wild };
  }

  private quoted(): { text: string; fault?: Fault } {
    const open = this.at++;
    const { text, fault } = this.until((c) => c === '"');
    if (fault) return { text, fault };
    if (this.at >= this.line.length) {
      return { text, fault: { at: open, end: this.at, what: "the quote is never closed", expected: 'a "' } };
    }
    this.at++;
    return { text };
  }

  private isWord(word: string): boolean {
    const next = this.line[this.at + word.length];
    return this.line.startsWith(word, this.at) && (next === undefined || space.test(next) || next === "(" || next === ")");
  }

  private skipSpace(): number {
    while (this.at < this.line.length && space.test(this.line[this.at]!)) this.at++;
    return this.at;
  }
}

const endsWord = (c: string) => space.test(c) || c === "(" || c === ")" || c === '"';
const endsValue = (c: string) => endsWord(c) || c === ",";

function noField(name: string, at: number, end: number): Fault {
  const meant = nearest(name);
  return { at, end, what: name ? `${name} is no field` : "a field is missing", expected: meant ? `did you mean ${meant}? As text, quote it` : "a field; as text, quote it" };
}

const number = /^\$?-?(?:\d+(?:\.\d*)?|\.\d+)[kM]?$/u;
const length = /^(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|ms|s|m|h|d)$/u;
const time = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d|[+-]\d\d)?)?$/u;

/** What is wrong with a value, if anything. */
function wrongValue(field: Field, name: string, value: Value): Fault | undefined {
  const { operator, text, wild } = value;
  if (text !== "" && allows(field, operator, text, wild)) return undefined;
  const what = text === "" && operator === "" ? `${name} has no value` : `${name} is asked for ${operator}${text}`;
  return { at: value.start, end: Math.max(value.end, value.start + 1), what, expected: expected(field) };
}

function allows(field: Field, operator: string, text: string, wild: boolean): boolean {
  switch (field.type) {
    case "text":
    case "id":
      return operator === "";
    case "word":
    case "truth":
      return operator === "" && !wild && (field.words ?? []).includes(text.toLowerCase());
    case "content":
      return operator === "" && !wild && text.trim() !== "";
    case "number":
      return !wild && number.test(text);
    case "duration":
      return !wild && length.test(text);
    case "time":
      return !wild && operator !== "" && time.test(text) && !Number.isNaN(Date.parse(text.slice(0, 10)));
    case "any":
      return operator === "" || (!wild && number.test(text));
  }
}

/** The first fault, in the order in which the server reads. */
function faultIn(line: string, tokens: Token[]): Fault | null {
  if (line.length > MAX_LENGTH) return { at: MAX_LENGTH, end: line.length, what: "the filter is too long", expected: `at most ${MAX_LENGTH} characters` };
  const open: Token[] = [];
  let depth = 0;
  let terms = 0;
  let wants = true;
  let negations = 0;
  const example = 'a term, like model:gpt-5* or "some text"';
  for (const token of tokens) {
    const { start: at, end, type } = token;
    if (wants && (type === "close" || type === "or" || type === "and")) return { at, end, what: `${line.slice(at, end)} stands where a term was expected`, expected: example };
    if (token.fault) return token.fault;
    switch (type) {
      case "close":
        if (open.length === 0) return { at, end, what: ") closes nothing", expected: "a term; as text, quote it" };
        open.pop();
        break;
      case "open":
        open.push(token);
        break;
      case "not":
        negations++;
        break;
      case "term":
      case "text":
        if (++terms > MAX_TERMS) return { at, end, what: `there are more than ${MAX_TERMS} terms`, expected: "fewer" };
        break;
      default:
    }
    if (type !== "not") negations = type === "open" ? negations : 0;
    depth = open.length + negations;
    if (depth > MAX_DEPTH) return { at, end, what: `the filter is nested deeper than ${MAX_DEPTH}`, expected: "less" };
    wants = type === "open" || type === "not" || type === "or" || type === "and";
  }
  if (wants && tokens.length > 0) return { at: line.length, end: line.length + 1, what: "the filter ends where a term was expected", expected: example };
  const last = open.at(-1);
  return last ? { at: last.start, end: last.end, what: "( is never closed", expected: "a )" } : null;
}

function outermost(tokens: Token[]): Pick<Line, "terms" | "alternatives"> {
  const terms: Term[] = [];
  let depth = 0;
  let from = -1;
  let negated = false;
  for (const token of tokens) {
    if (depth === 0) {
      if (token.type === "or") return { terms: [], alternatives: true };
      if (token.type === "and") continue;
      if (from < 0) from = token.start;
    }
    if (token.type === "not") {
      if (depth === 0) negated = !negated;
      continue;
    }
    if (token.type === "open") depth++;
    if (token.type === "close") depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    terms.push({ start: from, end: token.end, negated, token: token.type === "term" || token.type === "text" ? token : null });
    from = -1;
    negated = false;
  }
  return { terms, alternatives: false };
}
