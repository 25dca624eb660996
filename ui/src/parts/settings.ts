import { useSyncExternalStore } from "react";

export const columns = ["tags", "scores", "who", "model", "tokens", "took"] as const;
export type Column = (typeof columns)[number];

export interface Settings {
  theme: "system" | "light" | "dark";
  density: "roomy" | "compact";
  /** Whether Markdown is drawn, or shown as it was written. */
  markdown: boolean;
  /** Whether the facets stand beside the list. */
  facets: boolean;
  /** The columns of the list of traces beside time and texts. */
  columns: readonly Column[];
  listWidth: number;
  treeWidth: number;
}

const within = (least: number, share: number, most: number) => Math.round(Math.min(most, Math.max(least, share * window.innerWidth)));

const usual: Settings = {
  theme: "system",
  density: "roomy",
  markdown: true,
  facets: false,
  columns: ["scores", "model", "tokens", "took"],
  listWidth: within(300, 0.2, 440),
  treeWidth: within(320, 0.24, 600),
};
const KEY = "assay.settings";

function read(): Settings {
  try {
    return { ...usual, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Settings>) };
  } catch {
    return usual;
  }
}

let settings = read();
const watchers = new Set<() => void>();

export function applyTheme(): void {
  const root = document.documentElement;
  if (settings.theme === "system") root.removeAttribute("data-theme");
  else root.dataset.theme = settings.theme;
}

export function change(some: Partial<Settings>): void {
  settings = { ...settings, ...some };
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  applyTheme();
  for (const watcher of watchers) watcher();
}

export const settingsNow = () => settings;

export function useSettings(): Settings {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, settingsNow);
}
