import { useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import type { Page } from "../api/client";
import { commands, keyLabel, type Command } from "../keys/commands";
import { runCommand, useCommands, useKeys } from "../keys/useKeys";
import { Safe } from "../parts/Safe";
import { change } from "../parts/settings";
import { useViews } from "./ask/useViews";
import { everything, lasts, rangeLabel, writeRange } from "../prepare/range";
import { search, traceIdIn, type Entry } from "../prepare/palette";
import { plain } from "../prepare/visible";
import { addressOf, go, pageAddress, projectAddress, type Place } from "./router";
import { isMac } from "./StatusBar";

type Choice = Entry & { run: () => void };

/** Finds pages, commands, ranges, and traces by id or by what is loaded. */
export function Palette({ place, onClose }: { place: Place; onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const there = useCommands();
  const client = useQueryClient();
  const views = useViews(place.project);
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  useKeys({ "page.back": onClose });

  useEffect(() => {
    before.current = document.activeElement;
    input.current?.focus();
    return () => {
      if (before.current instanceof HTMLElement) before.current.focus();
    };
  }, []);

  const fixed = useMemo<Choice[]>(() => {
    const hidden: Command[] = ["page.palette", "page.back", "list.next", "list.previous", "trace.next", "trace.previous", "trace.down", "trace.up"];
    const pages: Command[] = ["page.traces", "page.sessions", "page.overview", "page.conformance", "page.settings"];
    const choices: Choice[] = [...pages, ...(Object.keys(commands) as Command[]).filter((name) => !pages.includes(name))]
      .filter((name) => there.includes(name) && !hidden.includes(name))
      .map((name) => ({
        id: name,
        label: commands[name].label,
        kind: commands[name].group === "Everywhere" ? "command" : commands[name].group.toLowerCase(),
        keys: commands[name].keys[0],
        run: () => runCommand(name),
      }));
    for (const range of [...lasts, everything]) {
      choices.push({
        id: `range ${rangeLabel(range, new Date())}`,
        label: `Time: ${rangeLabel(range, new Date())}`,
        kind: "time range",
        run: () => go(addressOf(place, place.id, { ...writeRange(range), at: null })),
      });
    }
    for (const view of views) {
      choices.splice(pages.length, 0, { id: `view ${view.name}`, label: view.name, kind: "saved view", run: () => go(projectAddress(place.project, view.address)) });
    }
    for (const theme of ["system", "light", "dark"] as const) {
      choices.push({ id: `theme ${theme}`, label: `Theme: ${theme}`, kind: "command", run: () => change({ theme }) });
    }
    for (const density of ["roomy", "compact"] as const) {
      choices.push({ id: `density ${density}`, label: `Density: ${density}`, kind: "command", run: () => change({ density }) });
    }
    return choices;
  }, [place, there, views]);

  const loaded = useMemo<Choice[]>(() => {
    const rows = client
      .getQueriesData<InfiniteData<Page>>({ queryKey: ["traces"] })
      .flatMap(([, data]) => data?.pages.flatMap((page) => page.items) ?? []);
    return [...new Map(rows.map((row) => [row.traceId, row])).values()].map((row) => ({
      id: row.traceId,
      label: plain(row.inputPreview || row.name).slice(0, 120),
      kind: "trace",
      words: `${row.traceId} ${row.sessionId ?? ""} ${row.userId ?? ""}`,
      run: () => go(pageAddress(place, "traces", row.traceId)),
    }));
  }, [client, place]);

  const id = traceIdIn(typed);
  const found: Choice[] = id
    ? [{ id, label: `Open trace ${id}`, kind: "trace", run: () => go(pageAddress(place, "traces", id)) }]
    : [...search(fixed, typed), ...(typed.trim().length > 1 ? search(loaded, typed).slice(0, 20) : [])];
  const at = Math.min(active, found.length - 1);

  const run = (choice: Choice | undefined) => {
    if (!choice) return;
    onClose();
    choice.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (found.length === 0) return;
      const next = (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
      setActive(next);
      list.current?.children[next]?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(found[at]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    } else if (event.key === "Tab") {
      event.preventDefault();
    }
  };

  return (
    <div className="palette-ground" onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div className="palette floating" role="dialog" aria-modal="true" aria-label="Find anything">
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label="Find pages, commands and traces"
          aria-expanded={found.length > 0}
          aria-controls="palette-list"
          aria-activedescendant={at >= 0 ? `palette-${at}` : undefined}
          placeholder="A page, a command, a trace's id or words"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
            list.current?.scrollTo({ top: 0 });
          }}
          onKeyDown={onKeyDown}
        />
        <div id="palette-list" role="listbox" aria-label="Found" ref={list}>
          {found.map((choice, i) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the input has the keys
            <div key={choice.id} id={`palette-${i}`} role="option" tabIndex={-1} aria-selected={i === at} onPointerMove={() => setActive(i)} onClick={() => run(choice)}>
              <span className="palette-label">
                <Safe text={choice.label} />
              </span>
              <span className="quiet">{choice.kind}</span>
              <span className="palette-keys">{choice.keys && <kbd>{keyLabel(choice.keys, isMac)}</kbd>}</span>
            </div>
          ))}
        </div>
        {found.length === 0 && <p className="palette-none">Nothing is called that. A trace is found by its 32 digits, or by words of the rows that are loaded.</p>}
      </div>
    </div>
  );
}
