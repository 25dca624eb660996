/** Everything a key can do, with its keys. A key may serve two commands that are never there at once. */
export const commands = {
  "list.next": { keys: ["j", "ArrowDown"], label: "Next", group: "List" },
  "list.previous": { keys: ["k", "ArrowUp"], label: "Previous", group: "List" },
  "list.first": { keys: ["g g", "Home"], label: "First", group: "List" },
  "list.last": { keys: ["G", "End"], label: "Last loaded", group: "List" },
  "list.open": { keys: ["Enter", "o"], label: "Open", group: "List" },
  "list.peek": { keys: ["Space"], label: "Peek", group: "List" },
  "list.select": { keys: ["x"], label: "Select", group: "List" },
  "list.fresh": { keys: ["."], label: "Load what is new", group: "List" },
  "list.filter": { keys: ["/"], label: "Filter", group: "List" },
  "list.facets": { keys: ["f"], label: "Facets beside the list", group: "List" },
  "list.live": { keys: ["w"], label: "Live: show what comes as it comes", group: "List" },
  "list.values": { keys: ["v"], label: "Values, to ask for or to leave out", group: "List" },
  "list.save": { keys: ["b"], label: "Saved views", group: "List" },
  "list.copy": { keys: ["y"], label: "Copy links", group: "List" },
  "trace.next": { keys: ["l", "ArrowRight"], label: "Next span", group: "Trace" },
  "trace.previous": { keys: ["h", "ArrowLeft"], label: "Previous span", group: "Trace" },
  "trace.fold": { keys: ["z"], label: "Fold or unfold the span", group: "Trace" },
  "trace.failed": { keys: ["e"], label: "Next failed span", group: "Trace" },
  "trace.conversation": { keys: ["c"], label: "Conversation", group: "Trace" },
  "trace.raw": { keys: ["r"], label: "Raw; again to find in it", group: "Trace" },
  "trace.find": { keys: ["f"], label: "Find in the texts", group: "Trace" },
  "trace.scores": { keys: ["s"], label: "Scores", group: "Trace" },
  "trace.markdown": { keys: ["m"], label: "Markdown drawn or as written", group: "Trace" },
  "trace.down": { keys: ["Space"], label: "Read on", group: "Trace" },
  "trace.up": { keys: ["Shift+Space"], label: "Read back", group: "Trace" },
  "trace.siblingBefore": { keys: ["["], label: "Trace before in the session", group: "Trace" },
  "trace.siblingAfter": { keys: ["]"], label: "Trace after in the session", group: "Trace" },
  "trace.copy": { keys: ["y"], label: "Copy link", group: "Trace" },
  "session.next": { keys: ["l", "ArrowRight"], label: "Next trace of the session", group: "Session" },
  "session.previous": { keys: ["h", "ArrowLeft"], label: "Trace before in the session", group: "Session" },
  "page.back": { keys: ["Escape"], label: "Back", group: "Everywhere" },
  "page.palette": { keys: ["Mod+k"], label: "Find anything", group: "Everywhere" },
  "page.keys": { keys: ["?"], label: "Show the keys", group: "Everywhere" },
  "page.theme": { keys: ["t"], label: "Theme: system, light, dark", group: "Everywhere" },
  "page.density": { keys: ["d"], label: "Density: roomy, compact", group: "Everywhere" },
  "page.traces": { keys: ["g t"], label: "Go to traces", group: "Everywhere" },
  "page.sessions": { keys: ["g s"], label: "Go to sessions", group: "Everywhere" },
  "page.overview": { keys: ["g o"], label: "Go to the overview", group: "Everywhere" },
  "page.conformance": { keys: ["g c"], label: "Go to conformance", group: "Everywhere" },
  "page.settings": { keys: ["g p"], label: "Go to settings", group: "Everywhere" },
} as const satisfies Record<string, { keys: readonly string[]; label: string; group: string }>;

export type Command = keyof typeof commands;

/** How a key is written for people: `Ctrl K`, `g g`, `↓`. */
export function keyLabel(key: string, mac: boolean): string {
  return key
    .split(" ")
    .map((stroke) =>
      stroke
        .replace("Mod+", mac ? "⌘ " : "Ctrl ")
        .replace("Shift+", "⇧ ")
        .replace("ArrowDown", "↓")
        .replace("ArrowUp", "↑")
        .replace("ArrowLeft", "←")
        .replace("ArrowRight", "→")
        .replace("Escape", "Esc")
        .replace(/ ([a-z])$/u, (_, c: string) => ` ${c.toUpperCase()}`),
    )
    .join(" ");
}
