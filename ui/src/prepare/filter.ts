// The one line above the list: `model:gpt-5-mini status:error name:"get order" refund`.

/** Keys as they are typed, and the API's parameter for each. */
export const filterKeys = {
  model: { parameter: "model", says: "asked for, or answered" },
  status: { parameter: "status", says: "ok, error or unset" },
  kind: { parameter: "kind", says: "llm, tool, agent, …" },
  name: { parameter: "name", says: "of a span" },
  service: { parameter: "service", says: "that sent it" },
  env: { parameter: "environment", says: "production, development, …" },
  session: { parameter: "session", says: "the conversation" },
  user: { parameter: "user", says: "the end user" },
  tag: { parameter: "tag", says: "may be given several times" },
  provider: { parameter: "provider", says: "openai, anthropic, …" },
} as const;

export type FilterKey = keyof typeof filterKeys;

const aliases: Record<string, FilterKey> = { environment: "env" };

export const fixedValues: Partial<Record<FilterKey, string[]>> = {
  status: ["error", "ok", "unset"],
  kind: ["llm", "tool", "agent", "retrieval", "embedding", "chain", "guardrail", "evaluator", "other"],
};

export interface Token {
  /** Where it stands in the line. */
  start: number;
  end: number;
  key: FilterKey | null;
  /** The characters before the value, colon and all; empty for words. */
  prefix: string;
  value: string;
  /** Why it cannot be asked, or an empty text. */
  fault: string;
  /** What may be a slip though it can be asked, or an empty text. */
  note: string;
}

/** Cuts the line into terms and words. Every character that is no space belongs to exactly one token. */
export function tokens(line: string): Token[] {
  const found: Token[] = [];
  const pattern = /([a-z]+):(?:"((?:[^"\\]|\\.)*)"?|(\S*))|"((?:[^"\\]|\\.)*)"?|\S+/giu;
  const once = new Set<FilterKey>();
  for (const match of line.matchAll(pattern)) {
    const [whole, name, quoted, bare, phrase] = match;
    const start = match.index;
    const word = name?.toLowerCase() ?? "";
    const key = Object.hasOwn(filterKeys, word) ? (word as FilterKey) : (aliases[word] ?? null);
    const base = { start, end: start + whole.length };
    if (key) {
      const value = quoted === undefined ? (bare ?? "") : unescape(quoted);
      const again = once.has(key) && key !== "tag";
      once.add(key);
      found.push({ ...base, key, prefix: `${name}:`, value, fault: fault(key, value, again), note: "" });
    } else {
      const note = name && !/^[a-z]+:\/\//iu.test(whole) ? `${name}: is no key; it is looked for as text` : "";
      found.push({ ...base, key: null, prefix: "", value: phrase === undefined ? whole : unescape(phrase), fault: "", note });
    }
  }
  return found;
}

const unescape = (text: string) => text.replace(/\\(.)/gu, "$1");

function fault(key: FilterKey, value: string, again: boolean): string {
  const allowed = fixedValues[key];
  if (again) return `${key} can be asked for once`;
  if (value && allowed && !allowed.includes(value)) return `${key} is one of ${allowed.join(", ")}`;
  return "";
}

/** The API's parameters for a line; terms without a value, or with a fault, ask for nothing. */
export function filterQuery(line: string): [string, string][] {
  const query: [string, string][] = [];
  const words: string[] = [];
  for (const token of tokens(line)) {
    if (token.fault || !token.value) continue;
    if (token.key) query.push([filterKeys[token.key].parameter, token.value]);
    else words.push(token.value);
  }
  if (words.length > 0) query.push(["q", words.join(" ")]);
  return query;
}

export function quoteValue(value: string): string {
  return /^[^\s"\\]+$/u.test(value) ? value : `"${value.replace(/["\\]/gu, "\\$&")}"`;
}

/** The line with one more term; the same key's term before it gives way, tags add up. */
export function withTerm(line: string, key: FilterKey, value: string): string {
  const term = `${key}:${quoteValue(value)}`;
  const same = tokens(line).find((t) => t.key === key && (key !== "tag" || t.value === value));
  if (same) return line.slice(0, same.start) + term + line.slice(same.end);
  return line.trim() ? `${line.trim()} ${term}` : term;
}

/** The line without one of its tokens. */
export function withoutToken(line: string, token: Token): string {
  return `${line.slice(0, token.start).trimEnd()} ${line.slice(token.end).trimStart()}`.trim();
}

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

export type KnownValues = Partial<Record<FilterKey, string[]>>;

/** What the word at the caret could become: a key, or a value of the key that stands there. */
export function completions(line: string, caret: number, known: KnownValues): Completion[] {
  const all = tokens(line);
  const here = all.find((token) => token.start < caret && caret <= token.end);
  if (here?.key) {
    const key = here.key;
    const typed = here.value.toLowerCase();
    const values = fixedValues[key] ?? known[key] ?? [];
    return values
      .filter((value) => value.toLowerCase().includes(typed) && value !== here.value)
      .sort((a, b) => rank(a, typed) - rank(b, typed))
      .slice(0, 10)
      .map((value) => {
        const term = `${here.prefix}${quoteValue(value)}`;
        const rest = line.slice(here.end);
        const space = rest.startsWith(" ") ? "" : " ";
        return {
          label: value,
          says: key,
          line: line.slice(0, here.start) + term + space + rest,
          caret: here.start + term.length + 1,
          done: true,
        };
      });
  }
  const typed = here ? line.slice(here.start, caret).toLowerCase() : "";
  const start = here ? here.start : caret;
  const end = here ? here.end : caret;
  const given = new Set(all.map((token) => token.key));
  return (Object.keys(filterKeys) as FilterKey[])
    .filter((key) => key.startsWith(typed) && (key === "tag" || !given.has(key)))
    .map((key) => ({
      label: `${key}:`,
      says: filterKeys[key].says,
      line: `${line.slice(0, start)}${key}:${line.slice(end)}`,
      caret: start + key.length + 1,
      done: false,
    }));
}

const rank = (value: string, typed: string) => (value.toLowerCase().startsWith(typed) ? 0 : 1);
