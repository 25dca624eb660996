import type { components } from "./schema";
import { ask, get } from "./client";

export type View = components["schemas"]["View"];

const address = (project: string) => `/projects/${encodeURIComponent(project)}/views`;

export const listViews = (project: string, signal?: AbortSignal) => get<{ items: View[] }>(address(project), [], signal);
export const keepView = (project: string, name: string, to: string) => ask<View>("PUT", `${address(project)}/${encodeURIComponent(name)}`, [], { address: to });
export const removeView = (project: string, name: string) => ask<void>("DELETE", `${address(project)}/${encodeURIComponent(name)}`, [], undefined);
