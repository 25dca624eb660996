import type { Json, Message, Part, Span } from "../api/types";
import { asJson, jsonInText } from "./json";
import { lineCount } from "./long";
import type { Node, Tree } from "./tree";

/** A piece of a message, ready to be drawn. */
export type Block =
  | { type: "text"; text: string }
  | { type: "json"; value: Json }
  | { type: "reasoning"; text: string }
  /** A tool call, with what the tool answered where that is known; `later` where a later span tells. */
  | { type: "call"; name: string; id: string; args: Json; answers: Json[]; later: boolean }
  /** An answer whose call is not here. */
  | { type: "answer"; id: string; value: Json }
  | { type: "other"; part: Part };

export interface Turn {
  key: string;
  /** As it came: `user`, `assistant`, `system`, `tool`, ... or `input` and `output` where a span is no chat. */
  role: string;
  name: string;
  blocks: Block[];
  /** Whether this came out of the span, rather than went in. */
  output: boolean;
}

export type Item =
  | { type: "turn"; turn: Turn }
  /** Turns that stand word for word in the span before. */
  | { type: "same"; key: string; turns: Turn[] };

/** The turns of a span: instructions, what went in, what came out; each answer of a tool beside its call. */
export function turns(span: Pick<Span, "kind" | "input" | "output" | "systemInstructions">): Turn[] {
  const chat = span.kind === "llm" || span.kind === "agent" || span.input.length > 1 || span.output.length > 1;
  const list: Turn[] = [];
  if (span.systemInstructions.length > 0) {
    list.push({ key: "system", role: "system", name: "", blocks: span.systemInstructions.map(block), output: false });
  }
  const add = (message: Message, key: string, output: boolean) =>
    list.push({
      key,
      role: chat ? message.role : output ? "output" : "input",
      name: message.name ?? "",
      blocks: message.parts.map(block),
      output,
    });
  span.input.forEach((message, i) => add(message, `i${i}`, false));
  span.output.forEach((message, i) => add(message, `o${i}`, true));
  return besideTheirCalls(list);
}

function block(part: Part): Block {
  switch (part.type) {
    case "text": {
      if (typeof part.content !== "string") return { type: "other", part };
      const value = jsonInText(part.content);
      return value === undefined ? { type: "text", text: part.content } : { type: "json", value };
    }
    case "reasoning":
      return typeof part.content === "string" ? { type: "reasoning", text: part.content } : { type: "other", part };
    case "tool_call":
      return { type: "call", name: word(part.name), id: word(part.id), args: unwrapped(part.arguments), answers: [], later: false };
    case "tool_call_response":
      return { type: "answer", id: word(part.id), value: unwrapped(part.response) };
    default:
      return { type: "other", part };
  }
}

const word = (value: unknown) => (typeof value === "string" ? value : "");

/** JSON that came as a text is shown as JSON. */
function unwrapped(value: unknown): Json {
  return typeof value === "string" ? (jsonInText(value) ?? value) : asJson(value);
}

/** Moves each answer to the newest call before it that has its id, or, without an id, to the oldest open call. */
function besideTheirCalls(list: Turn[]): Turn[] {
  const calls: Extract<Block, { type: "call" }>[] = [];
  const kept: Turn[] = [];
  for (const turn of list) {
    const blocks: Block[] = [];
    for (const piece of turn.blocks) {
      if (piece.type === "call") calls.push(piece);
      if (piece.type === "answer") {
        const call = piece.id
          ? calls.findLast((c) => c.id === piece.id && c.answers.length === 0)
          : calls.find((c) => c.answers.length === 0);
        if (call) {
          call.answers.push(piece.value);
          continue;
        }
      }
      blocks.push(piece);
    }
    if (blocks.length > 0 || turn.blocks.length === 0) kept.push({ ...turn, blocks });
  }
  return kept;
}

/** What makes two turns the same to a reader. Thoughts are left out: clients do not send them back. */
function fingerprint(turn: Turn): string {
  const role = turn.role === "developer" ? "system" : turn.role;
  const blocks = turn.blocks.filter((b) => b.type !== "reasoning");
  return JSON.stringify([role, blocks.map((b) => (b.type === "call" ? [b.name, b.args, b.answers] : b.type === "answer" ? [b.value] : b))]);
}

/** What tools answered anywhere in a trace, by the id of the call. */
export function answersIn(spans: Iterable<Span>): ReadonlyMap<string, Json> {
  const answers = new Map<string, Json>();
  for (const span of spans) {
    for (const message of span.input) {
      for (const part of message.parts) {
        if (part.type === "tool_call_response" && typeof part.id === "string" && part.id && !answers.has(part.id)) {
          answers.set(part.id, unwrapped(part.response));
        }
      }
    }
  }
  return answers;
}

/**
 * The span's turns; those that stand in the span before as well are gathered and folded. A call that this span does not
 * see answered shows what a later one saw.
 */
export function conversation(span: Span, before: Span | null, later: ReadonlyMap<string, Json> = new Map()): Item[] {
  const seen = new Set(before ? turns(before).map(fingerprint) : []);
  const items: Item[] = [];
  for (const turn of turns(span)) {
    for (const piece of turn.output ? turn.blocks : []) {
      const answer = piece.type === "call" && piece.answers.length === 0 ? later.get(piece.id) : undefined;
      if (piece.type === "call" && answer !== undefined) {
        piece.answers.push(answer);
        piece.later = true;
      }
    }
    if (turn.output || !seen.has(fingerprint(turn))) {
      items.push({ type: "turn", turn });
      continue;
    }
    const last = items.at(-1);
    if (last?.type === "same") last.turns.push(turn);
    else items.push({ type: "same", key: `same-${turn.key}`, turns: [turn] });
  }
  return items;
}

/** The model call that a reader saw before this one: the nearest above in the tree that is not one of its parents. */
export function spanBefore(tree: Tree, node: Node): Node | null {
  if (node.span.kind !== "llm") return null;
  for (let i = node.index - 1; i >= 0 && i >= node.index - 500; i--) {
    if (tree.kind(i) === "llm" && tree.end(i) <= node.index && tree.hasText(i)) return tree.at(i);
  }
  return null;
}

/** All the text of a turn's plain blocks, to fold a system prompt to its first line. */
export function textOf(turn: Turn): string | null {
  return turn.blocks.every((b) => b.type === "text") ? turn.blocks.map((b) => (b as { text: string }).text).join("\n\n") : null;
}

/** About how high an item stands, in pixels, where 80 characters go on a line of 24. */
export function heightOf(item: Item): number {
  if (item.type === "same") return 30;
  let height = 14;
  for (const b of item.turn.blocks) {
    if (b.type === "text") height += Math.min(32, b.text.length > 3000 ? 32 : lineCount(b.text) + b.text.length / 90) * 24;
    else if (b.type === "call") height += 26 + b.answers.length * 160;
    else height += b.type === "reasoning" ? 24 : 120;
  }
  return Math.round(item.turn.role === "system" ? 38 : height);
}
