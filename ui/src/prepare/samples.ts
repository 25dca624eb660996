import type { Span, TraceSummary } from "../api/types";

/** A span with nothing in it but what is given, for tests. */
export function span(some: Partial<Span> = {}): Span {
  return {
    spanId: "0000000000000001",
    parentSpanId: null,
    name: "span",
    kind: "other",
    operation: null,
    provider: null,
    requestModel: null,
    responseModel: null,
    responseId: null,
    startTime: "2026-01-01T00:00:00Z",
    endTime: "2026-01-01T00:00:01Z",
    status: "ok",
    errorType: null,
    errorMessage: null,
    input: [],
    output: [],
    systemInstructions: [],
    tools: [],
    usage: { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null, reasoningTokens: null },
    finishReasons: [],
    sessionId: null,
    userId: null,
    tags: [],
    metadata: {},
    promptName: null,
    promptVersion: null,
    service: null,
    environment: null,
    client: { name: null, version: null, dialect: null },
    costUsd: null,
    scores: [],
    attributes: {},
    ...some,
  };
}

/** A row with nothing in it but what is given, for tests. */
export function summary(some: Partial<TraceSummary> = {}): TraceSummary {
  return {
    traceId: "0".repeat(32),
    name: "trace",
    startTime: "2026-01-01T00:00:00Z",
    durationMs: 1000,
    spanCount: 1,
    errorCount: 0,
    status: "ok",
    models: [],
    inputTokens: null,
    outputTokens: null,
    costUsd: null,
    sessionId: null,
    userId: null,
    environment: null,
    service: null,
    tags: [],
    inputPreview: "",
    outputPreview: "",
    scores: [],
    ...some,
  };
}
