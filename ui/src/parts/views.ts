import { useSyncExternalStore } from "react";

// Saved views: an address with a name, per project, kept in this browser.

export interface View {
  name: string;
  /** Behind the project: `traces?f=has:error`. */
  address: string;
}

const key = (project: string) => `assay.views.${project}`;
const watchers = new Set<() => void>();
const known = new Map<string, { text: string; views: readonly View[] }>();

function read(project: string): readonly View[] {
  let text = "[]";
  try {
    text = localStorage.getItem(key(project)) ?? "[]";
  } catch {
    // Without storage there are none.
  }
  const before = known.get(project);
  if (before?.text === text) return before.views;
  let views: readonly View[] = [];
  try {
    const kept: unknown = JSON.parse(text);
    if (Array.isArray(kept)) views = kept.filter((v): v is View => typeof v?.name === "string" && typeof v?.address === "string");
  } catch {
    // What cannot be read is none.
  }
  known.set(project, { text, views });
  return views;
}

function write(project: string, views: readonly View[]): void {
  const sorted = [...views].sort((a, b) => a.name.localeCompare(b.name));
  try {
    localStorage.setItem(key(project), JSON.stringify(sorted));
  } catch {
    // Without storage a view is lost with the page.
  }
  for (const watcher of watchers) watcher();
}

/** Keeps an address under a name; the one that had the name gives way. */
export const saveView = (project: string, view: View) => write(project, [...read(project).filter((v) => v.name !== view.name), view]);

export const removeView = (project: string, name: string) => write(project, read(project).filter((v) => v.name !== name));

export function useViews(project: string): readonly View[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      window.addEventListener("storage", watcher);
      return () => {
        watchers.delete(watcher);
        window.removeEventListener("storage", watcher);
      };
    },
    () => read(project),
  );
}
