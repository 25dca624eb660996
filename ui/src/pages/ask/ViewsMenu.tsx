import { useState, type FormEvent } from "react";
import { keepView, removeView, type View } from "../../api/views";
import { useKeys } from "../../keys/useKeys";
import { Icon } from "../../parts/Icon";
import { Popover } from "../../parts/Popover";
import { Safe } from "../../parts/Safe";
import { exact } from "../../prepare/format";
import { plain } from "../../prepare/visible";
import { go, projectAddress, viewOf, type Place } from "../router";
import { Trouble } from "../settings/Trouble";
import { useSaving } from "../settings/useSaving";
import { useMe } from "../useMe";
import { useViews } from "./useViews";

/** Questions that the team gave a name. */
export function ViewsMenu({ place }: { place: Place }) {
  const { project } = place;
  const views = useViews(project);
  const here = viewOf(place);
  const now = views.find((view) => view.address === here);
  useKeys({ "list.save": () => document.querySelector<HTMLElement>(".views-menu > .button")?.click() });
  return (
    <Popover label={now ? `Saved view: ${now.name}` : "Saved views"} names="Saved views" says={now ? <Safe text={now.name} /> : <Icon name="saved" />} className="views-menu">
      {(close) => <Views place={place} views={views} here={here} close={close} />}
    </Popover>
  );
}

function Views({ place, views, here, close }: { place: Place; views: readonly View[]; here: string; close: () => void }) {
  const { project } = place;
  const mayKeep = useMe()?.permissions.includes("review") ?? false;
  const { save, trouble } = useSaving(["views", project]);
  /** What was removed since the menu was opened, so that it can be brought back. */
  const [removed, setRemoved] = useState<readonly View[]>([]);
  const now = views.find((view) => view.address === here);
  const shown = [...views, ...removed.filter((old) => views.every((view) => view.name !== old.name))].sort((a, b) => a.name.localeCompare(b.name));
  const remove = async (view: View) => {
    if ((await save(async () => (await removeView(project, view.name), true), `“${view.name}” is removed for everybody`)) !== null) setRemoved([...removed.filter((old) => old.name !== view.name), view]);
  };
  return (
    <>
      {mayKeep && (
        <Save
          suggestion={now?.name ?? place.params.get("f") ?? ""}
          onSave={async (name) => {
            if (await save(() => keepView(project, name, here), `Saved for everybody as “${name}”`)) close();
          }}
        />
      )}
      <Trouble error={trouble} />
      {shown.length > 0 ? (
        <ul className="choices">
          {shown.map((view) =>
            views.includes(view) ? (
              <li key={view.name} className="view-line">
                <button
                  type="button"
                  aria-current={view === now}
                  title={plain(`${view.address}\nkept ${view.by ? `by ${view.by} ` : ""}at ${exact(view.at)}`)}
                  onClick={() => {
                    close();
                    go(projectAddress(project, view.address));
                  }}
                >
                  <Safe text={view.name} />
                </button>
                {mayKeep && (
                  <button type="button" className="view-remove" aria-label={`Remove the view ${view.name}`} title="Remove, for everybody" onClick={() => void remove(view)}>
                    <Icon name="close" size={12} />
                  </button>
                )}
              </li>
            ) : (
              <li key={view.name} className="view-line gone">
                <s>
                  <Safe text={view.name} />
                </s>
                <button type="button" className="view-back" onClick={() => void save(() => keepView(project, view.name, view.address), `“${view.name}” is back`)}>
                  Bring back
                </button>
              </li>
            ),
          )}
        </ul>
      ) : (
        !mayKeep && <p className="quiet view-none">Nobody has saved a view yet.</p>
      )}
    </>
  );
}

function Save({ suggestion, onSave }: { suggestion: string; onSave: (name: string) => Promise<void> }) {
  const [name, setName] = useState(suggestion.slice(0, 60));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) void onSave(name.trim());
  };
  return (
    <form className="view-save" onSubmit={submit}>
      <input data-first aria-label="Name of the view" placeholder="Name of this view" value={name} onFocus={(event) => event.target.select()} autoComplete="off" spellCheck={false} maxLength={80} onChange={(event) => setName(event.target.value)} />
      <button type="submit" className="button framed" disabled={!name.trim()}>
        Save
      </button>
    </form>
  );
}
