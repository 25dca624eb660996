import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useKeys } from "../../keys/useKeys";
import { Icon } from "../../parts/Icon";
import type { OnPick } from "../../parts/PickButton";
import { Safe } from "../../parts/Safe";
import { asked, type FieldValue } from "../../prepare/filter/edit";

/** The values of what is current, each one key away from the filter. */
export function ValuesPanel({ what, line, picks, onPick, onClose }: { what: string; line: string; picks: readonly FieldValue[]; onPick: OnPick; onClose: () => void }) {
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);
  useKeys({ "page.back": onClose });
  useEffect(() => {
    before.current = document.activeElement;
    list.current?.focus();
    return () => {
      if (before.current instanceof HTMLElement) before.current.focus();
    };
  }, []);
  const take = (pick: FieldValue | undefined, not: boolean) => {
    if (!pick) return;
    onClose();
    onPick(pick, not);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const n = picks.length;
    const move = (to: number) => {
      setActive(to);
      list.current?.children[to]?.scrollIntoView({ block: "nearest" });
    };
    switch (event.key) {
      case "ArrowDown":
      case "j":
        move((active + 1) % n);
        break;
      case "ArrowUp":
      case "k":
        move((active + n - 1) % n);
        break;
      case "Enter":
      case "+":
      case "=":
        take(picks[active], event.altKey || event.shiftKey ? event.key === "Enter" : false);
        break;
      case "-":
        take(picks[active], true);
        break;
      case "v":
      case "Escape":
        onClose();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section className="values-panel floating" role="dialog" aria-label={`Values of the ${what}`}>
      <header>
        <h2>Values of the {what}</h2>
        <span className="quiet">
          <kbd>Enter</kbd> only these <kbd>-</kbd> not these
        </span>
        <button type="button" className="button quiet-button" aria-label="Close" onClick={onClose}>
          <Icon name="close" size={14} />
        </button>
      </header>
      <div
        ref={list}
        role="listbox"
        aria-label="Values"
        tabIndex={0}
        data-arrows
        aria-activedescendant={picks.length > 0 ? `value-${active}` : undefined}
        onKeyDown={onKeyDown}
      >
        {picks.map((pick, i) => {
          const now = asked(line, pick);
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the list has the keys
            <div
              key={pick.join(":")}
              id={`value-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === active}
              onPointerMove={() => setActive(i)}
              onClick={(event) => take(pick, event.altKey || event.shiftKey)}
            >
              <span className="quiet">
                <Safe text={pick[0]} />
              </span>
              <span className="value-text">
                <Safe text={pick[1]} />
              </span>
              {now && <span className="quiet">{now === "in" ? "asked for" : "left out"}</span>}
            </div>
          );
        })}
      </div>
    </section>
  );
}
