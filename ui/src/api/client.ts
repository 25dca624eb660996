import { PIECE } from "../prepare/long";
import type { ClientConformance, Facet, FilterField, Problem, Project, Redaction, Session, SessionSummary, SessionTurn, Span, Stats, Trace, TraceSummary, TraceTree } from "./types";

/** An answer that is no success, or no answer at all. Says what happened and what to do. */
export class ApiError extends Error {
  constructor(
    readonly title: string,
    readonly detail: string,
    /** The HTTP status, or 0 where the server gave no answer. */
    readonly status: number,
    /** Where in the filter the fault stands. */
    readonly position: number | null = null,
  ) {
    super(`${title}: ${detail}`);
  }
}

/** What went wrong, in a line beside what is still shown: in the server's words where it had some. */
export function inShort(error: Error): string {
  if (!(error instanceof ApiError)) return "The answer could not be read";
  return error.status === 0 || error.detail === "" ? error.title : `${error.title}: ${error.detail}`;
}

/** Repeated keys are allowed, as for tags. */
export type Query = [string, string][];

/** Hears when a request was refused because nobody is logged in. */
let onUnknown: () => void = () => {};
export const whenUnknown = (does: () => void) => {
  onUnknown = does;
};

export async function ask<T>(method: string, path: string, query: Query, body: unknown, signal?: AbortSignal): Promise<T> {
  const text = new URLSearchParams(query).toString();
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}${text && `?${text}`}`, {
      method,
      // Requests that change something carry a header that no other site's page can set.
      headers: { accept: "application/json", ...(method !== "GET" && { "x-assay-csrf": "1" }), ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: signal ?? null,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError("The server does not answer", "Is it still running? What is on the screen was kept.", 0);
  }
  if (response.ok) {
    return (response.status === 204 ? undefined : await response.json()) as T;
  }
  throw problemOf(response.status, await response.text());
}

/** What an answer says that is no success. */
export function problemOf(status: number, answer: string): ApiError {
  if (status === 401) onUnknown();
  try {
    const problem = JSON.parse(answer) as Partial<Problem>;
    if (problem.title) return new ApiError(problem.title, problem.detail ?? "", status, problem.position ?? null);
  } catch {
    // A proxy's page, perhaps.
  }
  return new ApiError(`The server answered ${status}`, /^\s*</u.test(answer) ? "" : answer.trim().slice(0, 300), status);
}

export const get = <T>(path: string, query: Query, signal?: AbortSignal) => ask<T>("GET", path, query, undefined, signal);

const project = (name: string) => `/projects/${encodeURIComponent(name)}`;

export interface Page {
  items: TraceSummary[];
  nextCursor: string | null;
}

export const listProjects = (signal?: AbortSignal) => get<{ items: Project[] }>("/projects", [], signal);

export const findTraces = (name: string, query: Query, signal?: AbortSignal) =>
  get<Page>(`${project(name)}/traces`, query, signal);

export const readTrace = (name: string, traceId: string, signal?: AbortSignal) =>
  get<Trace>(`${project(name)}/traces/${encodeURIComponent(traceId)}`, [["texts", String(PIECE)]], signal);

export const readTraceTree = (name: string, traceId: string, signal?: AbortSignal) =>
  get<TraceTree>(`${project(name)}/traces/${encodeURIComponent(traceId)}/tree`, [], signal);

export const readSpans = (name: string, traceId: string, spanIds: readonly string[], signal?: AbortSignal) =>
  get<{ items: Span[]; left: string[] }>(spansOf(name, traceId), [...spanIds.map((id): [string, string] => ["span", id]), ["texts", String(PIECE)]], signal);

/** A span with all of its texts, however long they are. */
export const readWholeSpan = async (name: string, traceId: string, spanId: string, signal?: AbortSignal) =>
  (await get<{ items: Span[] }>(spansOf(name, traceId), [["span", spanId]], signal)).items[0] ?? null;

/** Where a browser saves it from. */
export const wholeSpanAddress = (name: string, traceId: string, spanId: string) => `/api/v1${spansOf(name, traceId)}?span=${encodeURIComponent(spanId)}`;

const spansOf = (name: string, traceId: string) => `${project(name)}/traces/${encodeURIComponent(traceId)}/spans`;

export const traceStats = (name: string, query: Query, signal?: AbortSignal) =>
  get<Stats>(`${project(name)}/stats`, query, signal);

export const conformance = (name: string, signal?: AbortSignal) => get<{ items: ClientConformance[] }>(`${project(name)}/conformance`, [], signal);

export const fields = (name: string, query: Query, signal?: AbortSignal) => get<{ items: FilterField[] }>(`${project(name)}/fields`, query, signal);

export const findFacets = (name: string, query: Query, signal?: AbortSignal) => get<{ facets: Facet[] }>(`${project(name)}/facets`, query, signal);

export const findSessions = (name: string, query: Query, signal?: AbortSignal) =>
  get<{ items: SessionSummary[]; nextCursor: string | null }>(`${project(name)}/sessions`, query, signal);

export const readSession = (name: string, sessionId: string, query: Query, signal?: AbortSignal) =>
  get<Session>(sessionOf(name, sessionId), [...query, ["texts", String(PIECE)]], signal);

/** A turn of a session with all of its texts, however long they are; nothing where another has come before it since. */
export const readWholeTurn = async (name: string, sessionId: string, turn: SessionTurn, signal?: AbortSignal) => {
  const { turns } = await get<Session>(sessionOf(name, sessionId), [["limit", "1"], ...(turn.cursor ? [["cursor", turn.cursor] as [string, string]] : [])], signal);
  return turns.find((one) => one.trace.traceId === turn.trace.traceId) ?? null;
};

const sessionOf = (name: string, sessionId: string) => `${project(name)}/sessions/${encodeURIComponent(sessionId)}`;

export const redaction = (name: string, signal?: AbortSignal) => get<Redaction>(`${project(name)}/settings/redaction`, [], signal);

export const setRedaction = (name: string, settings: Redaction) => ask<Redaction>("PUT", `${project(name)}/settings/redaction`, [], settings);

/** Where the traces of a question come as they arrive, as Server-Sent Events. */
export function tailAddress(name: string, query: Query): string {
  const text = new URLSearchParams(query.filter(([key]) => key === "filter")).toString();
  return `/api/v1${project(name)}/tail${text && `?${text}`}`;
}
