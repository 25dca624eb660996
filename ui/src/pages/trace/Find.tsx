import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { Icon } from "../../parts/Icon";
import { Safe } from "../../parts/Safe";
import type { Turn } from "../../prepare/conversation";
import { find, piecesOf, wider, type Excerpt, type Piece } from "../../prepare/find";
import { counted, whole } from "../../prepare/format";

const WIDER = 2000;

/**
 * Finds words in texts, however long they are and however much of them is drawn: it shows each place with what stands around
 * it. Where only beginnings are here, it wants the rest as soon as something is sought.
 */
export function Find({
  turns,
  missing,
  reading,
  failed,
  onRead,
  onClose,
}: {
  turns: readonly Turn[];
  /** How many characters of the texts are not here. */
  missing: number;
  reading: boolean;
  failed: boolean;
  onRead: () => void;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState("");
  const sought = useDeferredValue(typed.trim());
  const line = useRef<HTMLInputElement>(null);
  useEffect(() => line.current?.focus(), []);
  const wanted = sought !== "" && missing > 0 && !reading && !failed;
  useEffect(() => {
    if (wanted) onRead();
  }, [wanted, onRead]);
  const pieces = useMemo(() => piecesOf(turns), [turns]);
  const found = useMemo(() => find(pieces, sought), [pieces, sought]);
  const ready = sought !== "" && missing === 0;
  return (
    <search className={sought ? "find found" : "find"} aria-label="Find in the texts" data-testid="find">
      <div className="find-line">
        <Icon name="find" size={14} />
        <input
          ref={line}
          type="search"
          placeholder="Find in the texts"
          aria-label="Find in the texts"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.preventDefault();
            event.stopPropagation();
            onClose();
          }}
        />
        <span className="quiet" role="status">
          {sought && (
            <>
              {failed ? (
                <>
                  <span className="sign fail">✕</span> The rest could not be read.{" "}
                  <button type="button" className="more" onClick={onRead}>
                    Try again
                  </button>{" "}
                </>
              ) : missing > 0 ? (
                `reading ${counted(missing, "more character")} … `
              ) : null}
              {found.count > 0 ? `${whole(found.count)} found${ready ? "" : " so far"}` : ready ? "nowhere" : ""}
              {found.more && `, the first ${whole(found.excerpts.length)} places shown`}
            </>
          )}
        </span>
        <button type="button" className="button quiet-button" aria-label="Close the search" title="Close (Esc)" onClick={onClose}>
          <Icon name="close" size={14} />
        </button>
      </div>
      {found.excerpts.length > 0 && (
        <ol className="find-places" aria-label="Places">
          {found.excerpts.map((excerpt) => (
            <Place key={`${excerpt.piece}:${excerpt.marks[0]![0]}`} excerpt={excerpt} piece={pieces[excerpt.piece]!} />
          ))}
        </ol>
      )}
    </search>
  );
}

function Place({ excerpt, piece }: { excerpt: Excerpt; piece: Piece }) {
  const [by, setBy] = useState(0);
  const shown = by === 0 ? excerpt : wider(excerpt, piece.text, by);
  const all = shown.from === 0 && shown.to === piece.text.length;
  return (
    <li className={`turn role-${/^[a-z]+$/u.test(piece.speaker) ? piece.speaker : "other"}${piece.output ? " came-out" : ""}`} data-testid="place">
      <span className="role">
        <Safe text={piece.speaker} />
        <span className="role-name figures">{Math.floor((100 * excerpt.marks[0]![0]) / piece.text.length)} %</span>
      </span>
      <div className="said-text">
        <p className="as-written">
          {shown.from > 0 && <span className="quiet">… </span>}
          <Marked text={piece.text} shown={shown} />
          {shown.to < piece.text.length && <span className="quiet"> …</span>}
        </p>
        {!all && (
          <button type="button" className="more" onClick={() => setBy(by + WIDER)}>
            ▸ more around it
          </button>
        )}
      </div>
    </li>
  );
}

function Marked({ text, shown }: { text: string; shown: Excerpt }) {
  const ends = [shown.from, ...shown.marks.map(([, end]) => end)];
  return (
    <>
      {shown.marks.map(([from, to], i) => (
        <span key={from}>
          <Safe text={text.slice(ends[i], from)} />
          <mark>
            <Safe text={text.slice(from, to)} />
          </mark>
        </span>
      ))}
      <Safe text={text.slice(ends.at(-1), shown.to)} />
    </>
  );
}
