import { describe, expect, it } from "vitest";
import { inShort, problemOf } from "./client";

describe("inShort", () => {
  const refused = JSON.stringify({ title: "Not available", detail: "a backup is being restored", status: 503 });
  it.each([
    [503, refused, "Not available: a backup is being restored"],
    [502, "<html>Bad gateway</html>", "The server answered 502"],
    [500, "", "The server answered 500"],
  ])("says of %s what the server said", (status, answer, told) => {
    expect(inShort(problemOf(status, answer))).toBe(told);
  });
});
