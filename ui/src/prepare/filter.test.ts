import { describe, expect, test } from "vitest";
import { completions, filterQuery, quoteValue, tokens, withTerm, withoutToken } from "./filter";

describe("a line", () => {
  test("becomes the API's parameters", () => {
    expect(filterQuery('model:gpt-5-mini status:error env:production "refund me" now')).toEqual([
      ["model", "gpt-5-mini"],
      ["status", "error"],
      ["environment", "production"],
      ["q", "refund me now"],
    ]);
  });
  test("may quote values, with quotes within", () => {
    expect(filterQuery('name:"get \\"the\\" order"')).toEqual([["name", 'get "the" order']]);
  });
  test("may end in an open quote while it is typed", () => {
    expect(filterQuery('name:"get or')).toEqual([["name", "get or"]]);
    expect(filterQuery('"half a phr')).toEqual([["q", "half a phr"]]);
  });
  test("takes what is no key as words", () => {
    expect(filterQuery("https://x.example/a modle:gpt")).toEqual([["q", "https://x.example/a modle:gpt"]]);
  });
  test("notes what looks like a key and is none", () => {
    expect(tokens("modle:gpt https://x.example 12:30").map((t) => t.note)).toEqual(["modle: is no key; it is looked for as text", "", ""]);
  });
  test("knows longer names and any case of a key", () => {
    expect(filterQuery("environment:dev Model:x")).toEqual([
      ["environment", "dev"],
      ["model", "x"],
    ]);
  });
  test("asks for every tag, and for other keys once", () => {
    expect(filterQuery("tag:a tag:b user:x user:y")).toEqual([
      ["tag", "a"],
      ["tag", "b"],
      ["user", "x"],
    ]);
    expect(tokens("user:x user:y")[1]!.fault).toBe("user can be asked for once");
  });
  test("says what is wrong with a value, and does not ask for it", () => {
    expect(tokens("status:bad")[0]!.fault).toBe("status is one of error, ok, unset");
    expect(filterQuery("status:bad kind:")).toEqual([]);
  });
  test("is cut without losing a character", () => {
    const line = '  model:a   "b c" status:error x ';
    for (const token of tokens(line)) expect(line.slice(token.start, token.end).trim()).toBe(line.slice(token.start, token.end));
    expect(tokens(line).map((t) => line.slice(t.start, t.end))).toEqual(["model:a", '"b c"', "status:error", "x"]);
  });
});

describe("a term", () => {
  test("is added, quoted where it must be", () => {
    expect(withTerm("refund", "name", "get order")).toBe('refund name:"get order"');
    expect(quoteValue('a"b')).toBe('"a\\"b"');
  });
  test("takes the place of the one with its key; tags add up", () => {
    expect(withTerm("model:a x", "model", "b")).toBe("model:b x");
    expect(withTerm("tag:a", "tag", "b")).toBe("tag:a tag:b");
    expect(withTerm("tag:a", "tag", "a")).toBe("tag:a");
  });
  test("can be taken away", () => {
    const line = "model:a x tag:b";
    expect(withoutToken(line, tokens(line)[1]!)).toBe("model:a tag:b");
  });
  test("reads back as it was written", () => {
    for (const value of ["a", "a b", 'say "x"', "back\\slash", "a:b", "ünï"]) {
      expect(filterQuery(withTerm("", "user", value))).toEqual([["user", value]]);
    }
  });
});

describe("completions", () => {
  const known = { model: ["gpt-5-mini", "claude", "my gpt"], user: ["u 1"] };
  test("offer keys for a word, and those only once that are asked for once", () => {
    expect(completions("mo", 2, known).map((c) => c.label)).toEqual(["model:"]);
    expect(completions("model:a mo", 10, known)).toEqual([]);
    expect(completions("mo", 2, known)[0]).toMatchObject({ line: "model:", caret: 6, done: false });
  });
  test("offer known values, those that begin so first", () => {
    expect(completions("model:gpt", 9, known).map((c) => c.label)).toEqual(["gpt-5-mini", "my gpt"]);
    expect(completions("model:gpt x", 9, known)[0]).toMatchObject({ line: "model:gpt-5-mini x", caret: 17, done: true });
  });
  test("quote what they take", () => {
    expect(completions("user:", 5, known)[0]!.line).toBe('user:"u 1" ');
  });
  test("offer the words of a fixed set", () => {
    expect(completions("status:e", 8, {}).map((c) => c.label)).toEqual(["error", "unset"]);
  });
});
