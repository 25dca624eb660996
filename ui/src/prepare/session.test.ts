import { expect, test } from "vitest";
import type { Message } from "../api/types";
import { lasted, turnsOf } from "./session";

const text = (role: string, content: string): Message => ({ role, parts: [{ type: "text", content }] });

test("a session's turn tells what was asked, the calls with their answers, and what came out", () => {
  const turns = turnsOf(
    [
      text("user", "Where is it?"),
      { role: "assistant", parts: [{ type: "tool_call", id: "1", name: "get_order", arguments: { id: 4 } }] },
      { role: "tool", parts: [{ type: "tool_call_response", id: "1", response: { status: "sent" } }] },
      text("assistant", "On its way."),
    ],
    "t",
  );
  expect(turns.map((t) => [t.role, t.output])).toEqual([["user", false], ["assistant", true], ["assistant", true]]);
  expect(turns[1]!.blocks).toMatchObject([{ type: "call", name: "get_order", answers: [{ status: "sent" }] }]);
  expect(new Set(turns.map((t) => t.key)).size).toBe(3);
});
test("messages without anybody asking are what came out", () => expect(turnsOf([text("assistant", "Hello")], "t").map((t) => t.output)).toEqual([true]));
test.each([
  ["2026-01-01T00:01:00Z", "1 min"],
  ["2026-01-01T00:00:00.040Z", ""],
])("a session lasts from its first trace to its last, at %s", (lastTime, told) => expect(lasted({ startTime: "2026-01-01T00:00:00Z", lastTime })).toBe(told));
