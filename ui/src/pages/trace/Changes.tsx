/* oxlint-disable react/no-array-index-key -- lines of a text have no identity but their place */
import { Safe } from "../../parts/Safe";
import { useOpen } from "../../parts/useOpen";
import { closeTo, type Change } from "../../prepare/changes";
import { counted } from "../../prepare/format";

/** What this call was asked differently from the one before. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  return (
    <div className="turn changes" role="note" aria-label="Changed against the call before" data-testid="changes">
      <span className="role" title="against the call before">
        changed
      </span>
      <ul>
        {changes.map((change, i) => (
          <li key={i}>
            <Told change={change} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Told({ change }: { change: Change }) {
  switch (change.type) {
    case "value":
      return (
        <>
          <span className="quiet">
            <Safe text={change.name} />
          </span>{" "}
          {change.before ? (
            <del>
              <Safe text={short(change.before)} />
            </del>
          ) : (
            <span className="quiet">not set</span>
          )}
          {" → "}
          {change.now ? (
            <ins>
              <Safe text={short(change.now)} />
            </ins>
          ) : (
            <span className="quiet">not set</span>
          )}
        </>
      );
    case "tools":
      return (
        <>
          <span className="quiet">tools</span>
          {change.added.map((name) => (
            <ins key={name}>
              {" +"}
              <Safe text={name} />
            </ins>
          ))}
          {change.removed.map((name) => (
            <del key={name}>
              {" −"}
              <Safe text={name} />
            </del>
          ))}
          {change.changed.map((name) => (
            <span key={name} title="described differently">
              {" ~"}
              <Safe text={name} />
            </span>
          ))}
        </>
      );
    case "system":
      return <Instructions change={change} />;
  }
}

const short = (text: string) => (text.length > 120 ? `${text.slice(0, 120)}…` : text);

function Instructions({ change }: { change: Extract<Change, { type: "system" }> }) {
  const [open, setOpen] = useOpen("changed instructions");
  return (
    <>
      <span className="quiet">instructions</span>{" "}
      <button type="button" className="more" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? "▾" : "▸"} <ins>{counted(change.added, "line")} more</ins>, <del>{counted(change.removed, "line")} less</del>
      </button>
      {open && (
        <pre className="diff">
          {closeTo(change.lines).map((line, i) =>
            line.sign === "…" ? (
              <span key={i} className="diff-same">
                {counted(line.hidden, "line")} the same{"\n"}
              </span>
            ) : (
              <span key={i} className={line.sign === "+" ? "diff-more" : line.sign === "-" ? "diff-less" : undefined}>
                {line.sign} <Safe text={line.text} />
                {"\n"}
              </span>
            ),
          )}
        </pre>
      )}
    </>
  );
}
