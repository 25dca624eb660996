import { useEffect, useState } from "react";

/** A button for what cannot be taken back: the first press asks, the second does it. */
export function Twice({ label, sure, disabled = false, framed = false, onDo }: { label: string; sure: string; disabled?: boolean; framed?: boolean; onDo: () => void }) {
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!asked) return;
    const timer = setTimeout(() => setAsked(false), 4000);
    return () => clearTimeout(timer);
  }, [asked]);
  return (
    <button type="button" className={asked ? "button framed fail" : framed ? "button framed" : "button"} disabled={disabled} onBlur={() => setAsked(false)} onClick={() => (asked ? onDo() : setAsked(true))}>
      {asked ? sure : label}
    </button>
  );
}
