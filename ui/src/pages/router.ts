import { useMemo, useSyncExternalStore } from "react";

// The address is the page's state. What replaces the address (moving through a list) shows at once and is written to the
// browser's history a moment later, because browsers refuse many writes in a short time.

const WRITE_MS = 120;

let current = location.pathname + location.search;
let pending: ReturnType<typeof setTimeout> | undefined;
const watchers = new Set<() => void>();

function changed(next: string) {
  if (next === current) return;
  current = next;
  for (const watcher of watchers) watcher();
}

function write() {
  if (pending === undefined) return;
  clearTimeout(pending);
  pending = undefined;
  history.replaceState(null, "", current);
}

window.addEventListener("popstate", () => {
  clearTimeout(pending);
  pending = undefined;
  changed(location.pathname + location.search);
});
window.addEventListener("pagehide", write);

export function go(to: string, { replace = false }: { replace?: boolean } = {}): void {
  if (replace) {
    changed(to);
    pending ??= setTimeout(write, WRITE_MS);
  } else if (to !== current) {
    write();
    history.pushState(null, "", to);
    changed(to);
  }
}

// A link to another place of the page changes the address instead of loading everything anew.
document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const href = link?.getAttribute("href") ?? "";
  if (!href.startsWith("/p/")) return;
  event.preventDefault();
  go(href);
});

export const pageNames = ["traces", "sessions", "overview", "conformance", "settings"] as const;
export type PageName = (typeof pageNames)[number];

export interface Place {
  project: string;
  page: PageName;
  /** What of the page is open: a trace, a session, a part of the settings; empty on its list. */
  id: string;
  params: URLSearchParams;
}

const pattern = new RegExp(`^/p/([^/]+)/(${pageNames.join("|")})(?:/([^/]+))?/?$`, "u");

/** Where an address leads; nothing where it leads nowhere. */
export function readPlace(from: string): Place | null {
  const [path = "", search = ""] = from.split(/\?(.*)/su);
  const match = pattern.exec(path);
  if (!match) return null;
  try {
    return {
      project: decodeURIComponent(match[1]!),
      page: match[2] as PageName,
      id: decodeURIComponent(match[3] ?? ""),
      params: new URLSearchParams(search),
    };
  } catch {
    return null;
  }
}

export function usePlace(): Place | null {
  const address = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => current,
  );
  return useMemo(() => readPlace(address), [address]);
}

export type Changes = Record<string, string | null>;

/** The address of something on the same page; `null` takes a parameter away. */
export function addressOf(place: Place, id: string, changes: Changes = {}): string {
  const params = new URLSearchParams(place.params);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === "") params.delete(key);
    else params.set(key, value);
  }
  return written(place.project, place.page, id, params);
}

/** The address of a page, with the question that is asked on this one. */
export function pageAddress(place: Place, page: PageName, id = "", changes: Changes = {}): string {
  const params = new URLSearchParams([...place.params].filter(([key]) => asking.has(key)));
  return addressOf({ ...place, page, params }, id, changes);
}

/** What of an address is the question, rather than the place within a page. */
export const asking: ReadonlySet<string> = new Set(["f", "range", "from", "to"]);

function written(project: string, page: PageName, id: string, params: URLSearchParams): string {
  const text = params.toString().replaceAll("%3A", ":").replaceAll("%2F", "/");
  return `/p/${encodeURIComponent(project)}/${page}${id && `/${encodeURIComponent(id)}`}${text && `?${text}`}`;
}

export const here = () => current;

/** What of a place a saved view keeps: the page and its question, not what is open on it. */
export function viewOf(place: Place): string {
  const params = new URLSearchParams([...place.params].filter(([key]) => asking.has(key) || key === "by"));
  return addressOf({ ...place, params }, "").slice(projectAddress(place.project, "").length);
}

export const projectAddress = (project: string, address: string) => `/p/${encodeURIComponent(project)}/${address}`;
