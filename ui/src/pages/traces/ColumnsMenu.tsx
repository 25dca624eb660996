import { Icon } from "../../parts/Icon";
import { Popover } from "../../parts/Popover";
import { change, columns, settingsNow, type Column } from "../../parts/settings";

export const columnLabels: Record<Column, string> = {
  tags: "tags",
  scores: "scores",
  who: "user, session",
  model: "model, service",
  tokens: "tokens, cost",
  took: "took",
};

/** Which columns stand beside the texts, and how close the rows stand. */
export function ColumnsMenu({ columns: shown }: { columns: readonly Column[] }) {
  return (
    <Popover label="Columns" names="Columns" says={<Icon name="columns" />} className="columns-menu">
      {() => (
        <ul className="choices">
          {columns.map((name) => (
            <li key={name}>
              <button type="button" role="switch" aria-checked={shown.includes(name)} onClick={() => toggle(name)}>
                {columnLabels[name]}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}

function toggle(name: Column): void {
  const shown = settingsNow().columns;
  change({ columns: shown.includes(name) ? shown.filter((other) => other !== name) : [...shown, name] });
}
