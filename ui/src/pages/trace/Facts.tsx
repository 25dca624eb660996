import type { Span } from "../../api/types";
import { Safe } from "../../parts/Safe";
import { facts } from "../../prepare/facts";
import type { FilterKey } from "../../prepare/filter";
import { plain } from "../../prepare/visible";

export function Facts({ span, root, ms, onFilter }: { span: Span; root: Span; ms: number; onFilter: (key: FilterKey, value: string) => void }) {
  return (
    <dl className="facts" aria-label="Facts">
      <div>
        <dt>kind</dt>
        <dd>{span.kind}</dd>
      </div>
      {facts(span, ms, root).map((fact) => (
        <div key={fact.label + fact.value} title={fact.title ? plain(fact.title) : undefined}>
          <dt>{fact.label}</dt>
          <dd>
            {fact.filter ? (
              <button type="button" className="fact-button" title={`Show traces with this ${fact.label}`} onClick={() => onFilter(...fact.filter!)}>
                <Safe text={fact.value} />
              </button>
            ) : (
              <Safe text={fact.value} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
