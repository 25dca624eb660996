import type { ClientConformance, Problem, Project, Stats, Trace, TraceSummary } from "./types";

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

/** Repeated keys are allowed, as for tags. */
export type Query = [string, string][];

async function get<T>(path: string, query: Query, signal?: AbortSignal): Promise<T> {
  const text = new URLSearchParams(query).toString();
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}${text && `?${text}`}`, {
      headers: { accept: "application/json" },
      signal: signal ?? null,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError("The server does not answer", "Is it still running? What is on the screen was kept.", 0);
  }
  if (response.ok) {
    return (await response.json()) as T;
  }
  const body = await response.text();
  try {
    const problem = JSON.parse(body) as Partial<Problem>;
    if (problem.title) throw new ApiError(problem.title, problem.detail ?? "", response.status, problem.position ?? null);
  } catch (error) {
    if (error instanceof ApiError) throw error;
  }
  throw new ApiError(`The server answered ${response.status}`, body.slice(0, 300), response.status);
}

const project = (name: string) => `/projects/${encodeURIComponent(name)}`;

export interface Page {
  items: TraceSummary[];
  nextCursor: string | null;
}

export const listProjects = (signal?: AbortSignal) => get<{ items: Project[] }>("/projects", [], signal);

export const findTraces = (name: string, query: Query, signal?: AbortSignal) =>
  get<Page>(`${project(name)}/traces`, query, signal);

export const readTrace = (name: string, traceId: string, signal?: AbortSignal) =>
  get<Trace>(`${project(name)}/traces/${encodeURIComponent(traceId)}`, [], signal);

export const traceStats = (name: string, query: Query, signal?: AbortSignal) =>
  get<Stats>(`${project(name)}/stats`, query, signal);

export const conformance = (name: string, signal?: AbortSignal) => get<{ items: ClientConformance[] }>(`${project(name)}/conformance`, [], signal);
