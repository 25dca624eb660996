import type { Span, TraceSummary } from "../api/types";
import { compact, counted, money, took, whole } from "./format";
import type { FieldValue } from "./filter/edit";

export interface Fact {
  label: string;
  value: string;
  /** More on hover. */
  title?: string;
  /** The filter that finds more like it. */
  filter?: FieldValue;
  tone?: "fail";
}

/**
 * What is worth knowing about a span beside its texts, in the order of asking. Who it was for and where it ran is said
 * once, at the root, unless it differs below.
 */
export function facts(span: Span, ms: number, root: Pick<Span, "spanId" | "sessionId" | "userId" | "service" | "environment" | "tags"> = span): Fact[] {
  const list: Fact[] = [];
  const add = (label: string, value: string | null | undefined, more: Omit<Fact, "label" | "value"> = {}) => {
    if (value) list.push({ label, value, ...more });
  };
  const { requestModel: asked, responseModel: answered } = span;
  if (asked && answered && asked !== answered) {
    add("model", `${asked} → ${answered}`, { filter: ["model", answered], title: `asked ${asked}, answered ${answered}` });
  } else {
    add("model", answered ?? asked, { filter: ["model", answered ?? asked ?? ""] });
  }
  add("provider", span.provider, { filter: ["provider", span.provider ?? ""] });
  const usage = span.usage;
  const parts = (pairs: [string, number | null][]) => {
    const known = pairs.filter(([, n]) => n).map(([word, n]) => `${compact(n!)} ${word}`);
    return known.length > 0 ? ` (${known.join(", ")})` : "";
  };
  if (usage.inputTokens !== null) {
    add("in", compact(usage.inputTokens) + parts([["cached", usage.cacheReadTokens], ["cache written", usage.cacheWriteTokens]]), {
      title: `${whole(usage.inputTokens)} input tokens`,
    });
  }
  if (usage.outputTokens !== null) {
    add("out", compact(usage.outputTokens) + parts([["reasoning", usage.reasoningTokens]]), {
      title: `${whole(usage.outputTokens)} output tokens`,
    });
  }
  add("took", took(ms));
  const derived = span.attributes["assay.import.derived"];
  if (Array.isArray(derived) && derived.includes("time")) add("time", "not in the file", { title: "The file did not tell when this was; it stands where it was imported." });
  if (usage.outputTokens && ms >= 100 && span.kind === "llm") add("speed", `${compact(usage.outputTokens / (ms / 1000))} tokens/s`);
  if (span.costUsd !== null) add("cost", money(span.costUsd), { title: `$${span.costUsd}` });
  for (const reason of span.finishReasons) add("finish", reason, { filter: ["finish", reason] });
  const own = (field: "sessionId" | "userId" | "service" | "environment") =>
    span.spanId === root.spanId || span[field] !== root[field] ? span[field] : null;
  add("session", own("sessionId"), { filter: ["session", span.sessionId ?? ""] });
  add("user", own("userId"), { filter: ["user", span.userId ?? ""] });
  for (const tag of span.tags.filter((t) => span.spanId === root.spanId || !root.tags.includes(t))) add("tag", tag, { filter: ["tag", tag] });
  add("prompt", span.promptName && withVersion(span.promptName, span.promptVersion), { filter: ["prompt", span.promptName ?? ""] });
  add("service", own("service"), { filter: ["service", span.service ?? ""] });
  add("env", own("environment"), { filter: ["environment", span.environment ?? ""] });
  if (span.tools.length > 0) add("offered", counted(span.tools.length, "tool"));
  add("client", span.client.dialect ?? span.client.name, {
    filter: span.client.dialect ? ["dialect", span.client.dialect] : ["client", span.client.name ?? ""],
    title: [span.client.name, span.client.version].filter(Boolean).join(" "),
  });
  return list;
}

/** A span's name without its operation, which its sign says already: `execute_tool get_order` is `get_order`. */
export function shortName({ name, kind }: Pick<Span, "name" | "kind">): string {
  const [operation = "", ...rest] = name.split(" ");
  const short = rest.join(" ").trim();
  return short && operations[kind]?.includes(operation) ? short : name;
}

const operations: Partial<Record<Span["kind"], string[]>> = {
  llm: ["chat", "text_completion", "generate_content"],
  tool: ["execute_tool"],
  agent: ["invoke_agent", "create_agent"],
  embedding: ["embeddings"],
  retrieval: ["retrieval"],
};

/** `answer v14`; a version that is no number says itself what it is. */
export function withVersion(name: string, version: string | null): string {
  return version ? `${name} ${/^\d/u.test(version) ? "v" : ""}${version}` : name;
}

/** The tokens of a trace: both directions where any was told. */
export function totalTokens(summary: TraceSummary): number | null {
  const { inputTokens: i, outputTokens: o } = summary;
  return i === null && o === null ? null : (i ?? 0) + (o ?? 0);
}

/** A model's name without the date of its snapshot, for narrow places: `gpt-5-mini-08-07` keeps the month and day. */
export function shortModel(model: string): string {
  return model
    .replace(/^.*\//u, "")
    .replace(/-(20\d\d)-(\d\d)-(\d\d)$/u, "-$2-$3")
    .replace(/-(20\d\d)(\d\d)(\d\d)$/u, "-$2-$3");
}

export function scoreValue(value: number | boolean | string): { text: string; sign: "✓" | "✕" | ""; tone: "pass" | "fail" | "plain" } {
  if (value === true) return { text: "", sign: "✓", tone: "pass" };
  if (value === false) return { text: "", sign: "✕", tone: "fail" };
  if (typeof value === "number") {
    return { text: Number.isInteger(value) ? whole(value) : String(Number(value.toPrecision(3))), sign: "", tone: "plain" };
  }
  return { text: value, sign: "", tone: "plain" };
}
