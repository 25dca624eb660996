import { useState, type ReactNode } from "react";
import { counted, whole } from "../prepare/format";
import { begins, isPiece, nextLength } from "../prepare/long";

/**
 * A text as far as it can be drawn without a stutter. Those who want more of it press for more; all of it, which may be too
 * much for any page, is saved as a file.
 */
export function LongText({ text, first, children }: { text: string; /** How many characters are drawn at first. */ first: number; children: (shown: string) => ReactNode }) {
  const [length, setLength] = useState(first);
  const shown = begins(text, length);
  const left = text.length - shown.length;
  const next = Math.min(left, nextLength(length) - length);
  return (
    <>
      {children(shown)}
      {left > 0 && (
        <span className="long-more">
          <button type="button" className="more" onClick={() => setLength(nextLength(length))}>
            ▸ {next < left && `${whole(next)} of `}
            {counted(left, "more character")}
          </button>
          {next < left && !isPiece(text) && (
            <button type="button" className="more" onClick={() => save(text)}>
              save all as a file
            </button>
          )}
        </span>
      )}
    </>
  );
}

function save(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "text.txt";
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
