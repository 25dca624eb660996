import { useState } from "react";
import { Popover } from "../../parts/Popover";
import { everything, lasts, rangeLabel, type Range } from "../../prepare/range";

export function RangeMenu({ range, onChange }: { range: Range; onChange: (range: Range) => void }) {
  const label = rangeLabel(range, new Date());
  const choices: Range[] = [...lasts, everything];
  return (
    <Popover label={`Time range: ${label}`} names="Time range" says={<span className="figures">{label}</span>} className="range">
      {(close) => {
        const choose = (next: Range) => {
          onChange(next);
          close();
        };
        return (
          <>
            <ul className="choices">
              {choices.map((choice) => (
                <li key={rangeLabel(choice, new Date())}>
                  <button type="button" aria-current={rangeLabel(choice, new Date()) === label} onClick={() => choose(choice)}>
                    {rangeLabel(choice, new Date())}
                  </button>
                </li>
              ))}
            </ul>
            <Between range={range} onChoose={choose} />
          </>
        );
      }}
    </Popover>
  );
}

/** The value of a datetime-local field: local time without a zone. */
function local(ms: number): string {
  const at = new Date(ms);
  return new Date(ms - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function Between({ range, onChoose }: { range: Range; onChoose: (range: Range) => void }) {
  const now = Date.now();
  const [from, setFrom] = useState(() => local(range.type === "between" ? range.from : now - (range.type === "last" ? range.ms : 86_400_000)));
  const [to, setTo] = useState(() => local(range.type === "between" ? range.to : now));
  const valid = Date.parse(from) < Date.parse(to);
  return (
    <form
      className="between"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) onChoose({ type: "between", from: Date.parse(from), to: Date.parse(to) });
      }}
    >
      <label>
        <span>from</span>
        <input type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label>
        <span>to</span>
        <input type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} />
      </label>
      <button type="submit" className="button framed" disabled={!valid}>
        Show
      </button>
    </form>
  );
}
