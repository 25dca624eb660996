import type { MouseEvent, ReactNode } from "react";
import type { FieldValue } from "../prepare/filter/edit";
import { plain } from "../prepare/visible";

export type OnPick = (pick: FieldValue, not: boolean) => void;

/** A value that can be asked for: a click adds it to the filter, a click with Alt or Shift leaves it out. */
export function PickButton({ pick, onPick, className = "", title, tabIndex, children }: { pick: FieldValue; onPick: OnPick; className?: string; title?: string; tabIndex?: number; children: ReactNode }) {
  const onClick = (event: MouseEvent) => {
    event.stopPropagation();
    onPick(pick, event.altKey || event.shiftKey);
  };
  const does = `${pick[0]}:${pick[1]} · click adds it to the filter, Alt-click leaves it out`;
  return (
    <button type="button" className={`fact-button ${className}`} tabIndex={tabIndex} title={plain(title ? `${title}\n${does}` : does)} onClick={onClick}>
      {children}
    </button>
  );
}
