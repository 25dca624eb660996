export interface Entry {
  id: string;
  label: string;
  /** What kind of thing it is: a page, a command, a trace. */
  kind: string;
  /** The key that does the same, if any. */
  keys?: string;
  /** More words it is found by. */
  words?: string;
}

/** The entries that have every typed word, those that begin with it first; order is kept among equals. */
export function search<E extends Entry>(entries: readonly E[], typed: string): E[] {
  const words = typed.toLowerCase().split(/\s+/u).filter(Boolean);
  if (words.length === 0) return [...entries];
  const found: { entry: E; rank: number }[] = [];
  for (const entry of entries) {
    const label = entry.label.toLowerCase();
    const all = `${label} ${entry.kind} ${entry.words ?? ""}`.toLowerCase();
    if (!words.every((word) => all.includes(word))) continue;
    found.push({ entry, rank: label.startsWith(words[0]!) ? 0 : label.includes(words[0]!) ? 1 : 2 });
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ entry }) => entry);
}

/** The trace id a text holds: 32 hexadecimal digits, alone or within an address. */
export function traceIdIn(text: string): string | null {
  return /(?:^|[^0-9a-f])([0-9a-f]{32})(?:[^0-9a-f]|$)/iu.exec(text.replaceAll("-", ""))?.[1]?.toLowerCase() ?? null;
}
