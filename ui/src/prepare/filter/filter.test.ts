import { describe, expect, test } from "vitest";
import { completions, wantedAt } from "./complete";
import { asked, quoteValue, termOf, toggled, without, withTerm } from "./edit";
import { fields } from "./fields";
import { read } from "./read";

const fault = (line: string) => {
  const found = read(line).fault;
  return found && `${found.at} ${found.what} (${found.expected})`;
};

describe("a line", () => {
  test("of docs/filters.md is read without a fault", () => {
    for (const line of [
      'model:gpt-5*,claude* -has:error duration:>2s (tag:vip OR user:u-17) "refund"',
      "provider:openai has:error",
      "-duration:>=1s",
      "tokens:>1.5k cost:>$1 cost:>=0.01 tokens.input:<=2M",
      "start:>2026-11-01 end:<=2026-11-01T14:00",
      'attributes.gen_ai.x:a* metadata.k:<0.5 score.helpful:true score.a\\ b:warm*',
      "env:x Model:y STATUS:Error",
      "--a - b (a AND b) OR c",
      "12:30 https",
      "",
      "   ",
      'name:"get \\"the\\" order",b*',
    ]) {
      expect(fault(line), line).toBeNull();
    }
  });
  test("says where it cannot be read, and what was expected", () => {
    expect(fault("x modle:gpt")).toBe("2 modle is no field (did you mean model? As text, quote it)");
    expect(fault("status:bad")).toBe("7 status is asked for bad (one of error, ok, unset)");
    expect(fault("model:")).toBe("6 model has no value (a text, where * stands for any characters)");
    expect(fault("model:a,")).toMatch(/^8 model has no value/u);
    expect(fault("duration:>2")).toBe("9 duration is asked for >2 (a duration like >2s, <=150ms or >1.5m)");
    expect(fault("start:2026-11-01")).toMatch(/^6 start is asked for/u);
    expect(fault("model:>a")).toMatch(/^6 model is asked for >a/u);
    expect(fault('name:"get or')).toBe('5 the quote is never closed (a ")');
    expect(fault("(a OR b")).toBe("0 ( is never closed (a ))");
    expect(fault("a)")).toMatch(/^1 \) closes nothing/u);
    expect(fault("a OR")).toMatch(/^4 the filter ends where a term was expected/u);
    expect(fault("(a OR )")).toMatch(/^6 \) stands where a term was expected/u);
    expect(fault("OR a")).toMatch(/^0 OR stands where/u);
    expect(fault("has:modle")).toMatch(/^4 modle is no field/u);
    expect(fault('model:a"b"')).toMatch(/^7 " follows a value/u);
    expect(fault("a\\")).toMatch(/^1 a backslash ends the filter/u);
    expect(fault('""')).toMatch(/^0 the text is blank/u);
    expect(fault(`${"(".repeat(51)}a${")".repeat(51)}`)).toMatch(/nested deeper/u);
    expect(fault("a ".repeat(201))).toMatch(/more than 200 terms/u);
  });
  test("is cut without losing a character", () => {
    const line = '  model:a,"b c"  -(x OR "y z") duration:>2s ';
    let at = 0;
    for (const token of read(line).tokens) {
      expect(line.slice(at, token.start).trim()).toBe("");
      at = token.end;
    }
    expect(line.slice(at).trim()).toBe("");
  });
  test("knows its outermost terms", () => {
    expect(read("a -model:b (c OR d)").terms.map((t) => [t.start, t.end, t.negated])).toEqual([
      [0, 1, false],
      [2, 10, true],
      [11, 19, false],
    ]);
    expect(read("a OR b")).toMatchObject({ terms: [], alternatives: true });
  });
});

describe("a term", () => {
  test("is added, quoted where it must be", () => {
    expect(withTerm("refund", ["name", "get order"])).toBe('refund name:"get order"');
    expect(quoteValue('a"b*')).toBe('"a\\"b*"');
    expect(termOf(["duration", ">=2s"])).toBe("duration:>=2s");
    expect(termOf(["attributes.a b", "x"], true)).toBe("-attributes.a\\ b:x");
  });
  test("takes the place of its field's value and of its opposite; tags and what is left out add up", () => {
    expect(withTerm("model:a x", ["model", "b"])).toBe("model:b x");
    expect(withTerm("-model:a x", ["model", "a"])).toBe("model:a x");
    expect(withTerm("model:a x", ["model", "a"], true)).toBe("-model:a x");
    expect(withTerm("-model:a", ["model", "b"], true)).toBe("-model:a -model:b");
    expect(withTerm("tag:a", ["tag", "b"])).toBe("tag:a tag:b");
    expect(withTerm("tag:a", ["tag", "a"])).toBe("tag:a");
    expect(withTerm("env:x", ["environment", "y"])).toBe("environment:y");
  });
  test("holds beside alternatives", () => expect(withTerm("a OR b", ["user", "u"])).toBe("(a OR b) user:u"));
  test("is seen and taken away again", () => {
    expect(asked("x -model:a", ["model", "a"])).toBe("out");
    expect(asked('model:"a b"', ["model", "a b"])).toBe("in");
    expect(asked("model:a*", ["model", "a*"])).toBeNull();
    expect(without("x -model:a y", ["model", "a"])).toBe("x y");
    expect(asked("model:a,b", ["model", "b"])).toBe("in");
  });
  test("is one of several, comes and goes", () => {
    expect(toggled("x", ["model", "a"], false)).toBe("x model:a");
    expect(toggled("model:a x", ["model", "b c"], false)).toBe('model:a,"b c" x');
    expect(toggled('model:a,"b c" x', ["model", "a"], false)).toBe('model:"b c" x');
    expect(toggled("model:a,b,c", ["model", "b"], false)).toBe("model:a,c");
    expect(toggled("model:a,b", ["model", "b"], false)).toBe("model:a");
    expect(toggled("model:a", ["model", "a"], false)).toBe("");
    expect(toggled("model:a,b", ["model", "b"], true)).toBe("model:a -model:b");
    expect(toggled("-model:b", ["model", "b"], true)).toBe("");
    expect(toggled("-model:b", ["model", "b"], false)).toBe("model:b");
  });
  test("reads back as it was written, without a fault", () => {
    for (const value of ["a", "a b", 'say "x"', "back\\slash", "a:b", "ünï", ">2", "*", "(x)", "-a", "a,b"]) {
      for (const not of [false, true]) {
        const line = withTerm("", ["user", value], not);
        expect(fault(line), line).toBeNull();
        expect(asked(line, ["user", value])).toBe(not ? "out" : "in");
      }
    }
  });
});

describe("completions", () => {
  const known = { model: [{ value: "gpt-5-mini" }, { value: "claude" }, { value: "my gpt" }], user: [{ value: "u 1" }], "score.": [{ value: "helpful" }] };
  const labels = (line: string, caret = line.length) => completions(line, caret, known).map((c) => c.label);
  test("offer fields for a word, those that begin so first", () => {
    expect(labels("mo").slice(0, 2)).toEqual(["model:", "request.model:"]);
    expect(completions("mo", 2, known)[0]).toMatchObject({ line: "model:", caret: 6, done: false });
    expect(labels("-mo")[0]).toBe("model:");
    expect(labels("has:mo")[0]).toBe("model");
    expect(completions("has:mo", 6, known)[0]).toMatchObject({ line: "has:model ", done: true });
  });
  test("offer known values, also the second one, and within brackets", () => {
    expect(labels("model:gpt")).toEqual(["gpt-5-mini", "my gpt"]);
    expect(completions("model:gpt x", 9, known)[0]).toMatchObject({ line: "model:gpt-5-mini x", caret: 17, done: true });
    expect(completions("(model:a,cl)", 11, known)[0]!.line).toBe("(model:a,claude)");
    expect(completions("user:", 5, known)[0]!.line).toBe('user:"u 1" ');
  });
  test("offer words, operators and made-up keys", () => {
    expect(labels("status:e")).toEqual(["error", "unset"]);
    expect(labels("duration:>").every((l) => l.startsWith(">"))).toBe(true);
    expect(labels("score.h")).toEqual(["score.helpful:"]);
  });
  test("know what to ask the server for", () => {
    expect(wantedAt("model:gp", 8)).toEqual({ field: "model", typed: "gp" });
    expect(wantedAt("score.he", 8)).toEqual({ field: "score.", typed: "he" });
    expect(wantedAt("status:e", 8)).toBeNull();
    expect(wantedAt("mod", 3)).toBeNull();
  });
  test("of operators stand where a number was meant, all others can be read", () => {
    const offered = fields.flatMap(({ name }) => completions(`${name}:`, name.length + 1, known));
    const unread = offered.filter((c) => fault(c.line) !== null).map((c) => c.label);
    expect([...new Set(unread)].sort()).toEqual(["<", "<=", ">", ">="]);
  });
});
