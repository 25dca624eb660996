import type { Json, Part, Span } from "../api/types";
import { jsonInText } from "./json";

/** A line of a text that is compared: in both, only before, only now. */
export interface DiffLine {
  sign: " " | "-" | "+";
  text: string;
}

export type Change =
  | { type: "value"; name: string; before: string; now: string }
  /** Tools that were offered: which came, which went, which are described differently. */
  | { type: "tools"; added: string[]; removed: string[]; changed: string[] }
  | { type: "system"; lines: DiffLine[]; added: number; removed: number };

/** Attributes that say something of one call only, so that a difference means nothing. */
const ofOneCall = /^(?:otlp$|resource$|assay\.|server\.|.*(?:response|usage|time|latency|duration|_id|\.id)\b)|(?:_ms|_seconds|chunk)$/u;

/** How the request differs from that of the span before: model, parameters, tools, instructions. */
export function changes(before: Span, now: Span): Change[] {
  const found: Change[] = [];
  const value = (name: string, a: Json | undefined, b: Json | undefined) => {
    const [was, is] = [worded(a), worded(b)];
    if (was !== is) found.push({ type: "value", name, before: was, now: is });
  };
  value("model", before.requestModel, now.requestModel);
  value("provider", before.provider, now.provider);
  value("prompt", before.promptName, now.promptName);
  value("prompt version", before.promptVersion, now.promptVersion);
  for (const key of [...new Set([...Object.keys(before.attributes), ...Object.keys(now.attributes)])].sort()) {
    if (!ofOneCall.test(key)) fields(shortKey(key), before.attributes[key], now.attributes[key], value);
  }
  const tools = toolChanges(before.tools as Json[], now.tools as Json[]);
  if (tools) found.push(tools);
  const [was, is] = [instructions(before), instructions(now)];
  if (was !== is && was && is) {
    const lines = diff(was.split("\n"), is.split("\n"));
    const count = (sign: string) => lines.filter((line) => line.sign === sign).length;
    found.push({ type: "system", lines, added: count("+"), removed: count("-") });
  }
  return found;
}

/** Of JSON that holds fields, each field that differs, two levels deep: whoever reads wants to know which, not all of both. */
function fields(name: string, before: Json | undefined, now: Json | undefined, tell: (name: string, before: Json | undefined, now: Json | undefined) => void, levels = 2): void {
  const [was, is] = [fieldsOf(before), fieldsOf(now)];
  if (levels === 0 || (!was && !is) || (before !== undefined && !was) || (now !== undefined && !is)) {
    tell(name, before, now);
    return;
  }
  for (const key of [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])].sort()) fields(`${name}.${key}`, was?.[key], is?.[key], tell, levels - 1);
}

function fieldsOf(value: Json | undefined): { [key: string]: Json } | null {
  const json = typeof value === "string" ? jsonInText(value) : value;
  return json !== null && typeof json === "object" && !Array.isArray(json) ? json : null;
}

const worded = (value: Json | undefined) => (value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value));

const shortKey = (key: string) => key.replace(/^(?:gen_ai\.request\.|llm\.invocation_parameters\.|gen_ai\.)/u, "");

/** The text of a span's instructions, whether they stand apart or are its first message. */
function instructions(span: Span): string {
  const first = span.input[0];
  const parts: Part[] = span.systemInstructions.length > 0 ? span.systemInstructions : first && (first.role === "system" || first.role === "developer") ? first.parts : [];
  return parts.map((part) => (typeof part.content === "string" ? part.content : "")).join("\n\n");
}

function toolChanges(before: Json[], now: Json[]): Change | null {
  const [was, is] = [byName(before), byName(now)];
  const added = [...is.keys()].filter((name) => !was.has(name));
  const removed = [...was.keys()].filter((name) => !is.has(name));
  const changed = [...is.keys()].filter((name) => was.has(name) && was.get(name) !== is.get(name));
  return added.length + removed.length + changed.length > 0 ? { type: "tools", added, removed, changed } : null;
}

function byName(tools: Json[]): Map<string, string> {
  return new Map(tools.map((tool, i) => [toolName(tool) ?? `tool ${i + 1}`, JSON.stringify(tool)]));
}

/** The name of a tool, as the common clients write it. */
export function toolName(tool: Json): string | null {
  if (tool === null || typeof tool !== "object" || Array.isArray(tool)) return null;
  if (typeof tool.name === "string") return tool.name;
  return tool.function === undefined ? null : toolName(tool.function);
}

/** Texts with more lines than this that differ are shown as all gone and all new. */
const MOST = 1500;

/** The longest common lines stay; the others went or came. */
export function diff(before: readonly string[], now: readonly string[]): DiffLine[] {
  let head = 0;
  while (head < before.length && head < now.length && before[head] === now[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < now.length - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  const a = before.slice(head, before.length - tail);
  const b = now.slice(head, now.length - tail);
  const line = (sign: DiffLine["sign"]) => (text: string): DiffLine => ({ sign, text });
  const middle = a.length > MOST || b.length > MOST ? [...a.map(line("-")), ...b.map(line("+"))] : common(a, b);
  return [...before.slice(0, head).map(line(" ")), ...middle, ...before.slice(before.length - tail).map(line(" "))];
}

function common(a: readonly string[], b: readonly string[]): DiffLine[] {
  const width = b.length + 1;
  const long = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      long[i * width + j] = a[i] === b[j] ? long[(i + 1) * width + j + 1]! + 1 : Math.max(long[(i + 1) * width + j]!, long[i * width + j + 1]!);
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ sign: " ", text: a[i]! });
      i++;
      j++;
    } else if (i < a.length && (j === b.length || long[(i + 1) * width + j]! >= long[i * width + j + 1]!)) {
      lines.push({ sign: "-", text: a[i++]! });
    } else {
      lines.push({ sign: "+", text: b[j++]! });
    }
  }
  return lines;
}

export type DiffRow = DiffLine | { sign: "…"; hidden: number };

/** The lines that differ with a few around them; stretches that are the same are counted. */
export function closeTo(lines: readonly DiffLine[], around = 2): DiffRow[] {
  const near = lines.map((_, i) => lines.slice(Math.max(0, i - around), i + around + 1).some((line) => line.sign !== " "));
  const rows: DiffRow[] = [];
  lines.forEach((line, i) => {
    if (near[i]) rows.push(line);
    else {
      const last = rows.at(-1);
      if (last?.sign === "…") last.hidden++;
      else rows.push({ sign: "…", hidden: 1 });
    }
  });
  return rows;
}
