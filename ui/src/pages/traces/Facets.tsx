import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, type KeyboardEvent, type MouseEvent } from "react";
import { ApiError, findFacets } from "../../api/client";
import type { Facet } from "../../api/types";
import { Icon } from "../../parts/Icon";
import { Safe } from "../../parts/Safe";
import { Failure, Waiting } from "../../parts/States";
import { useOpen } from "../../parts/useOpen";
import { asked, toggled, type FieldValue } from "../../prepare/filter/edit";
import { whole } from "../../prepare/format";
import { rangeQuery } from "../../prepare/range";
import { plain } from "../../prepare/visible";
import { useFields } from "../ask/useValues";
import type { Question } from "../ask/useQuestion";

const usual = ["status", "kind", "model", "service", "environment", "tag", "name", "error.type", "finish", "user", "prompt"];

/** The values that the traces of the question have, with counts; each is one key from being asked for or left out. */
export function Facets({ project, question, onLine, onClose }: { project: string; question: Question; onLine: (line: string) => void; onClose: () => void }) {
  const { line, filter, range } = question;
  const made = useFields(project).filter((f) => f.name.startsWith("score.") || f.name.startsWith("metadata."));
  const names = [...usual, ...made.slice(0, 9).map((f) => f.name)];
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: ["facets", project, filter, range, names.join()],
    queryFn: ({ signal }) => findFacets(project, [...filter, ...rangeQuery(range, Date.now()), ...names.map((name): [string, string] => ["field", name]), ["limit", "8"]], signal),
    placeholderData: keepPreviousData,
    refetchInterval: range.type === "between" ? false : 30_000,
  });
  const box = useRef<HTMLElement>(null);
  const ready = data !== undefined;
  useEffect(() => {
    if (ready) box.current?.querySelector<HTMLElement>(".facet-value")?.focus();
  }, [ready]);

  const take = (value: FieldValue, not: boolean) => {
    onLine(toggled(line, value, not));
    // On a phone they lie over what was asked for.
    if (matchMedia("(max-width: 760px)").matches) onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = [...(box.current?.querySelectorAll<HTMLElement>(".facet-value, .facet-head") ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const focus = (to: number) => all[Math.max(0, Math.min(all.length - 1, to))]?.focus();
    switch (event.key) {
      case "j":
      case "ArrowDown":
        focus(at + 1);
        break;
      case "k":
      case "ArrowUp":
        focus(at - 1);
        break;
      case "-": {
        const button = all[at];
        if (!button?.dataset.field) return;
        take([button.dataset.field, button.dataset.value!], true);
        break;
      }
      case "Escape":
        document.querySelector<HTMLElement>("[data-testid=traces]")?.focus();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- hears the keys of the buttons within
    <aside className="facets" aria-label="Facets" ref={box} onKeyDown={onKeyDown} data-testid="facets">
      <header>
        <h2 title="Counted are traces with at least one such span">Facets</h2>
        <span className="quiet">
          <kbd>Enter</kbd> with <kbd>-</kbd> without
        </span>
        <button type="button" className="button quiet-button" aria-label="Close the facets" onClick={onClose}>
          <Icon name="close" size={14} />
        </button>
      </header>
      {error instanceof ApiError && error.status === 404 ? (
        <p className="quiet facet-none">Nothing to choose from yet.</p>
      ) : error && !data ? (
        <Failure error={error} what="The facets could not be read." retry={() => void refetch()} />
      ) : !data ? (
        <Waiting label="Reading the facets" rows={10} height={28} />
      ) : (
        <div className={isPlaceholderData ? "facet-list stale" : "facet-list"}>
          {data.facets
            .filter((facet) => facet.values.length > 0)
            .map((facet) => (
              <Group key={facet.field} facet={facet} line={line} onTake={take} />
            ))}
          {data.facets.every((facet) => facet.values.length === 0) && <p className="quiet facet-none">Nothing to choose from: no trace matches.</p>}
        </div>
      )}
    </aside>
  );
}

function Group({ facet, line, onTake }: { facet: Facet; line: string; onTake: (value: FieldValue, not: boolean) => void }) {
  const [folded, setFolded] = useOpen(`folded ${facet.field}`);
  const most = facet.values.reduce((max, v) => Math.max(max, v.count), 1);
  return (
    <section className="facet" aria-label={facet.field}>
      <h3>
        <button type="button" className="facet-head" aria-expanded={!folded} onClick={() => setFolded(!folded)}>
          <span className="twisty" aria-hidden>
            {folded ? "▸" : "▾"}
          </span>
          <Safe text={facet.field} />
        </button>
      </h3>
      {!folded && (
        <ul>
          {facet.values.map(({ value, count }) => {
            const now = asked(line, [facet.field, value]);
            return (
              <li key={value}>
                <button
                  type="button"
                  className={`facet-value${now ? ` ${now}` : ""}`}
                  data-field={facet.field}
                  data-value={value}
                  aria-pressed={now === "in"}
                  title={`${plain(`${facet.field}:${value}`)}\nclick asks for it, Alt-click leaves it out`}
                  onClick={(event: MouseEvent) => onTake([facet.field, value], event.altKey || event.shiftKey)}
                >
                  <span className="sign" aria-hidden>
                    {now === "in" ? "✓" : now === "out" ? "–" : ""}
                  </span>
                  <span className="facet-text">
                    {now === "out" && <span className="offscreen">left out: </span>}
                    <Safe text={value} />
                  </span>
                  <span className="facet-count figures">{whole(count)}</span>
                  <i style={{ width: `${(count / most) * 100}%` }} aria-hidden />
                </button>
              </li>
            );
          })}
          {facet.more && <li className="quiet facet-more">and more; type {facet.field}: in the filter</li>}
        </ul>
      )}
    </section>
  );
}
