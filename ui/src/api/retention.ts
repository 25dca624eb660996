import type { components } from "./schema";
import { ask, get } from "./client";

export type Retention = components["schemas"]["Retention"];
export type NewRetention = components["schemas"]["NewRetention"];

const address = (name: string) => `/projects/${encodeURIComponent(name)}/retention`;

export const retention = (name: string, signal?: AbortSignal) => get<Retention>(address(name), [], signal);
export const setRetention = (name: string, settings: NewRetention) => ask<Retention>("PUT", address(name), [], settings);

export type Deletion = components["schemas"]["Deletion"];
export type Subject = Deletion["subject"] & string;

const folders: Record<Exclude<Subject, "project">, string> = { trace: "traces", session: "sessions", user: "users" };

/** Deletes it everywhere. Where that takes long the answer is not finished, and is asked for again by its id. */
export const deleteSubject = (name: string, subject: Subject, id: string) =>
  ask<Deletion>("DELETE", `/projects/${encodeURIComponent(name)}${subject === "project" ? `?name=${encodeURIComponent(id)}` : `/${folders[subject]}/${encodeURIComponent(id)}`}`, [], undefined);

export const readDeletion = (name: string, id: string, signal?: AbortSignal) =>
  get<Deletion>(`/projects/${encodeURIComponent(name)}/deletions/${encodeURIComponent(id)}`, [], signal);
