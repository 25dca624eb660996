import { useEffect, useRef, useSyncExternalStore } from "react";
import type { Command } from "./commands";
import { Matcher, stroke } from "./match";

export type Handlers = Partial<Record<Command, () => void>>;

/** Those who listen, the newest last; the newest one that knows a command does it. */
const layers: { current: Handlers }[] = [];
const matcher = new Matcher();
const watchers = new Set<() => void>();
let snapshot: Command[] = [];

const handlerOf = (command: Command) => layers.findLast((layer) => layer.current[command])?.current[command];

function changed() {
  snapshot = [...new Set(layers.flatMap((layer) => Object.keys(layer.current) as Command[]))];
  for (const watcher of watchers) watcher();
}

function typing(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !["radio", "checkbox", "button"].includes(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/u.test(target.tagName));
}

/** Keys that a focused control needs for itself are left to it. */
function needed(key: string, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (key === "Enter" || key === "Space") return target.closest("button, a, summary, [role=tab], [role=option], [role=separator]") !== null;
  return /^(Arrow|Home|End)/u.test(key) && target.closest("[data-arrows]") !== null;
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented) return;
  const name = stroke(event);
  if (name === null) return;
  if (typing(event.target) ? !name.startsWith("Mod+") : needed(name, event.target)) return;
  const [command] = matcher.press(name, event.timeStamp, (c) => handlerOf(c) !== undefined);
  if (!command) return;
  event.preventDefault();
  handlerOf(command)?.();
}

/** Does these commands while the component is there. */
export function useKeys(handlers: Handlers): void {
  const layer = useRef(handlers);
  const names = Object.keys(handlers).join();
  useEffect(() => {
    layer.current = handlers;
  });
  // A layer keeps its place while its commands come and go: what was opened last hears first.
  useEffect(() => {
    if (layers.length === 0) window.addEventListener("keydown", onKeyDown);
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      if (layers.length === 0) window.removeEventListener("keydown", onKeyDown);
      changed();
    };
  }, []);
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the names are what is told
  useEffect(changed, [names]);
}

export function runCommand(command: Command): void {
  handlerOf(command)?.();
}

/** The commands that are there now. */
export function useCommands(): Command[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => snapshot,
  );
}
