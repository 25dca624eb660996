import { expect, test } from "vitest";
import { find, piecesOf, wider, type Piece } from "./find";

const piece = (text: string): Piece => ({ speaker: "user", text, output: false });
const said = (pieces: Piece[], words: string) => find(pieces, words).excerpts.map((e) => e.marks.map(([from, to]) => pieces[e.piece]!.text.slice(from, to)));

test("words are found as they are written, whatever their case and the blanks between them", () => {
  const pieces = [piece("The Parcel\n left. (1.5 a.m.)"), piece("No parcel left")];
  expect(said(pieces, "parcel left")).toEqual([["Parcel\n left"], ["parcel left"]]);
  expect(said(pieces, "(1.5")).toEqual([["(1.5"]]);
  expect(said(pieces, "a-z")).toEqual([]);
  expect(find(pieces, "  ")).toEqual({ count: 0, excerpts: [], more: false });
});

test("what is close together is one place, with some words around it", () => {
  const text = `${"start ".repeat(100)}one two one ${"between ".repeat(100)}one`;
  const found = find([piece(text)], "one");
  expect(found.count).toBe(3);
  expect(found.excerpts.map((e) => e.marks.length)).toEqual([2, 1]);
  const [first] = found.excerpts;
  expect(text.slice(first!.from, first!.to)).toMatch(/^ start (?:start )*one two one (?:between )*between$/u);
  expect(wider(first!, text, 1_000_000)).toMatchObject({ from: 0, to: text.length });
});

test("places in a row do not show the same words twice", () => {
  const { excerpts } = find([piece("word and more. ".repeat(60))], "word");
  expect(excerpts.length).toBe(5);
  expect(excerpts.slice(1).every((e, i) => e.from >= Math.min(excerpts[i]!.to, e.marks[0]![0]))).toBe(true);
});

test("no character is cut in two, even where no blank is near", () => {
  const text = `${"👍".repeat(300)}x${"👍".repeat(300)}`;
  const [excerpt] = find([piece(text)], "x").excerpts;
  expect(() => encodeURIComponent(text.slice(excerpt!.from, excerpt!.to))).not.toThrow();
});

test("very many places are counted, and the first of them shown", () => {
  const found = find([piece(`a${" ".repeat(400)}`.repeat(1000))], "a");
  expect(found.excerpts).toHaveLength(200);
  expect(found).toMatchObject({ count: 1000, more: true });
});

test("a call of a tool is sought in with what the tool answered", () => {
  const turn = { key: "o0", role: "assistant", name: "", output: true, blocks: [{ type: "call" as const, name: "get_order", id: "", args: { id: 4711 }, answers: [{ state: "sent" }], later: false }] };
  expect(piecesOf([turn]).map((p) => [p.speaker, p.text.replaceAll(/\s/gu, "")])).toEqual([
    ["tool", 'get_order({"id":4711})'],
    ["tool", '{"state":"sent"}'],
  ]);
});
