import { useId } from "react";

/** One of a few words, all in sight. */
export function Choice<T extends string>({ label, options, value, onChange, disabled = false }: { label: string; options: readonly { id: T; label: string }[]; value: T; onChange: (value: T) => void; disabled?: boolean }) {
  const name = useId();
  return (
    <div className="choice" role="radiogroup" aria-label={label} data-arrows>
      {options.map((option) => (
        <label key={option.id} className={option.id === value ? "chosen" : undefined}>
          <input type="radio" name={name} checked={option.id === value} disabled={disabled} onChange={() => onChange(option.id)} />
          {option.label}
        </label>
      ))}
    </div>
  );
}
