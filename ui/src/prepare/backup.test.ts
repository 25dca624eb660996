import { expect, test } from "vitest";
import { nameToType, readAbout, readNote } from "./backup";

/** The local header of a ZIP entry as Java streams it: its sizes come behind it. */
async function entry(name: string, text: string): Promise<number[]> {
  const header = new Uint8Array(30);
  const view = new DataView(header.buffer);
  view.setUint32(0, 0x04034b50, true);
  view.setUint16(6, 8, true);
  view.setUint16(8, 8, true);
  view.setUint16(26, name.length, true);
  return [...header, ...new TextEncoder().encode(name), ...new Uint8Array(await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer())];
}

const bytes = (...parts: number[][]) => new Uint8Array(parts.flat());
const about = '{"format":1,"dataFormat":1,"assay":"0.1.0","at":"2026-11-23T12:00:00Z"}';

test("a backup says when it was made, whatever stands behind", async () => {
  const descriptor = [0x50, 0x4b, 0x07, 0x08, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  expect(await readAbout(bytes(await entry("assay-backup.json", about), descriptor, await entry("records.db", "x".repeat(5000))))).toEqual({ at: "2026-11-23T12:00:00Z", assay: "0.1.0" });
});

test("other files are no backups", async () => {
  expect(await readAbout(bytes(await entry("photo.png", about)))).toBeNull();
  expect(await readAbout(bytes(await entry("assay-backup.json", "no JSON")))).toBeNull();
  expect(await readAbout(new TextEncoder().encode("time,input,output\n".repeat(10)))).toBeNull();
  expect(await readAbout(new Uint8Array(0))).toBeNull();
});

test("a restore explains a log-in for an hour", () => {
  const note = { backupAt: "2026-11-23T12:00:00Z", replaced: "replaced-1", at: 1000 };
  expect(readNote(JSON.stringify(note), 2000)).toEqual(note);
  expect(readNote(JSON.stringify(note), 3_602_000)).toBeNull();
  expect([null, "", "null", "{", '{"at":1}'].map((kept) => readNote(kept, 2000))).toEqual([null, null, null, null, null]);
});

test("a name is typed without its ending", () => expect(nameToType("assay-2026-11-23.zip")).toBe("assay-2026-11-23"));
