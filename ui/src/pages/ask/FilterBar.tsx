import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { Icon } from "../../parts/Icon";
import { askedBefore } from "../../parts/history";
import { Safe } from "../../parts/Safe";
import { completions, wantedAt, type Completion, type Known } from "../../prepare/filter/complete";
import { read, type Fault } from "../../prepare/filter/read";
import { Ink } from "./Ink";
import { useValues } from "./useValues";

/** One line that is typed: coloured as it is understood, completed while it is written, asked with Enter. */
export function FilterBar({
  project,
  line,
  known,
  refused,
  onAsk,
  register,
}: {
  project: string;
  line: string;
  known: Known;
  /** What the server found wrong with the line that was asked. */
  refused: Fault | null;
  onAsk: (line: string) => void;
  /** Hands out the input, so that a key can go to it. */
  register: (input: HTMLInputElement | null) => void;
}) {
  const [draft, setDraft] = useState(line);
  const [before, setBefore] = useState(line);
  if (before !== line) {
    setBefore(line);
    setDraft(line);
  }
  const [caret, setCaret] = useState(0);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  /** Whether somebody asked for the line though it cannot be read. */
  const [insisted, setInsisted] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const ink = useRef<HTMLDivElement>(null);
  const id = useId();

  const understood = useMemo(() => read(draft), [draft]);
  const wanted = useMemo(() => (open ? wantedAt(draft, caret) : null), [open, draft, caret]);
  const asked = useValues(project, wanted, known);
  const offered = useMemo(() => (open ? offers(project, draft, caret, asked) : []), [open, project, draft, caret, asked]);
  const fault = understood.fault ?? (draft.trim() === line.trim() ? refused : null);
  // What is still being written is no slip yet.
  const told = fault && (!open || insisted === draft || fault.end < caret) ? fault : null;
  const moveTo = useRef<number | null>(null);

  useEffect(() => {
    if (moveTo.current !== null) input.current?.setSelectionRange(moveTo.current, moveTo.current);
    moveTo.current = null;
    if (ink.current && input.current) ink.current.scrollLeft = input.current.scrollLeft;
  });

  const ask = (next: string): boolean => {
    setActive(-1);
    const wrong = read(next).fault;
    if (wrong) {
      setInsisted(next);
      setOpen(false);
      input.current?.focus();
      input.current?.setSelectionRange(wrong.at, Math.min(wrong.end, next.length));
      return false;
    }
    setOpen(false);
    onAsk(next.trim());
    return true;
  };
  const take = (choice: Completion) => {
    moveTo.current = choice.caret;
    setDraft(choice.line);
    setCaret(choice.caret);
    setActive(-1);
    if (choice.done && !read(choice.line).fault) onAsk(choice.line.trim());
    setOpen(!choice.done);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const n = offered.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) setOpen(true);
      else if (n > 0) setActive(event.key === "ArrowDown" ? (active + 1) % n : (active <= 0 ? n : active) - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const choice = offered[active];
      if (choice) take(choice);
      else if (ask(draft)) input.current?.blur();
    } else if (event.key === "Tab" && !event.shiftKey && open && n > 0 && (active >= 0 || caretInWord(draft, caret))) {
      event.preventDefault();
      take(offered[Math.max(active, 0)]!);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (open && n > 0 && active >= 0) setActive(-1);
      else if (n > 0 && draft.trim() !== line.trim()) setOpen(false);
      else {
        setDraft(line);
        input.current?.blur();
      }
    }
  };

  return (
    <search className="filter">
      <div className={told ? "filter-box faulty" : "filter-box"}>
        <span className="filter-slash" aria-hidden>
          /
        </span>
        <div className="filter-line">
          <div className="filter-ink" ref={ink} aria-hidden>
            {draft ? (
              <Ink line={draft} tokens={understood.tokens} fault={told} />
            ) : (
              <span className="ink-hint">
                model:gpt-5*<span className="wide"> -has:error duration:&gt;2s "words in the text"</span>
              </span>
            )}
          </div>
          <input
            ref={(element) => {
              input.current = element;
              register(element);
            }}
            className="filter-input"
            type="text"
            role="combobox"
            aria-label="Filter"
            aria-autocomplete="list"
            aria-expanded={offered.length > 0}
            aria-controls={offered.length > 0 ? `${id}-list` : undefined}
            aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
            aria-invalid={told !== null}
            aria-describedby={told ? `${id}-fault` : undefined}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={draft}
            onChange={(event) => {
              setDraft(event.target.value);
              setCaret(event.target.selectionStart ?? event.target.value.length);
              setActive(-1);
              setOpen(true);
            }}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
            onScroll={(event) => {
              if (ink.current) ink.current.scrollLeft = event.currentTarget.scrollLeft;
            }}
            onFocus={() => setOpen(true)}
            onBlur={() => setOpen(false)}
            onKeyDown={onKeyDown}
          />
        </div>
        {draft.trim() !== line.trim() && (
          <span className="filter-enter" aria-hidden>
            Enter
          </span>
        )}
        {draft && (
          <button
            type="button"
            className="button quiet-button"
            aria-label="Clear the filter"
            onClick={() => {
              setDraft("");
              ask("");
            }}
          >
            <Icon name="close" size={12} />
          </button>
        )}
      </div>
      {told && (
        <p className="filter-fault" id={`${id}-fault`} role="alert" style={{ left: `calc(20px + min(${told.at}ch, 100% - 340px))` }}>
          <span className="sign fail">✕</span> <Safe text={told.what} /> <span className="quiet">({told.expected})</span>
        </p>
      )}
      {offered.length > 0 && !told && (
        // What scrolls takes the focus, which would be lost with it: the input has the keys.
        <div className="completions floating" tabIndex={-1}>
          <div id={`${id}-list`} role="listbox" aria-label="Completions">
            {offered.map((choice, i) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the input has the keys
              <div
                key={`${choice.says} ${choice.label}`}
                id={`${id}-${i}`}
                ref={i === active ? (element) => element?.scrollIntoView({ block: "nearest" }) : undefined}
                role="option"
                tabIndex={-1}
                aria-selected={i === active}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => take(choice)}
              >
                <span className="completion">
                  <Safe text={choice.label} />
                </span>
                <span className="quiet">{choice.says}</span>
              </div>
            ))}
          </div>
        </div>
      )}
    </search>
  );
}

/** What the word at the caret could become; where nothing is written yet, first what was asked before. */
function offers(project: string, draft: string, caret: number, known: Known): Completion[] {
  const fitting = completions(draft, caret, known);
  const before = askedBefore(project)
    .filter((old) => old !== draft.trim() && old.startsWith(draft.trim()))
    .slice(0, draft.trim() ? 3 : 6)
    .map((old) => ({ label: old, says: "asked before", line: old, caret: old.length, done: true }));
  return draft.trim() ? [...fitting, ...before] : [...before, ...fitting];
}

function caretInWord(line: string, caret: number): boolean {
  return caret > 0 && !/\s/u.test(line[caret - 1] ?? " ");
}
