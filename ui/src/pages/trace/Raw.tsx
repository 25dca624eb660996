import { useDeferredValue, useMemo, useState } from "react";
import type { Json, Span } from "../../api/types";
import { Icon } from "../../parts/Icon";
import { JsonTree } from "../../parts/JsonTree";
import { copy } from "../../parts/notice";
import { PickButton, type OnPick } from "../../parts/PickButton";
import { Safe } from "../../parts/Safe";
import { isEmpty, jsonInText, matching } from "../../prepare/json";

export const SEARCH_ID = "raw-search";

/** The span as data: what no field was read from first, because nothing else shows it. */
export function Raw({ span, onFilter }: { span: Span; onFilter: OnPick }) {
  const [typed, setTyped] = useState("");
  const sought = useDeferredValue(typed);
  const sections = useMemo(() => {
    const words = sought.split(/\s+/u).filter(Boolean);
    const all: [string, string, Json, string][] = [
      ["attributes", "what no field was read from", span.attributes, "attributes."],
      ["metadata", "what the application said", span.metadata, "metadata."],
      ["tools", "offered to the model", span.tools as Json, ""],
      ["span", "all of it", span as unknown as Json, ""],
    ];
    return all.map(([name, says, value, family]) => ({ name, says, value, family, shown: isEmpty(value) ? undefined : matching(value, words) }));
  }, [span, sought]);
  return (
    <div className="raw">
      <input
        id={SEARCH_ID}
        className="raw-search"
        type="search"
        placeholder="Find in keys and values"
        aria-label="Find in keys and values"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          event.stopPropagation();
          setTyped("");
          event.currentTarget.blur();
        }}
      />
      {sections.filter(({ name, value, shown }) => (sought.trim() ? shown !== undefined : name === "attributes" || !isEmpty(value))).map(({ name, says, value, family, shown }) => (
        <section key={name} aria-label={name}>
          <header className="raw-head">
            <h4>{name}</h4>
            <span className="quiet">{isEmpty(value) ? "none" : says}</span>
            {!isEmpty(value) && (
              <button type="button" className="button quiet-button" aria-label={`Copy ${name}`} onClick={() => void copy(JSON.stringify(value, null, 2), name)}>
                <Icon name="copy" size={14} />
              </button>
            )}
          </header>
          {shown !== undefined &&
            (family ? <Fields key={sought} family={family} value={shown as { [key: string]: Json }} onFilter={onFilter} /> : <JsonTree key={sought} value={shown} open={sought ? 400 : name === "span" ? 60 : 40} />)}
        </section>
      ))}
      {sections.every(({ shown }) => shown === undefined) && (
        <p className="no-text">
          Nothing in this span has “<Safe text={sought} />”.
        </p>
      )}
    </div>
  );
}

/** Keys and values; a plain value can be asked for. */
function Fields({ family, value, onFilter }: { family: string; value: { [key: string]: Json }; onFilter: OnPick }) {
  return (
    <dl className="raw-fields">
      {Object.entries(value).map(([key, inner]) => {
        const parsed = typeof inner === "string" ? (jsonInText(inner) ?? inner) : inner;
        return (
          <div key={key}>
            <dt>
              <Safe text={key} />
            </dt>
            <dd>
              {parsed !== null && typeof parsed !== "object" && String(parsed).length <= 200 && String(parsed).trim() !== "" ? (
                <PickButton pick={[family + key, String(parsed)]} onPick={onFilter}>
                  <Safe text={String(parsed)} />
                </PickButton>
              ) : (
                <JsonTree value={parsed} open={12} />
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
