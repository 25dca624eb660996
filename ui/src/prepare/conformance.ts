import type { ClientConformance, ConformanceFinding } from "../api/types";
import { termOf } from "./filter/edit";
import { share, whole, type Share } from "./format";

export interface Row {
  finding: ConformanceFinding;
  /** What it is about: an attribute, a model; empty where it is about the whole span. */
  subject: string;
  /** Of the spans that could show it. */
  share: Share | null;
  spans: string;
  /** The filter that finds more, where one can. */
  line: string;
}

export interface Group {
  kind: ConformanceFinding["finding"];
  title: string;
  /** Whether something is lost by it, or is merely worth knowing. */
  tone: "fail" | "unsure" | "plain";
  /** What its spans are counted among. */
  among: string;
  remedy: string;
  rows: Row[];
}

const kinds: Record<ConformanceFinding["finding"], { title: string; tone: Group["tone"] }> = {
  truncated: { title: "Cut off by the client's SDK", tone: "fail" },
  no_content: { title: "Model calls without texts", tone: "fail" },
  no_usage: { title: "Model calls without token counts", tone: "unsure" },
  unpriced: { title: "Models without a price", tone: "unsure" },
  exclusive_usage: { title: "Token counts that leave their parts out", tone: "plain" },
  doubled: { title: "Texts that were sent twice", tone: "plain" },
  unmapped: { title: "Attributes that no field is read from", tone: "plain" },
};

/** What a client does not tell as it should: what is lost first, each kind with its remedy once. */
export function groups(client: ClientConformance): Group[] {
  const found = new Map<string, Group>();
  for (const finding of client.findings) {
    const { title, tone } = kinds[finding.finding];
    const key = `${finding.finding} ${finding.remedy}`;
    const few = finding.finding === "unmapped" || finding.finding === "doubled";
    const n = few ? client.examined : client.spans;
    const group = found.get(key) ?? { kind: finding.finding, title, tone, among: few ? `of ${whole(n)} spans looked at` : "of its spans", remedy: finding.remedy, rows: [] };
    group.rows.push({
      finding,
      subject: finding.subject,
      share: finding.spans <= n ? share(finding.spans, n) : null,
      spans: whole(finding.spans),
      line: lineFor(client, finding),
    });
    found.set(key, group);
  }
  const order = Object.keys(kinds);
  return [...found.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** An attribute's name can be asked for; a number in it was put down as N, so those cannot. */
function lineFor(client: ClientConformance, { finding, subject }: ConformanceFinding): string {
  if (finding !== "unmapped" || !client.client || /(?:^|\.)N(?:\.|$)/u.test(subject)) return "";
  return `${termOf(["client", client.client])} has:attributes.${subject.replace(/[\s:()"\\]/gu, "\\$&")}`;
}

/** A client in a word: `openai 2.3.0`. */
export const clientName = (client: ClientConformance) => [client.client || "unnamed client", client.version].filter(Boolean).join(" ");
