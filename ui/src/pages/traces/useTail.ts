import { useEffect, useSyncExternalStore, type RefObject } from "react";
import { tailAddress, type Query } from "../../api/client";
import { useStable } from "../../parts/useStable";

/** What comes in a burst is looked at once. */
const TOGETHER_MS = 250;

/** How long it waits before it listens again, twice as long each time. */
const AGAIN_MS = 2000;
const AGAIN_MOST_MS = 60_000;

/**
 * Hears from the server that traces came which the question asks for, and looks then. Without a stream (behind an old proxy,
 * too many of them) the list goes on looking by itself.
 */
export function useTail(project: string, query: Query, wanted: boolean, streaming: RefObject<boolean>, look: () => unknown): void {
  const looks = useStable(() => void look());
  const address = tailAddress(project, query);
  // A browser has few connections for one server, and pages nobody looks at shall not take them.
  const seen = useSyncExternalStore(watchVisibility, () => document.visibilityState === "visible");
  useEffect(() => {
    if (!wanted || !seen) return;
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    let wait = AGAIN_MS;
    let broken = false;
    const heard = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        looks();
      }, TOGETHER_MS);
    };
    const listen = () => {
      source = new EventSource(address);
      source.addEventListener("open", () => {
        streaming.current = true;
        wait = AGAIN_MS;
        // What came while nobody listened, and what a server says that came back with other data.
        if (broken) heard();
        broken = false;
      });
      source.addEventListener("error", () => {
        streaming.current = false;
        broken = true;
        // A browser comes again by itself when a connection breaks, but never after an answer like 503.
        if (source.readyState !== EventSource.CLOSED) return;
        again = setTimeout(listen, wait);
        wait = Math.min(wait * 2, AGAIN_MOST_MS);
      });
      source.addEventListener("trace", heard);
      source.addEventListener("behind", heard);
    };
    listen();
    return () => {
      clearTimeout(timer);
      clearTimeout(again);
      streaming.current = false;
      source.close();
    };
  }, [address, wanted, seen, streaming, looks]);
}

function watchVisibility(watcher: () => void): () => void {
  document.addEventListener("visibilitychange", watcher);
  return () => document.removeEventListener("visibilitychange", watcher);
}
