import { useRef, type KeyboardEvent, type PointerEvent } from "react";

/** A hairline between two panes that can be moved with the pointer or the arrow keys. */
export function Splitter({
  label,
  value,
  min,
  max,
  onChange,
}: {
  label: string;
  /** Width of the pane before it, in pixels. */
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}) {
  const from = useRef<{ x: number; value: number } | null>(null);
  const set = (next: number) => onChange(Math.round(Math.min(max, Math.max(min, next))));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowLeft" ? -16 : event.key === "ArrowRight" ? 16 : 0;
    if (step === 0) return;
    event.preventDefault();
    set(value + step);
  };
  const onPointerDown = (event: PointerEvent) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, value };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (from.current) set(from.current.value + event.clientX - from.current.x);
  };
  return (
    <div
      className="splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      data-arrows
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (from.current = null)}
      onPointerCancel={() => (from.current = null)}
    />
  );
}
