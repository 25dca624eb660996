import { describe, expect, test } from "vitest";
import type { Message, Part } from "../api/types";
import { answersIn, conversation, spanBefore, turns } from "./conversation";
import { span } from "./samples";
import { columnsOf, Tree } from "./tree";

const text = (role: string, content: string): Message => ({ role, parts: [{ type: "text", content }] });
const call = (id: string, name = "get_order", args: unknown = { id: 1 }): Part => ({ type: "tool_call", id, name, arguments: args });
const answer = (id: string, response: unknown): Message => ({ role: "tool", parts: [{ type: "tool_call_response", id, response }] });

describe("turns", () => {
  test("begin with the instructions", () => {
    const list = turns(span({ kind: "llm", systemInstructions: [{ type: "text", content: "Be brief." }], input: [text("user", "Hi")] }));
    expect(list.map((t) => t.role)).toEqual(["system", "user"]);
  });
  test("put an answer beside its call, by id", () => {
    const list = turns(
      span({ kind: "llm", input: [text("user", "?"), { role: "assistant", parts: [call("a"), call("b")] }, answer("b", { n: 2 }), answer("a", '{"n":1}')] }),
    );
    expect(list.map((t) => t.role)).toEqual(["user", "assistant"]);
    expect(list[1]!.blocks).toMatchObject([
      { type: "call", id: "a", answers: [{ n: 1 }] },
      { type: "call", id: "b", answers: [{ n: 2 }] },
    ]);
  });
  test("put answers without an id beside the calls in their order", () => {
    const list = turns(span({ kind: "llm", input: [{ role: "assistant", parts: [call("", "x"), call("", "y")] }, answer("", "1"), answer("", "2")] }));
    expect(list[0]!.blocks).toMatchObject([
      { name: "x", answers: ["1"] },
      { name: "y", answers: ["2"] },
    ]);
  });
  test("keep an answer whose call is not there", () => {
    const list = turns(span({ kind: "llm", input: [answer("gone", "x")] }));
    expect(list).toMatchObject([{ role: "tool", blocks: [{ type: "answer", id: "gone", value: "x" }] }]);
  });
  test("of a span that is no chat are its input and its output", () => {
    const list = turns(span({ kind: "tool", input: [text("user", '{"id":1}')], output: [text("tool", "fine")] }));
    expect(list).toMatchObject([
      { role: "input", blocks: [{ type: "json", value: { id: 1 } }] },
      { role: "output", blocks: [{ type: "text", text: "fine" }], output: true },
    ]);
  });
  test("keep parts nobody knows", () => {
    const part = { type: "image", uri: "https://x" };
    expect(turns(span({ kind: "llm", input: [{ role: "user", parts: [part] }] }))[0]!.blocks).toEqual([{ type: "other", part }]);
  });
  test("keep a message without parts", () => {
    expect(turns(span({ kind: "llm", input: [{ role: "user", parts: [] }] })).length).toBe(1);
  });
  test("survive parts that are not as promised", () => {
    const parts = [{ type: "text" }, { type: "reasoning", content: 1 }, { type: "tool_call" }, { type: "tool_call_response" }];
    expect(() => turns(span({ kind: "llm", input: [{ role: "user", parts }] }))).not.toThrow();
  });
});

describe("a conversation", () => {
  const first = span({ spanId: "1", kind: "llm", systemInstructions: [{ type: "text", content: "Be brief." }], input: [text("user", "Where?")], output: [{ role: "assistant", parts: [{ type: "reasoning", content: "hm" }, call("a")] }] });
  const second = span({
    spanId: "2",
    kind: "llm",
    systemInstructions: first.systemInstructions,
    input: [text("user", "Where?"), { role: "assistant", parts: [call("a")] }, answer("a", { status: "sent" })],
    output: [text("assistant", "On its way.")],
  });

  test("folds what stands in the span before, and shows the new answer of a tool beside its call", () => {
    const items = conversation(second, first);
    expect(items.map((i) => (i.type === "same" ? `${i.turns.length} same` : i.turn.role))).toEqual(["2 same", "assistant", "assistant"]);
    expect(items[1]).toMatchObject({ turn: { blocks: [{ type: "call", answers: [{ status: "sent" }] }] } });
  });
  test("never folds what came out", () => {
    expect(conversation(span({ ...first, output: [text("user", "Where?")] }), first).at(-1)!.type).toBe("turn");
  });
  test("shows what a later span says the tool answered", () => {
    const items = conversation(first, null, answersIn([first, second]));
    expect(items.at(-1)).toMatchObject({ turn: { blocks: [{ type: "reasoning" }, { type: "call", later: true, answers: [{ status: "sent" }] }] } });
  });
  test("folds nothing without a span before", () => {
    expect(conversation(second, null).every((i) => i.type === "turn")).toBe(true);
  });
  test("compares with the model call before, not with a parent", () => {
    const tree = new Tree(columnsOf([
      span({ spanId: "r", kind: "agent", input: first.input }),
      span({ ...first, parentSpanId: "r", startTime: "2026-01-01T00:00:00.1Z" }),
      span({ spanId: "t", parentSpanId: "r", kind: "tool", startTime: "2026-01-01T00:00:00.2Z" }),
      span({ ...second, parentSpanId: "r", startTime: "2026-01-01T00:00:00.3Z" }),
    ]));
    expect(spanBefore(tree, tree.of("2")!)!.span.spanId).toBe("1");
    expect(spanBefore(tree, tree.of("1")!)).toBeNull();
    expect(spanBefore(tree, tree.of("t")!)).toBeNull();
  });
  test("does not take a model call for its own child's span before", () => {
    const tree = new Tree(columnsOf([first, span({ ...second, parentSpanId: "1" })]));
    expect(spanBefore(tree, tree.of("2")!)).toBeNull();
  });
});
