import type { Json, Span } from "../../api/types";
import { Icon } from "../../parts/Icon";
import { JsonTree } from "../../parts/JsonTree";
import { copy } from "../../parts/notice";
import { isEmpty } from "../../prepare/json";

/** The span as data: what no field was read from first, because nothing else shows it. */
export function Raw({ span }: { span: Span }) {
  const sections: [string, string, Json][] = [
    ["attributes", "what no field was read from", span.attributes],
    ["metadata", "what the application said", span.metadata],
    ["tools", "offered to the model", span.tools as Json],
    ["span", "all of it", span as unknown as Json],
  ];
  return (
    <div className="raw">
      {sections.map(([name, says, value]) => (
        <section key={name}>
          <header className="raw-head">
            <h4>{name}</h4>
            <span className="quiet">{isEmpty(value) ? "none" : says}</span>
            {!isEmpty(value) && (
              <button type="button" className="button quiet-button" aria-label={`Copy ${name}`} onClick={() => void copy(JSON.stringify(value, null, 2), name)}>
                <Icon name="copy" size={14} />
              </button>
            )}
          </header>
          {!isEmpty(value) && <JsonTree value={value} open={name === "span" ? 60 : 40} />}
        </section>
      ))}
    </div>
  );
}
