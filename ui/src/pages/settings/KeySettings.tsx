import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { addKey, listKeys, revokeKey, type Key, type KeyScope } from "../../api/access";
import { Icon } from "../../parts/Icon";
import { copy } from "../../parts/notice";
import { Safe } from "../../parts/Safe";
import { Failure, Waiting } from "../../parts/States";
import { ago, exact } from "../../prepare/format";
import { Choice } from "./Choice";
import { Trouble } from "./Trouble";
import { Twice } from "./Twice";
import { useSaving } from "./useSaving";

const scopes: { id: KeyScope; label: string }[] = [
  { id: "ingest", label: "sends only" },
  { id: "full", label: "full" },
];

/** The keys that programs send with. A key is shown once, where it is made. */
export function KeySettings({ project }: { project: string }) {
  const queryKey = ["keys", project];
  const { data, error, refetch } = useQuery({ queryKey, queryFn: ({ signal }) => listKeys(project, signal) });
  const { save, trouble, busy } = useSaving(queryKey);
  const [name, setName] = useState("");
  const [scope, setScope] = useState<KeyScope>("ingest");
  const [made, setMade] = useState<Key | null>(null);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const key = await save(() => addKey(project, { name: name.trim(), scope }), `Key ${name.trim()} made`);
    if (!key) return;
    setMade(key);
    setName("");
  };
  if (error && !data) return <Failure error={error} what="The keys could not be read." retry={() => void refetch()} />;
  if (!data) return <Waiting label="Reading the keys" rows={4} height={44} />;
  const lines = made?.key ? `export OTEL_EXPORTER_OTLP_ENDPOINT=${location.origin}\nexport OTEL_EXPORTER_OTLP_HEADERS=Authorization=Bearer%20${made.key}` : "";
  return (
    <>
      <h2>Keys of {project}</h2>
      <p className="quiet lead">Programs send with a key of their project. One that sends only sees nothing; a full one may do what an editor may, in this project.</p>
      {made && (
        <section aria-label="The new key" role="status">
          <h3>This is the only time that the key is shown</h3>
          <div className="lines">
            <pre>{lines}</pre>
            <button type="button" className="button framed" onClick={() => void copy(lines, "Lines")}>
              <Icon name="copy" size={14} /> Copy
            </button>
          </div>
        </section>
      )}
      <form className="setting-form" onSubmit={(event) => void add(event)}>
        <label className="wide">
          name
          <input value={name} placeholder="my-app" autoComplete="off" spellCheck={false} maxLength={100} required onChange={(event) => setName(event.target.value)} />
        </label>
        <Choice label="what it may do" options={scopes} value={scope} onChange={setScope} />
        <button type="submit" className="button framed" disabled={busy || !name.trim()}>
          Make a key
        </button>
      </form>
      <Trouble error={trouble} />
      {data.items.length === 0 ? (
        <p className="quiet lead none">No key yet.</p>
      ) : (
        <ul className="setting-list">
          {data.items.map((key) => (
            <li key={key.id} className={key.revokedAt ? "gone" : undefined}>
              <div className="setting-what">
                <b>
                  <Safe text={key.name} />
                </b>
                <span className="quiet">
                  <code>{key.hint}…</code> · {key.scope === "full" ? "full" : "sends only"}
                </span>
              </div>
              <span className="quiet" title={exact(key.lastUsedAt ?? key.createdAt)}>
                {key.lastUsedAt ? `last used ${ago(Date.now() - Date.parse(key.lastUsedAt))}` : `made ${ago(Date.now() - Date.parse(key.createdAt))}, never used`}
              </span>
              {key.revokedAt ? (
                <span className="quiet" title={exact(key.revokedAt)}>
                  revoked
                </span>
              ) : (
                <Twice label="Revoke" sure="Revoke for good?" onDo={() => void save(() => revokeKey(project, key.id), `Key ${key.name} is revoked`)} />
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
