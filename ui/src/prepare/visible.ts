// Characters that hide, reorder or do nothing visible are shown as what they are. What a model wrote is not trusted.

/* C0 and C1 controls but tab and newline; marks and overrides of direction; zero-width characters that join nothing;
   line separators; interlinear marks; tags, which can carry hidden instructions. Joiners stay: scripts and emoji need them. */
const hidden =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class -- control characters are what is looked for
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/gu;

export interface Run {
  text: string;
  /** The name of a hidden character, `U+202E`; then the text is that one character. */
  mark: string | null;
}

/** Cuts a text where a hidden character stands. A carriage return before a newline is no more than a line's end. */
export function runs(text: string): Run[] {
  const clean = text.replaceAll("\r\n", "\n");
  const found: Run[] = [];
  let last = 0;
  for (const match of clean.matchAll(hidden)) {
    if (match.index > last) found.push({ text: clean.slice(last, match.index), mark: null });
    found.push({ text: match[0], mark: nameOf(match[0]) });
    last = match.index + match[0].length;
  }
  if (last < clean.length) found.push({ text: clean.slice(last), mark: null });
  return found;
}

/** The same as plain text, for titles and attributes. */
export function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(hidden, (c) => `[${nameOf(c)}]`);
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
