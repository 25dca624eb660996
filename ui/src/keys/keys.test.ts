import { describe, expect, test } from "vitest";
import { commands, keyLabel, type Command } from "./commands";
import { Matcher, stroke } from "./match";

const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
const everything = () => true;

describe("a press", () => {
  test("has a name", () => {
    expect(stroke(press("j"))).toBe("j");
    expect(stroke(press("G", { shiftKey: true }))).toBe("G");
    expect(stroke(press(" "))).toBe("Space");
    expect(stroke(press(" ", { shiftKey: true }))).toBe("Shift+Space");
    expect(stroke(press("K", { ctrlKey: true }))).toBe("Mod+k");
    expect(stroke(press("k", { metaKey: true }))).toBe("Mod+k");
  });
  test("of a modifier, or with Alt, has none", () => {
    expect(stroke(press("Shift", { shiftKey: true }))).toBeNull();
    expect(stroke(press("j", { altKey: true }))).toBeNull();
  });
});

describe("the matcher", () => {
  test("finds a command by its key", () => expect(new Matcher().press("j", 0, everything)).toEqual(["list.next"]));
  test("takes two presses for one within a moment", () => {
    const matcher = new Matcher();
    expect(matcher.press("g", 0, everything)).toEqual([]);
    expect(matcher.press("g", 500, everything)).toEqual(["list.first"]);
    matcher.press("g", 1000, everything);
    expect(matcher.press("t", 1200, everything)).toEqual(["page.traces"]);
  });
  test("forgets the first press after a while", () => {
    const matcher = new Matcher();
    matcher.press("g", 0, everything);
    expect(matcher.press("t", 5000, everything)).toEqual(["page.theme"]);
  });
  test("sees only what is there", () => {
    const only = (name: Command) => (c: Command) => c === name;
    expect(new Matcher().press("y", 0, only("trace.copy"))).toEqual(["trace.copy"]);
    expect(new Matcher().press("y", 0, only("list.copy"))).toEqual(["list.copy"]);
    expect(new Matcher().press("j", 0, () => false)).toEqual([]);
  });
});

test("a key serves two commands only where one is the list's and one the trace's", () => {
  const byKey = new Map<string, string[]>();
  for (const [name, command] of Object.entries(commands)) {
    for (const key of command.keys) byKey.set(key, [...(byKey.get(key) ?? []), name.split(".")[0]!]);
  }
  for (const [key, groups] of byKey) expect(new Set(groups).size, key).toBe(groups.length);
  expect(byKey.get("j")).toEqual(["list"]);
});

test("keys are written for people", () => {
  expect(keyLabel("Mod+k", false)).toBe("Ctrl K");
  expect(keyLabel("Mod+k", true)).toBe("⌘ K");
  expect(keyLabel("ArrowDown", false)).toBe("↓");
  expect(keyLabel("g g", false)).toBe("g g");
});
