import { useSyncExternalStore } from "react";

// One quiet line at the foot of the page says what a key has done. It goes after a while and takes no key.

const STAYS_MS = 4000;
let text = "";
let timer: ReturnType<typeof setTimeout> | undefined;
const watchers = new Set<() => void>();

function set(next: string) {
  text = next;
  for (const watcher of watchers) watcher();
}

export function say(message: string): void {
  clearTimeout(timer);
  set(message);
  timer = setTimeout(() => set(""), STAYS_MS);
}

export function useNotice(): string {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => text,
  );
}

/** Copies a text and says so. Pages that came over plain HTTP have no clipboard of their own, so the old way is kept. */
export async function copy(value: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(value);
    say(`${what} copied`);
  } catch {
    const area = document.createElement("textarea");
    area.value = value;
    area.setAttribute("readonly", "");
    area.className = "offscreen";
    document.body.append(area);
    const focused = document.activeElement;
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
    say(done ? `${what} copied` : `The browser does not let the page copy; the text is: ${value.slice(0, 200)}`);
  }
}
