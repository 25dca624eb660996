// The fields of the filter language, as docs/filters.md has them.

export type FieldType = "id" | "text" | "word" | "truth" | "content" | "number" | "duration" | "time" | "any";

export interface Field {
  name: string;
  type: FieldType;
  /** What it means, in a few words. */
  says: string;
  words?: readonly string[];
}

const all: [string, FieldType, string][] = [
  ["model", "text", "asked for, or answered"],
  ["status", "word", "of any span: ok, error or unset"],
  ["failed", "truth", "as a whole: true or false"],
  ["kind", "word", "llm, tool, agent, …"],
  ["name", "text", "of a span"],
  ["duration", "duration", ">2s"],
  ["cost", "number", "US dollars, >0.01"],
  ["tokens", "number", "in and out, >1k"],
  ["session", "text", "the conversation"],
  ["user", "text", "the end user"],
  ["tag", "text", ""],
  ["service", "text", "that sent it"],
  ["environment", "text", "production, development, …"],
  ["provider", "text", "openai, anthropic, …"],
  ["input", "content", "what went in contains"],
  ["output", "content", "what came out contains"],
  ["system", "content", "the instructions contain"],
  ["tools", "content", "what was offered contains"],
  ["finish", "text", "why the model stopped"],
  ["operation", "text", "chat, execute_tool, …"],
  ["request.model", "text", "asked for"],
  ["response.model", "text", "that answered"],
  ["response.id", "text", ""],
  ["error.type", "text", ""],
  ["error.message", "text", ""],
  ["prompt", "text", "its name"],
  ["prompt.version", "text", ""],
  ["tokens.input", "number", ">1k"],
  ["tokens.output", "number", ">1k"],
  ["tokens.cache_read", "number", "of the input"],
  ["tokens.cache_write", "number", "of the input"],
  ["tokens.reasoning", "number", "of the output"],
  ["start", "time", ">2026-11-01"],
  ["end", "time", "<2026-11-01T14:00"],
  ["client", "text", "the library that wrote it"],
  ["client.version", "text", ""],
  ["dialect", "text", "how it was read"],
  ["trace", "id", "hexadecimal digits"],
  ["span", "id", "hexadecimal digits"],
  ["parent", "id", "hexadecimal digits"],
];

const words: Record<string, readonly string[]> = {
  status: ["error", "ok", "unset"],
  failed: ["true", "false"],
  kind: ["llm", "tool", "agent", "retrieval", "embedding", "chain", "guardrail", "evaluator", "other"],
};

export const fields: readonly Field[] = all.map(([name, type, says]) => ({ name, type, says, ...(words[name] && { words: words[name] }) }));

/** What stands before a key that somebody made up, and what it means. */
export const families: Readonly<Record<string, string>> = {
  "score.": "by name: <0.5, true",
  "metadata.": "by key: what the application said",
  "attributes.": "by key: what no field was read from",
};

const aliases: Readonly<Record<string, string>> = { env: "environment", tags: "tag" };
const byName = new Map(fields.map((field) => [field.name, field]));

/** The field of a name, an alias or a key; nothing where there is none. */
export function fieldOf(written: string): Field | null {
  const lower = written.toLowerCase();
  const known = byName.get(aliases[lower] ?? lower);
  if (known) return known;
  const dot = written.indexOf(".");
  const family = `${lower.slice(0, dot)}.`;
  if (dot <= 0 || dot + 1 >= written.length || !Object.hasOwn(families, family)) return null;
  return { name: family + written.slice(dot + 1), type: "any", says: families[family]! };
}

/** What a field can be asked for. */
export function expected(field: Field): string {
  switch (field.type) {
    case "text":
      return "a text, where * stands for any characters";
    case "id":
      return "hexadecimal digits, where * stands for any";
    case "word":
    case "truth":
      return `one of ${(field.words ?? []).join(", ")}`;
    case "content":
      return "a text that it contains, without *";
    case "number":
      return "a number like 1000, >1.5k or <=0.01";
    case "duration":
      return "a duration like >2s, <=150ms or >1.5m";
    case "time":
      return "a time behind >, >=, < or <=, like >2026-11-01";
    case "any":
      return "a text, where * stands for any characters, a number, or a comparison like <0.5";
  }
}

/** The known name with the fewest letters to change, where those are at most half of it. */
export function nearest(typed: string): string | null {
  let best: string | null = null;
  let least = Infinity;
  for (const name of [...byName.keys(), "has", ...Object.keys(families)]) {
    const d = distance(typed.toLowerCase(), name);
    if (d < least && d * 2 <= Math.max(typed.length, name.length)) [best, least] = [name, d];
  }
  return best;
}

/** Levenshtein's: letters added, left out or changed. */
function distance(a: string, b: string): number {
  const row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0]!;
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const change = diagonal + (a[i - 1] === b[j - 1] ? 0 : 1);
      diagonal = row[j]!;
      row[j] = Math.min(change, 1 + Math.min(row[j]!, row[j - 1]!));
    }
  }
  return row[b.length]!;
}
