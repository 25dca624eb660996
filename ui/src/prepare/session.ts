import type { Message, Span } from "../api/types";
import { turns, type Turn } from "./conversation";
import { duration } from "./format";

/** The turns of a conversation that is no span's: each answer of a tool beside its call, the assistant's words as what came out. */
export function turnsOf(messages: readonly Message[], key: string): Turn[] {
  const last = messages.findLastIndex((message) => message.role !== "assistant" && message.role !== "tool");
  const talk: Pick<Span, "kind" | "input" | "output" | "systemInstructions"> = { kind: "llm", input: messages.slice(0, last + 1), output: messages.slice(last + 1), systemInstructions: [] };
  return turns(talk).map((turn) => ({ ...turn, key: `${key} ${turn.key}` }));
}

/** How long after its first trace its last began, where that says anything: imported traces without times stand close together. */
export function lasted(summary: { startTime: string; lastTime: string }): string {
  const ms = Date.parse(summary.lastTime) - Date.parse(summary.startTime);
  return ms < 1000 ? "" : duration(ms);
}
