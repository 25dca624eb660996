// Markdown to a small tree that is drawn as elements; there is no way through here to markup. Covers what models write:
// headings, paragraphs, lists, quotes, fenced code, tables, rules, bold, italic, struck, code, links. Anything else stays text.

export type Inline =
  | { type: "text"; text: string }
  | { type: "code"; text: string }
  | { type: "strong" | "em" | "del"; children: Inline[] }
  | { type: "link"; href: string; children: Inline[] }
  | { type: "image"; src: string; alt: string }
  | { type: "break" };

export type Align = "left" | "right" | "center" | null;

export type MarkdownBlock =
  | { type: "heading"; level: number; children: Inline[] }
  | { type: "paragraph"; children: Inline[] }
  | { type: "code"; language: string; text: string }
  | { type: "quote"; children: MarkdownBlock[] }
  | { type: "list"; ordered: boolean; start: number; tight: boolean; items: ListItem[] }
  | { type: "table"; align: Align[]; head: Inline[][]; rows: Inline[][][] }
  | { type: "rule" };

export interface ListItem {
  /** Of a task list. */
  checked: boolean | null;
  children: MarkdownBlock[];
}

const MOST_NESTED = 12;

export function markdown(text: string): MarkdownBlock[] {
  return blocks(text.replaceAll("\r\n", "\n").split("\n"), 0);
}

const fence = /^ {0,3}(`{3,}|~{3,})\s*([^`\s]*)[^`]*$/u;
const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/u;
const rule = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/u;
const bullet = /^( {0,3})([-*+]|\d{1,9}[.)])(\s+|$)/u;
const tableRule = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/u;

function blocks(lines: string[], depth: number): MarkdownBlock[] {
  const found: MarkdownBlock[] = [];
  let paragraph: string[] = [];
  const close = () => {
    if (paragraph.length > 0) found.push({ type: "paragraph", children: inline(paragraph.join("\n").trim()) });
    paragraph = [];
  };
  for (let i = 0; i < lines.length; ) {
    const line = lines[i]!;
    if (line.trim() === "") {
      close();
      i++;
      continue;
    }
    const fenced = fence.exec(line);
    if (fenced) {
      close();
      const mark = fenced[1]!;
      const indent = line.indexOf(mark);
      const code: string[] = [];
      i++;
      while (i < lines.length && !isFenceEnd(lines[i]!, mark)) code.push(unindent(lines[i++]!, indent));
      i++;
      found.push({ type: "code", language: fenced[2] ?? "", text: code.join("\n") });
      continue;
    }
    const title = heading.exec(line);
    if (title) {
      close();
      found.push({ type: "heading", level: title[1]!.length, children: inline(title[2]!) });
      i++;
      continue;
    }
    if (rule.test(line)) {
      close();
      found.push({ type: "rule" });
      i++;
      continue;
    }
    if (/^ {0,3}>/u.test(line) && depth < MOST_NESTED) {
      close();
      const inner: string[] = [];
      while (i < lines.length && /^ {0,3}>/u.test(lines[i]!)) inner.push(lines[i++]!.replace(/^ {0,3}> ?/u, ""));
      found.push({ type: "quote", children: blocks(inner, depth + 1) });
      continue;
    }
    const point = bullet.exec(line);
    if (point && depth < MOST_NESTED && (paragraph.length === 0 || /^([-*+]|1[.)])$/u.test(point[2]!)) && line.trim() !== point[2]) {
      close();
      i = list(lines, i, depth, found);
      continue;
    }
    if (line.includes("|") && i + 1 < lines.length && tableRule.test(lines[i + 1]!) && lines[i + 1]!.includes("-")) {
      const head = cells(line);
      const align = cells(lines[i + 1]!).map(alignOf);
      if (head.length === align.length) {
        close();
        i += 2;
        const rows: Inline[][][] = [];
        while (i < lines.length && lines[i]!.includes("|") && lines[i]!.trim() !== "") {
          const row = cells(lines[i++]!);
          rows.push(head.map((_, c) => inline(row[c] ?? "")));
        }
        found.push({ type: "table", align, head: head.map(inline), rows });
        continue;
      }
    }
    paragraph.push(line);
    i++;
  }
  close();
  return found;
}

function isFenceEnd(line: string, mark: string): boolean {
  const trimmed = line.trim();
  return trimmed.length >= mark.length && trimmed.split("").every((c) => c === mark[0]) && line.length - line.trimStart().length < 4;
}

function unindent(line: string, n: number): string {
  let i = 0;
  while (i < n && line[i] === " ") i++;
  return line.slice(i);
}

function list(lines: string[], first: number, depth: number, found: MarkdownBlock[]): number {
  const point = bullet.exec(lines[first]!)!;
  const ordered = /\d/u.test(point[2]!);
  const items: ListItem[] = [];
  let tight = true;
  let i = first;
  while (i < lines.length) {
    const next = bullet.exec(lines[i]!);
    if (!next || /\d/u.test(next[2]!) !== ordered || rule.test(lines[i]!)) break;
    const indent = next[0].length;
    const inner = [lines[i]!.slice(indent)];
    i++;
    while (i < lines.length) {
      const line = lines[i]!;
      const own = line.length - line.trimStart().length;
      if (line.trim() === "") {
        const after = lines.slice(i + 1, i + 3).find((l) => l.trim() !== "");
        if (after === undefined || (after.length - after.trimStart().length < 2 && !bullet.test(after))) break;
        if (bullet.test(after) && after.length - after.trimStart().length < 2) {
          tight = false;
          i++;
          break;
        }
        inner.push("");
        i++;
      } else if (own >= Math.min(indent, 2) && own > next[1]!.length) {
        inner.push(unindent(line, indent));
        i++;
      } else if (bullet.test(line) || fence.test(line) || heading.test(line) || /^ {0,3}>/u.test(line)) {
        break;
      } else {
        inner.push(line);
        i++;
      }
    }
    const task = /^\[([ xX])\]\s+/u.exec(inner[0]!);
    if (task) inner[0] = inner[0]!.slice(task[0].length);
    items.push({ checked: task ? task[1] !== " " : null, children: blocks(inner, depth + 1) });
  }
  found.push({ type: "list", ordered, start: ordered ? Number.parseInt(point[2]!, 10) : 1, tight, items });
  return i;
}

function cells(line: string): string[] {
  const trimmed = line.trim().replace(/^\|/u, "").replace(/\|$/u, "");
  return trimmed.split(/(?<!\\)\|/u).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function alignOf(cell: string): Align {
  const left = cell.startsWith(":");
  const right = cell.endsWith(":");
  return left && right ? "center" : right ? "right" : left ? "left" : null;
}

const special = /[\\`*_~[!<\n]|https?:\/\//gu;

/** Each delimiter is looked for at most once to the end, so that no text takes quadratic time. */
export function inline(text: string, depth = 0): Inline[] {
  const found: Inline[] = [];
  const missing = new Set<string>();
  let plain = "";
  const put = (node: Inline) => {
    if (plain) found.push({ type: "text", text: plain });
    plain = "";
    found.push(node);
  };
  const find = (mark: string, from: number): number => {
    if (missing.has(mark)) return -1;
    const at = text.indexOf(mark, from);
    if (at < 0) missing.add(mark);
    return at;
  };
  let i = 0;
  while (i < text.length) {
    special.lastIndex = i;
    const match = special.exec(text);
    if (!match || depth > MOST_NESTED) {
      plain += text.slice(i);
      break;
    }
    plain += text.slice(i, match.index);
    i = match.index;
    const c = text[i]!;
    if (c === "\\") {
      const next = text[i + 1] ?? "";
      if (next === "\n") put({ type: "break" });
      else plain += /[!-/:-@[-`{-~]/u.test(next) ? next : `\\${next}`;
      i += 2;
    } else if (c === "\n") {
      if (plain.endsWith("  ")) {
        plain = plain.trimEnd();
        put({ type: "break" });
      } else {
        plain += "\n";
      }
      i++;
    } else if (c === "`") {
      const mark = /^`+/u.exec(text.slice(i, i + 20))![0];
      const end = find(mark, i + mark.length);
      if (end < 0) {
        plain += mark;
        i += mark.length;
      } else {
        put({ type: "code", text: text.slice(i + mark.length, end).replace(/^ (.*) $/su, "$1") });
        i = end + mark.length;
      }
    } else if (c === "*" || c === "_" || (c === "~" && text[i + 1] === "~")) {
      i = emphasis(text, i, find, put, (s) => (plain += s), depth);
    } else if (c === "[" || (c === "!" && text[i + 1] === "[")) {
      const image = c === "!";
      const open = image ? i + 1 : i;
      const close = find("](", open + 1);
      const end = close < 0 ? -1 : closing(text, close + 2);
      const label = close < 0 ? "" : text.slice(open + 1, close);
      if (end < 0 || label.includes("\n\n") || (!image && label.includes("["))) {
        plain += c;
        i++;
      } else {
        const href = text.slice(close + 2, end).trim().split(/\s/u)[0] ?? "";
        if (image) put({ type: "image", src: href, alt: label });
        else put({ type: "link", href, children: inline(label, depth + 1) });
        i = end + 1;
      }
    } else if (match[0].startsWith("http")) {
      const url = /^[^\s<>"'`|]+/u.exec(text.slice(i))![0].replace(/[.,;:!?)\]*_]+$/u, "");
      put({ type: "link", href: url, children: [{ type: "text", text: url }] });
      i += url.length;
    } else {
      plain += c;
      i++;
    }
  }
  if (plain) found.push({ type: "text", text: plain });
  return found;
}

/** Where an address that begins here ends: at the bracket that closes it, with as many within as it opens. */
function closing(text: string, from: number): number {
  let open = 0;
  for (let i = from; i < text.length && i < from + 2000; i++) {
    const c = text[i];
    if (c === "(") open++;
    else if (c === "\n") return -1;
    else if (c === ")" && open-- === 0) return i;
  }
  return -1;
}

function emphasis(
  text: string,
  at: number,
  find: (mark: string, from: number) => number,
  put: (node: Inline) => void,
  say: (text: string) => void,
  depth: number,
): number {
  const c = text[at]!;
  const strong = text[at + 1] === c;
  const mark = strong ? c + c : c;
  const opens = /\S/u.test(text[at + mark.length] ?? " ") && !(c === "_" && /\w/u.test(text[at - 1] ?? " "));
  if (opens) {
    for (let end = find(mark, at + mark.length + 1), tries = 0; end >= 0 && tries < 8; end = find(mark, end + mark.length), tries++) {
      const before = text[end - 1]!;
      const after = text[end + mark.length] ?? " ";
      if (/\s/u.test(before) || (!strong && (after === c || before === c)) || (c === "_" && /\w/u.test(after))) continue;
      const inner = text.slice(at + mark.length, end);
      if (inner.includes("\n\n")) break;
      put({ type: c === "~" ? "del" : strong ? "strong" : "em", children: inline(inner, depth + 1) });
      return end + mark.length;
    }
  }
  say(mark);
  return at + mark.length;
}

/** The server cuts previews at 140 characters, and then white space at the end. */
const PREVIEW_CUT = 137;

/** Says with three dots that a preview was cut, as far as one can tell. */
export function withDots(preview: string): string {
  return preview.length >= PREVIEW_CUT && !/[.!?。}\])]$/u.test(preview) ? `${preview}…` : preview;
}

/** A text on one line without the signs that would be drawn, for previews. */
export function withoutSigns(text: string): string {
  return text
    .replace(/```[a-z]*|`|\*\*|__|~~/gu, "")
    .replace(/(^|\s)(?:#{1,6}|[*+>-])(?=\s)/gu, "$1")
    .replace(/\s*\|[\s|:-]*/gu, " | ")
    .replace(/\s{2,}/gu, " ")
    .trim();
}

/** Whether a text has anything that Markdown would draw differently. */
export function looksLikeMarkdown(text: string): boolean {
  return /(^|\n) {0,3}(#{1,6} |[-*+] |\d+[.)] |> |```|~~~|\|.*\|)|\*\*\S|`\S|\]\(|(^|\s)[*_]\S[^*_\n]*[*_](\s|[.,;:!?]|$)/u.test(text.slice(0, 20_000));
}

/** A link that may be followed: to the web and nowhere else. */
export function safeHref(href: string): string | null {
  return /^https?:\/\//iu.test(href) && URL.canParse(href) ? href : null;
}
