/** The stretch of a long list that is drawn. */
export interface Window {
  first: number;
  /** The row after the last. */
  end: number;
  /** At most so many rows are drawn at once, however far it is scrolled. */
  most: number;
}

export interface Seen {
  /** How far it is scrolled, in pixels, and how high the part is that shows. */
  top: number;
  room: number;
}

/** Rows that are drawn before they come into view, and so many come at once. */
const AHEAD = 8;
const STEP = 4;

export function windowOf({ top, room }: Seen, count: number, height: number): Window {
  const most = Math.ceil(room / height) + STEP + 2 * AHEAD;
  // What is left of a list that became shorter is scrolled to by the browser, after it was drawn.
  const topRow = Math.max(0, Math.min(Math.floor(top / height), count - Math.floor(room / height)));
  const first = Math.max(0, Math.floor(topRow / STEP) * STEP - AHEAD);
  return { first, end: Math.min(count, first + most), most };
}

export type Align = "nearest" | "center";

/** How far to scroll so that a row shows. */
export function scrollTopFor(row: number, align: Align, { top, room }: Seen, height: number): number {
  const above = row * height;
  if (align === "center") return Math.max(0, above - (room - height) / 2);
  return above < top ? above : Math.max(top, above + height - room);
}
