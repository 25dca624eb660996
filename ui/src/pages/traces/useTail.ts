import { useEffect, useSyncExternalStore, type RefObject } from "react";
import { tailAddress, type Query } from "../../api/client";
import { useStable } from "../../parts/useStable";

/** What comes in a burst is looked at once. */
const TOGETHER_MS = 250;

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
    const source = new EventSource(address);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        looks();
      }, TOGETHER_MS);
    };
    source.addEventListener("open", () => {
      streaming.current = true;
    });
    source.addEventListener("error", () => {
      streaming.current = false;
    });
    source.addEventListener("trace", heard);
    source.addEventListener("behind", heard);
    return () => {
      clearTimeout(timer);
      streaming.current = false;
      source.close();
    };
  }, [address, wanted, seen, streaming, looks]);
}

function watchVisibility(watcher: () => void): () => void {
  document.addEventListener("visibilitychange", watcher);
  return () => document.removeEventListener("visibilitychange", watcher);
}
