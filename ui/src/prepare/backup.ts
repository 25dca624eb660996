/** What a backup says of itself, in its first entry. */
export interface About {
  /** When it was made, in ISO 8601. */
  at: string;
  /** The version that wrote it. */
  assay: string;
}

const NAME = "assay-backup.json";

/** So much of a file holds its first entry, which is a line of JSON. */
export const HEAD_BYTES = 4096;

/**
 * Reads the first entry of a ZIP file from the file's first bytes.
 *
 * @returns nothing where it is no backup
 */
export async function readAbout(head: Uint8Array<ArrayBuffer>): Promise<About | null> {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 30 || view.getUint32(0, true) !== 0x04034b50) return null;
  const nameEnd = 30 + view.getUint16(26, true);
  const start = nameEnd + view.getUint16(28, true);
  if (new TextDecoder().decode(head.subarray(30, nameEnd)) !== NAME) return null;
  const stored = view.getUint16(8, true) === 0;
  const text = stored ? new TextDecoder().decode(head.subarray(start)) : await inflated(head.subarray(start));
  try {
    // One line of JSON; what is behind it belongs to other entries.
    const about = JSON.parse(text.slice(0, text.indexOf("}") + 1)) as Partial<About> & { format?: number };
    return typeof about.at === "string" && typeof about.format === "number" ? { at: about.at, assay: about.assay ?? "" } : null;
  } catch {
    return null;
  }
}

/** As far as it can be read: other entries stand behind it. */
async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) text += decoder.decode(piece.value, { stream: true });
  } catch {
    // What follows the entry is no part of its stream.
  }
  return text;
}

/** What was restored of late, as it is kept for those whom it locked out. */
export interface RestoredNote {
  backupAt: string;
  replaced: string;
  /** When it was restored, in milliseconds since the epoch. */
  at: number;
}

const SAID_FOR_MS = 3_600_000;

/** What was kept of a restore, unless it is too old to explain anything. */
export function readNote(kept: string | null, now: number): RestoredNote | null {
  try {
    const note = JSON.parse(kept ?? "null") as Partial<RestoredNote> | null;
    if (typeof note?.backupAt !== "string" || typeof note.replaced !== "string" || typeof note.at !== "number") return null;
    return now - note.at < SAID_FOR_MS ? (note as RestoredNote) : null;
  } catch {
    return null;
  }
}

/** What has to be typed before a file is restored: its name without the ending. */
export const nameToType = (file: string) => file.replace(/\.zip$/iu, "");
