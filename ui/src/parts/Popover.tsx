import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Icon } from "./Icon";

/** A button that opens a small panel under it. Closes on a choice, on Escape, and when something else is used. */
export function Popover({
  label,
  names,
  says,
  className = "",
  children,
}: {
  /** What the button is for, and what is chosen. */
  label: string;
  /** What the button is for, in a word. */
  names: string;
  /** What it shows. */
  says: ReactNode;
  className?: string;
  children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    const first = (selector: string) => box.current?.querySelector<HTMLElement>(`.popover ${selector}`);
    (first("input[data-first]") ?? first("[aria-current=true]") ?? first("button"))?.focus();
    const outside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
    };
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const all = [...(box.current?.querySelectorAll<HTMLElement>(".popover button") ?? [])];
      const at = all.indexOf(document.activeElement as HTMLElement);
      if (at < 0) return;
      event.preventDefault();
      all[(at + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length]?.focus();
    }
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- hears the keys of the controls within
    <div role="group" className={`popover-box ${className}`} ref={box} onKeyDown={onKeyDown} data-arrows={open || undefined}>
      <button
        type="button"
        ref={button}
        className="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        title={label}
        onClick={() => setOpen(!open)}
      >
        <span className="offscreen">{names} </span>
        {says}
        <Icon name="down" size={12} />
      </button>
      {open && (
        <div className="popover floating" id={id} role="dialog" aria-label={label}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
