import { useMemo, useState, type ReactNode } from "react";
import type { Json } from "../api/types";
import { counted } from "../prepare/format";
import { glance, lines, onOneLine, sizeLabel } from "../prepare/json";
import { LongText } from "./LongText";
import { Safe } from "./Safe";

const STRING_SHOWN = 600;
const MEMBERS_SHOWN = 100;

/** JSON, coloured and folded. What is small stands open; what is large opens as far as it stays readable. */
export function JsonTree({ value, open = 30 }: { value: Json; open?: number }) {
  return (
    <div className="json">
      <Value value={value} name={null} room={open} last />
    </div>
  );
}

/** JSON in a line of text. */
export const JsonLine = ({ value }: { value: Json }) => (
  <span className="json inline">
    <Inline value={value} />
  </span>
);

function Value({ value, name, room, last }: { value: Json; name: string | null; room: number; last: boolean }) {
  const before = name === null ? null : <Key name={name} />;
  const comma = last ? "" : ",";
  if (value === null || typeof value !== "object" || onOneLine(value, 72) !== null) {
    return (
      <div className="json-line">
        {before}
        <Inline value={value} />
        {comma}
      </div>
    );
  }
  return <Branch value={value} before={before} room={room} comma={comma} />;
}

function Branch({ value, before, room, comma }: { value: Json[] | { [key: string]: Json }; before: ReactNode; room: number; comma: string }) {
  // What fits stands open whole; else its members share the room that is left.
  const fits = useMemo(() => lines(value, room + 1) <= room, [value, room]);
  const [open, setOpen] = useState(fits || room >= 12);
  const [shown, setShown] = useState(MEMBERS_SHOWN);
  const array = Array.isArray(value);
  const entries = array ? value.map((v, i): [string, Json] => [String(i), v]) : Object.entries(value);
  const [left, right] = array ? ["[", "]"] : ["{", "}"];
  const each = fits ? room : Math.max(1, Math.floor((room - entries.length) / Math.max(1, entries.length)));
  return (
    <div className="json-branch">
      <div className="json-line">
        <button type="button" className="twisty" aria-expanded={open} aria-label={open ? "fold" : "unfold"} onClick={() => setOpen(!open)}>
          {open ? "▾" : "▸"}
        </button>
        {before}
        {left}
        {!open && (
          <>
            <button type="button" className="more glance" tabIndex={-1} title={sizeLabel(value)} aria-hidden onClick={() => setOpen(true)}>
              <Safe text={glance(value, 56)} />
            </button>
            {right}
            {comma}
          </>
        )}
      </div>
      {open && (
        <>
          <div className="json-inner">
            {entries.slice(0, shown).map(([key, inner], i) => (
              <Value key={key} value={inner} name={array ? null : key} room={each} last={i === entries.length - 1} />
            ))}
            {entries.length > shown && (
              <button type="button" className="more" onClick={() => setShown(shown * 10)}>
                ▸ {counted(entries.length - shown, "more member")}
              </button>
            )}
          </div>
          <div className="json-line">
            {right}
            {comma}
          </div>
        </>
      )}
    </div>
  );
}

const Key = ({ name }: { name: string }) => (
  <span className="json-key">
    <Safe text={name} />
    {": "}
  </span>
);

function Inline({ value }: { value: Json }): ReactNode {
  if (value === null || typeof value === "boolean") return <span className="json-word">{String(value)}</span>;
  if (typeof value === "number") return <span className="json-number">{String(value)}</span>;
  if (typeof value === "string") return <Text value={value} />;
  const array = Array.isArray(value);
  const entries = Object.entries(value);
  return (
    <>
      {array ? "[" : "{"}
      {entries.map(([key, inner], i) => (
        <span key={key}>
          {i > 0 && ", "}
          {!array && <Key name={key} />}
          <Inline value={inner} />
        </span>
      ))}
      {array ? "]" : "}"}
    </>
  );
}

const Text = ({ value }: { value: string }) => (
  <LongText text={value} first={STRING_SHOWN}>
    {(shown) => (
      <span className="json-string">
        "<Safe text={shown} />
        {shown.length === value.length && '"'}
      </span>
    )}
  </LongText>
);
