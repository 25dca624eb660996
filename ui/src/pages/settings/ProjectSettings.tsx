import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { addProject, titleProject } from "../../api/access";
import { listProjects } from "../../api/client";
import { Safe } from "../../parts/Safe";
import { Failure, Waiting } from "../../parts/States";
import { Trouble } from "./Trouble";
import { useSaving } from "./useSaving";

/** The projects; what is sent to one that is not there makes it, too. */
export function ProjectSettings({ project }: { project: string }) {
  const queryKey = ["projects"];
  const { data, error, refetch } = useQuery({ queryKey, queryFn: ({ signal }) => listProjects(signal) });
  const { save, trouble, busy } = useSaving(queryKey);
  const [name, setName] = useState("");
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (await save(() => addProject(name.trim()), `Project ${name.trim()} made`)) setName("");
  };
  if (error && !data) return <Failure error={error} what="The projects could not be read." retry={() => void refetch()} />;
  if (!data) return <Waiting label="Reading the projects" rows={4} height={44} />;
  return (
    <>
      <h2>Projects</h2>
      <p className="quiet lead">
        A project owns what is sent to it; programs name it with the header <code>x-assay-project</code> or by their key.
      </p>
      <ul className="setting-list">
        {data.items.map((one) => (
          <li key={one.name}>
            <div className="setting-what">
              <b>
                <Safe text={one.name} />
              </b>
              {one.name === project && <span className="quiet">open now</span>}
            </div>
            <Title name={one.name} title={one.title} onSave={(title) => void save(() => titleProject(one.name, title), `${one.name} reads “${title}”`)} />
            <span className="setting-do">
              <a className="button" href={`/p/${encodeURIComponent(one.name)}/traces`}>
                Open
              </a>
              {one.name !== "default" && (
                <a className="button" href={`/p/${encodeURIComponent(one.name)}/settings/deletion?subject=project`}>
                  Delete …
                </a>
              )}
            </span>
          </li>
        ))}
      </ul>
      <form className="setting-form" onSubmit={(event) => void add(event)}>
        <label className="wide">
          name
          <input value={name} placeholder="shop" pattern="[A-Za-z0-9._\-]{1,64}" title="Letters, digits, dots, hyphens and underscores, up to 64" autoComplete="off" spellCheck={false} required onChange={(event) => setName(event.target.value)} />
        </label>
        <button type="submit" className="button framed" disabled={busy || !name.trim()}>
          Make a project
        </button>
      </form>
      <Trouble error={trouble} />
    </>
  );
}

function Title({ name, title, onSave }: { name: string; title: string; onSave: (title: string) => void }) {
  const [typed, setTyped] = useState(title);
  return (
    <form
      className="setting-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() && typed !== title) onSave(typed.trim());
      }}
    >
      <span className="quiet" aria-hidden>
        shown as
      </span>
      <input aria-label={`What people read for ${name}`} title="What people read in place of the name" value={typed} maxLength={100} onChange={(event) => setTyped(event.target.value)} />
      <button type="submit" className="button framed" hidden={!typed.trim() || typed === title}>
        Save
      </button>
    </form>
  );
}
