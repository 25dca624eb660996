import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { Icon } from "../../parts/Icon";
import { completions, tokens, type Completion, type KnownValues } from "../../prepare/filter";

/** One line that is typed: coloured where it is understood, completed while it is written, asked with Enter. */
export function FilterBar({
  line,
  known,
  onAsk,
  register,
}: {
  line: string;
  known: KnownValues;
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
  const input = useRef<HTMLInputElement>(null);
  const ink = useRef<HTMLDivElement>(null);
  const id = useId();

  const cut = useMemo(() => tokens(draft), [draft]);
  const offered = useMemo(() => (open ? completions(draft, caret, known) : []), [open, draft, caret, known]);
  const fault = cut.find((token) => token.fault);
  const note = cut.find((token) => token.note);
  const wanted = useRef<number | null>(null);

  useEffect(() => {
    if (wanted.current !== null) input.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = null;
    if (ink.current && input.current) ink.current.scrollLeft = input.current.scrollLeft;
  });

  const ask = (next: string) => {
    setOpen(false);
    setActive(-1);
    onAsk(next.trim());
  };
  const take = (choice: Completion) => {
    wanted.current = choice.caret;
    setDraft(choice.line);
    setCaret(choice.caret);
    setActive(-1);
    if (choice.done) onAsk(choice.line.trim());
    setOpen(!choice.done);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const n = offered.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) setOpen(true);
      else if (n > 0) setActive(event.key === "ArrowDown" ? (active + 1) % n : (active + n) % (n + 1) === n ? -1 : (active <= 0 ? n : active) - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const choice = offered[active];
      if (choice) take(choice);
      else {
        ask(draft);
        input.current?.blur();
      }
    } else if (event.key === "Tab" && !event.shiftKey && open && n > 0 && (active >= 0 || caretInWord(draft, caret))) {
      event.preventDefault();
      take(offered[Math.max(active, 0)]!);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (open && n > 0 && active >= 0) setActive(-1);
      else {
        setDraft(line);
        input.current?.blur();
      }
    }
  };

  return (
    <search className="filter">
      <div className={fault ? "filter-box faulty" : "filter-box"}>
        <span className="filter-slash" aria-hidden>
          /
        </span>
        <div className="filter-line">
          <div className="filter-ink" ref={ink} aria-hidden>
            {draft ? (
              cut.map((token, i) => (
                <span key={token.start}>
                  {draft.slice(cut[i - 1]?.end ?? 0, token.start)}
                  {token.key ? (
                    <span className={token.fault ? "ink-term ink-fault" : "ink-term"}>
                      <span className="ink-key">{token.prefix}</span>
                      {draft.slice(token.start + token.prefix.length, token.end)}
                    </span>
                  ) : (
                    draft.slice(token.start, token.end)
                  )}
                </span>
              ))
            ) : (
              <span className="ink-hint">
                model:gpt-5-mini<span className="wide"> status:error "words in the text"</span>
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
            aria-describedby={fault ? `${id}-fault` : undefined}
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
      {fault && !open && (
        <p className="filter-fault" id={`${id}-fault`} role="alert">
          <span className="sign fail">✕</span> {fault.fault}; this term is not asked.
        </p>
      )}
      {offered.length > 0 && (
        <div className="completions floating">
          <div id={`${id}-list`} role="listbox" aria-label="Completions">
            {offered.map((choice, i) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the input has the keys
              <div
                key={choice.label}
                id={`${id}-${i}`}
                role="option"
                tabIndex={-1}
                aria-selected={i === active}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => take(choice)}
              >
                <span className="completion">{choice.label}</span>
                <span className="quiet">{choice.says}</span>
              </div>
            ))}
          </div>
          {fault && <p className="completion-fault">{fault.fault}</p>}
        </div>
      )}
      {note && !fault && offered.length === 0 && (
        <p className="filter-fault quiet" role="status">
          {note.note}
        </p>
      )}
    </search>
  );
}

function caretInWord(line: string, caret: number): boolean {
  return caret > 0 && !/\s/u.test(line[caret - 1] ?? " ");
}
