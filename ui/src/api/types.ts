import type { components } from "./schema";

type Schemas = components["schemas"];

export type Project = Schemas["Project"];
export type TraceSummary = Schemas["TraceSummary"];
export type Score = Schemas["Score"];
export type Numbers = Schemas["Numbers"];
export type Bucket = Schemas["Bucket"];
export type NumbersGroup = Schemas["Group"];
export type Stats = Schemas["Stats"];
export type Facet = Schemas["Facet"];
export type FilterField = Schemas["FilterField"];
export type SessionSummary = Schemas["SessionSummary"];
export type TraceTree = Schemas["TraceTree"];
export type ClientConformance = Schemas["ClientConformance"];
export type ConformanceFinding = Schemas["ConformanceFinding"];
export type Redaction = Schemas["Redaction"];
export type RedactionAction = Schemas["RedactionAction"] & string;
export type Usage = Schemas["Usage"];
export type SpanKind = NonNullable<Schemas["SpanKind"]> & string;
export type Problem = Schemas["Problem"];

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A part keeps whatever fields came with it; the contract promises a type only. */
export type Part = { type: string; [field: string]: unknown };

export interface Message {
  role: string;
  name?: string;
  parts: Part[];
}

export type Span = Omit<Schemas["Span"], "kind" | "input" | "output" | "systemInstructions" | "metadata" | "attributes"> & {
  kind: SpanKind;
  input: Message[];
  output: Message[];
  systemInstructions: Part[];
  metadata: { [key: string]: Json };
  attributes: { [key: string]: Json };
};

export interface Trace {
  traceId: string;
  summary: TraceSummary;
  spans: Span[];
}

export type SessionTurn = Omit<Schemas["Turn"], "messages"> & { messages: Message[] };

export type Session = Omit<Schemas["Session"], "turns"> & { turns: SessionTurn[] };
