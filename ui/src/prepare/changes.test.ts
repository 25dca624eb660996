import { describe, expect, test } from "vitest";
import { changes, closeTo, diff, toolName } from "./changes";
import { span } from "./samples";

describe("what changed against the span before", () => {
  test("is nothing where the requests are the same, whatever they were answered", () => {
    const one = span({ requestModel: "a", attributes: { "gen_ai.request.temperature": 0.4, "gen_ai.response.time_to_first_chunk": 1, otlp: {} } });
    const two = span({ requestModel: "a", attributes: { "gen_ai.request.temperature": 0.4, "gen_ai.response.time_to_first_chunk": 2, resource: {} } });
    expect(changes(one, two)).toEqual([]);
  });
  test("are model, parameters and tools", () => {
    const one = span({ requestModel: "a", attributes: { "gen_ai.request.temperature": 0.4 }, tools: [{ name: "x", d: 1 }, { type: "function", function: { name: "y" } }] });
    const two = span({ requestModel: "b", attributes: { "gen_ai.request.max_tokens": 9 }, tools: [{ name: "x", d: 2 }, { name: "z" }] });
    expect(changes(one, two)).toEqual([
      { type: "value", name: "model", before: "a", now: "b" },
      { type: "value", name: "max_tokens", before: "", now: "9" },
      { type: "value", name: "temperature", before: "0.4", now: "" },
      { type: "tools", added: ["z"], removed: ["y"], changed: ["x"] },
    ]);
  });
  test("are fields of what came as JSON", () => {
    const one = span({ attributes: { params: '{"seed": 1, "format": {"type": "text"}, "stop": ["a"]}' } });
    const two = span({ attributes: { params: { seed: 1, format: { type: "json_schema", schema: { a: 1 } }, stop: ["a"] }, extra: '{"n":2}' } });
    expect(changes(one, two)).toEqual([
      { type: "value", name: "extra.n", before: "", now: "2" },
      { type: "value", name: "params.format.schema", before: "", now: '{"a":1}' },
      { type: "value", name: "params.format.type", before: "text", now: "json_schema" },
    ]);
  });
  test("are lines of the instructions, wherever those stand", () => {
    const one = span({ systemInstructions: [{ type: "text", content: "a\nb\nc" }] });
    const two = span({ input: [{ role: "system", parts: [{ type: "text", content: "a\nB\nc\nd" }] }] });
    expect(changes(one, two)).toMatchObject([{ type: "system", added: 2, removed: 1 }]);
  });
  test("are not told where there were no instructions before", () => expect(changes(span(), span({ systemInstructions: [{ type: "text", content: "a" }] }))).toEqual([]));
});

describe("lines", () => {
  const drawn = (a: string, b: string) => diff([...a], [...b]).map((l) => l.sign + l.text).join("");
  test("that are common stay", () => {
    expect(drawn("abc", "abc")).toBe(" a b c");
    expect(drawn("abcd", "acxd")).toBe(" a-b c+x d");
    expect(drawn("", "ab")).toBe("+a+b");
    expect(drawn("ab", "")).toBe("-a-b");
  });
  test("far from a difference are counted", () => {
    expect(closeTo(diff([..."abcdefgh"], [..."abcdeXgh"]), 1).map((r) => (r.sign === "…" ? r.hidden : r.sign + r.text))).toEqual([4, " e", "-f", "+X", " g", 1]);
  });
  test("by the thousand take no long", () => {
    const many = Array.from({ length: 4000 }, (_, i) => `${i}`);
    const start = performance.now();
    expect(diff(many, many.map((l) => `${l}x`))).toHaveLength(8000);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

test("a tool has the name its client gave it", () => {
  expect([{ name: "a" }, { function: { name: "b" } }, "c", null].map(toolName)).toEqual(["a", "b", null, null]);
});
