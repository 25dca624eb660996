const MOST_AT_ONCE = 400_000;

/** How many characters of a text come from the server until somebody wants all of it. */
export const PIECE = 200_000;

/** Whether it may be the beginning of a longer one; its last character may have been two code units. */
export const isPiece = (text: string): boolean => text.length === PIECE || text.length === PIECE - 1;

/** How much of a long text is drawn after another press: more each time, but never so much that the page would stand still. */
export const nextLength = (length: number): number => length + Math.min(MOST_AT_ONCE, Math.max(length * 4, 60_000));

/** The first so many characters; one that takes two code units stays whole. */
export function begins(text: string, length: number): string {
  if (text.length <= length) return text;
  const code = text.charCodeAt(length - 1);
  return text.slice(0, code >= 0xd800 && code < 0xdc00 ? length - 1 : length);
}

export function lineCount(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}
