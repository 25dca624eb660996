import type { Json } from "../api/types";
import type { Turn } from "./conversation";

/** A text in which words are sought, and who said it. */
export interface Piece {
  speaker: string;
  text: string;
  output: boolean;
}

/** A stretch of a text with what was found in it, as offsets into the text. */
export interface Excerpt {
  piece: number;
  from: number;
  to: number;
  marks: [number, number][];
}

export interface Found {
  /** How often the words stand in the texts; of very many, the first 100,000 are counted. */
  count: number;
  /** The first places; what is found close together is one. */
  excerpts: Excerpt[];
  /** Whether there are more places than these. */
  more: boolean;
}

const AROUND = 140;
const MOST = 200;
/** So many that are found close together are one place. */
const TOGETHER = 12;
/** Nobody wants to know how much more often; counting on would take long. */
const COUNTED = 100_000;

const onlyText = (value: Json) => (typeof value === "string" ? value : JSON.stringify(value, null, 2));

/** All that is said in some turns, JSON as it is written. */
export function piecesOf(turns: readonly Turn[]): Piece[] {
  const pieces: Piece[] = [];
  for (const turn of turns) {
    const add = (text: string, speaker = turn.role) => {
      if (text) pieces.push({ speaker, text, output: turn.output });
    };
    for (const block of turn.blocks) {
      switch (block.type) {
        case "text":
        case "reasoning":
          add(block.text);
          break;
        case "json":
        case "answer":
          add(onlyText(block.value));
          break;
        case "call":
          add(`${block.name}(${onlyText(block.args)})`, "tool");
          for (const answer of block.answers) add(onlyText(answer), "tool");
          break;
        case "other":
          add(JSON.stringify(block.part));
      }
    }
  }
  return pieces;
}

/** Where the words stand, as they are written but for upper and lower case; any blanks between them. */
export function find(pieces: readonly Piece[], words: string): Found {
  const found: Found = { count: 0, excerpts: [], more: false };
  const parts = words.trim().split(/\s+/u).filter(Boolean);
  if (parts.length === 0) return found;
  const pattern = new RegExp(parts.map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, "\\$&")).join("\\s+"), "giu");
  pieces.forEach(({ text }, piece) => {
    let last: Excerpt | undefined;
    for (const match of text.matchAll(pattern)) {
      if (found.count === COUNTED) return;
      found.count++;
      const mark: [number, number] = [match.index, match.index + match[0].length];
      if (last && last.marks.length < TOGETHER && mark[0] - last.marks.at(-1)![1] < 2 * AROUND) {
        last.marks.push(mark);
        last.to = edge(text, mark[1] + AROUND, 1);
      } else if (found.excerpts.length < MOST) {
        // Two places do not show the same words.
        last = { piece, from: Math.min(mark[0], Math.max(edge(text, mark[0] - AROUND, -1), last?.to ?? 0)), to: edge(text, mark[1] + AROUND, 1), marks: [mark] };
        found.excerpts.push(last);
      } else {
        last = undefined;
        found.more = true;
      }
    }
  });
  return found;
}

/** The same place with much more around it. */
export const wider = (excerpt: Excerpt, text: string, by: number): Excerpt => ({ ...excerpt, from: edge(text, excerpt.from - by, -1), to: edge(text, excerpt.to + by, 1) });

/** A place to cut a text at: between two words where one is near, and never within a character. */
function edge(text: string, at: number, step: 1 | -1): number {
  if (at <= 0) return 0;
  if (at >= text.length) return text.length;
  for (let i = at; Math.abs(i - at) < 24 && i > 0 && i < text.length; i += step) if (/\s/u.test(text[i]!)) return i;
  const low = text.charCodeAt(at) >= 0xdc00 && text.charCodeAt(at) < 0xe000;
  return low ? at + step : at;
}
