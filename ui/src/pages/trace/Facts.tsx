import type { Span } from "../../api/types";
import { Safe } from "../../parts/Safe";
import { facts } from "../../prepare/facts";
import { PickButton, type OnPick } from "../../parts/PickButton";
import { plain } from "../../prepare/visible";

export function Facts({ span, root, ms, onFilter }: { span: Span; root: Parameters<typeof facts>[2]; ms: number; onFilter: OnPick }) {
  return (
    <dl className="facts" aria-label="Facts">
      <div>
        <dt>kind</dt>
        <dd>
          <PickButton pick={["kind", span.kind]} onPick={onFilter}>
            {span.kind}
          </PickButton>
        </dd>
      </div>
      {facts(span, ms, root).map((fact) => (
        <div key={fact.label + fact.value} title={fact.title ? plain(fact.title) : undefined}>
          <dt>{fact.label}</dt>
          <dd>
            {fact.filter ? (
              <PickButton pick={fact.filter} onPick={onFilter}>
                <Safe text={fact.value} />
              </PickButton>
            ) : (
              <Safe text={fact.value} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
