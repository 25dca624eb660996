import { useState, type FormEvent } from "react";
import { useKeys } from "../../keys/useKeys";
import { Icon } from "../../parts/Icon";
import { say } from "../../parts/notice";
import { Popover } from "../../parts/Popover";
import { Safe } from "../../parts/Safe";
import { removeView, saveView, useViews, type View } from "../../parts/views";
import { go, projectAddress, viewOf, type Place } from "../router";

/** Questions that were given a name. */
export function ViewsMenu({ place }: { place: Place }) {
  const { project } = place;
  const views = useViews(project);
  const here = viewOf(place);
  const now = views.find((view) => view.address === here);
  useKeys({ "list.save": () => document.querySelector<HTMLElement>(".views-menu > .button")?.click() });
  return (
    <Popover label={now ? `Saved view: ${now.name}` : "Saved views"} names="Saved views" says={now ? <Safe text={now.name} /> : <Icon name="saved" />} className="views-menu">
      {(close) => (
        <>
          <Save
            suggestion={now?.name ?? place.params.get("f") ?? ""}
            onSave={(name) => {
              saveView(project, { name, address: here });
              say(`Saved as “${name}”`);
              close();
            }}
          />
          {views.length > 0 && (
            <ul className="choices">
              {views.map((view) => (
                <li key={view.name} className="view-line">
                  <button
                    type="button"
                    aria-current={view === now}
                    onClick={() => {
                      close();
                      go(projectAddress(project, view.address));
                    }}
                  >
                    <Safe text={view.name} />
                  </button>
                  <button type="button" className="view-remove" aria-label={`Remove the view ${view.name}`} onClick={() => remove(project, view)}>
                    <Icon name="close" size={12} />
                  </button>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Popover>
  );
}

function remove(project: string, view: View): void {
  removeView(project, view.name);
  say(`“${view.name}” is removed`);
}

function Save({ suggestion, onSave }: { suggestion: string; onSave: (name: string) => void }) {
  const [name, setName] = useState(suggestion.slice(0, 60));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) onSave(name.trim());
  };
  return (
    <form className="view-save" onSubmit={submit}>
      <input data-first aria-label="Name of the view" placeholder="Name of this view" value={name} autoComplete="off" spellCheck={false} maxLength={80} onChange={(event) => setName(event.target.value)} />
      <button type="submit" className="button framed" disabled={!name.trim()}>
        Save
      </button>
    </form>
  );
}
