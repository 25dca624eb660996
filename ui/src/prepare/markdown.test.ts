import { describe, expect, test } from "vitest";
import { inline, looksLikeMarkdown, markdown, safeHref, withoutSigns, type Inline, type MarkdownBlock } from "./markdown";

const t = (text: string): Inline => ({ type: "text", text });
const p = (...children: Inline[]): MarkdownBlock => ({ type: "paragraph", children });

describe("blocks", () => {
  test("headings and paragraphs", () => {
    expect(markdown("# Title\nfirst\nsecond\n\nthird")).toEqual([{ type: "heading", level: 1, children: [t("Title")] }, p(t("first\nsecond")), p(t("third"))]);
  });
  test("fenced code keeps everything, also unclosed", () => {
    expect(markdown("```js\na **b**\n\n# c\n```\nx")).toEqual([{ type: "code", language: "js", text: "a **b**\n\n# c" }, p(t("x"))]);
    expect(markdown("~~~\nopen")).toEqual([{ type: "code", language: "", text: "open" }]);
    expect(markdown("````\n```\n````")).toEqual([{ type: "code", language: "", text: "```" }]);
  });
  test("lists within lists", () => {
    const [list] = markdown("1. one\n2. two\n   - inner\n   - other\n3. three");
    expect(list).toMatchObject({ type: "list", ordered: true, start: 1 });
    const items = (list as Extract<MarkdownBlock, { type: "list" }>).items;
    expect(items.length).toBe(3);
    expect(items[1]!.children[1]).toMatchObject({ type: "list", ordered: false, items: [{}, {}] });
  });
  test("list items with blank lines between", () => {
    const [list, ...rest] = markdown("* a\n\n* b\n\nafter");
    expect(list).toMatchObject({ type: "list", tight: false, items: [{}, {}] });
    expect(rest).toEqual([p(t("after"))]);
  });
  test("code within a list item", () => {
    const [list] = markdown("- run:\n  ```sh\n  ls\n  ```\n- done");
    expect(list).toMatchObject({ items: [{ children: [{ type: "paragraph" }, { type: "code", text: "ls" }] }, {}] });
  });
  test("tasks", () => {
    expect(markdown("- [x] done\n- [ ] open")).toMatchObject([{ items: [{ checked: true }, { checked: false }] }]);
  });
  test("tables, short rows filled, long rows cut", () => {
    const [table] = markdown("| a | b |\n|:--|--:|\n| 1 |\n| 1 | 2 | 3 |\nafter");
    expect(table).toMatchObject({ type: "table", align: ["left", "right"], rows: [[[t("1")], []], [[t("1")], [t("2")]]] });
  });
  test("a line with a bar alone is no table", () => expect(markdown("a | b\nc")).toEqual([p(t("a | b\nc"))]));
  test("quotes and rules", () => {
    expect(markdown("> a\n> > b\n\n---")).toEqual([{ type: "quote", children: [p(t("a")), { type: "quote", children: [p(t("b"))] }] }, { type: "rule" }]);
  });
  test("quotes without end are cut", () => expect(() => markdown(`${">".repeat(5000)} x`)).not.toThrow());
});

describe("within a line", () => {
  test("strong, emphasis, code, struck", () => {
    expect(inline("**a *b* c** `x*y` ~~z~~")).toEqual([
      { type: "strong", children: [t("a "), { type: "em", children: [t("b")] }, t(" c")] },
      t(" "),
      { type: "code", text: "x*y" },
      t(" "),
      { type: "del", children: [t("z")] },
    ]);
  });
  test("signs that mean nothing stay", () => {
    expect(inline("2 * 3 * 4")).toEqual([t("2 * 3 * 4")]);
    expect(inline("snake_case_name")).toEqual([t("snake_case_name")]);
    expect(inline("a ** b")).toEqual([t("a ** b")]);
    expect(inline("open **bold")).toEqual([t("open **bold")]);
    expect(inline("\\*not\\*")).toEqual([t("*not*")]);
    expect(inline("[no link] (x)")).toEqual([t("[no link] (x)")]);
  });
  test("links and pictures", () => {
    expect(inline("[a **b**](https://x.example) ![alt](y.png)")).toEqual([
      { type: "link", href: "https://x.example", children: [t("a "), { type: "strong", children: [t("b")] }] },
      t(" "),
      { type: "image", src: "y.png", alt: "alt" },
    ]);
    expect(inline("see https://x.example/a.")).toEqual([t("see "), { type: "link", href: "https://x.example/a", children: [t("https://x.example/a")] }, t(".")]);
  });
  test("addresses may have brackets", () => {
    expect(inline("[a](https://x.example/b_(c)) d")).toEqual([{ type: "link", href: "https://x.example/b_(c)", children: [t("a")] }, t(" d")]);
  });
  test("markup is text", () => expect(inline("<b>x</b><script>")).toEqual([t("<b>x</b><script>")]));
  // Where the time grew with the square of the length, these would take minutes each.
  test.each(["*a ", "**a", "[a](", "`", "[", "_a *b ", "http://"])(
    "takes no text long (%s)",
    (piece) => {
      expect(markdown(piece.repeat(40_000))).not.toEqual([]);
    },
    60_000,
  );
});

test("only links to the web may be followed", () => {
  expect(safeHref("https://x.example/a?b=c")).toBe("https://x.example/a?b=c");
  for (const href of ["javascript:alert(1)", "data:text/html,x", " https://x", "//x.example", "/p/default", "https://", "file:///etc"]) expect(safeHref(href)).toBeNull();
});

test("what is worth drawing", () => {
  for (const text of ["# a", "x\n- y", "a **b** c", "use `x`", "1. a", "| a | b |", "[a](b)", "it is *so*."]) expect(looksLikeMarkdown(text), text).toBe(true);
  for (const text of ["Where is my order 4711?", "a - b", "2*3", "snake_case", "C# is fine"]) expect(looksLikeMarkdown(text), text).toBe(false);
});

test("previews are without signs", () => {
  expect(withoutSigns("For **minus 20** use `x` ## Two * one")).toBe("For minus 20 use x Two one");
  expect(withoutSigns("2 * 3 is 6")).toBe("2 3 is 6");
});
