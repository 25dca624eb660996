import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { backupAddress, ready, restore, type Restored } from "../../api/backup";
import { ApiError, listProjects, traceStats } from "../../api/client";
import { Icon } from "../../parts/Icon";
import { rememberRestore } from "../../parts/restored";
import { Safe } from "../../parts/Safe";
import { HEAD_BYTES, nameToType, readAbout, type About } from "../../prepare/backup";
import { ago, counted, dayAndTime, exact, sentence, whole } from "../../prepare/format";
import { bytes } from "../../prepare/retention";
import { Twice } from "./Twice";

/** Everything into one file, and one file into the place of everything. */
export function BackupSettings() {
  return (
    <>
      <h2>Backup</h2>
      <p className="quiet lead">
        One file with all that this server holds, of every project: each request that it took in, accounts, keys, views and settings. What is asked of them is made anew from it. The server goes on meanwhile.
      </p>
      <p className="setting-form">
        <a className="button framed" href={backupAddress} download>
          <Icon name="save" size={14} /> Save a backup
        </a>
      </p>
      <h3>Restore</h3>
      <p className="quiet lead">Puts a backup in the place of all that this server holds. It is checked whole first; a damaged one changes nothing.</p>
      <Restore />
    </>
  );
}

type State =
  | { step: "choosing"; fault: string }
  | { step: "asking"; file: File; about: About }
  | { step: "sending"; file: File; about: About; share: number }
  | { step: "done"; restored: Restored };

function Restore() {
  const client = useQueryClient();
  const [state, setState] = useState<State>({ step: "choosing", fault: "" });
  const [trouble, setTrouble] = useState<Error | null>(null);

  const choose = async (file: File | undefined) => {
    setTrouble(null);
    if (!file) return;
    const about = await readAbout(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())).catch(() => null);
    setState(about ? { step: "asking", file, about } : { step: "choosing", fault: `${file.name} is no backup of Assay. A backup is what “Save a backup” or assay backup wrote.` });
  };
  const send = async (file: File, about: About) => {
    setTrouble(null);
    setState({ step: "sending", file, about, share: 0 });
    try {
      const restored = await restore(file, (share) => setState({ step: "sending", file, about, share }));
      rememberRestore({ backupAt: restored.backupAt, replaced: restored.replaced, at: Date.now() });
      setState({ step: "done", restored });
      // All that was read is of other data; who has no account in it is asked to log in.
      client.removeQueries({ type: "inactive" });
      void client.invalidateQueries();
    } catch (cause) {
      setTrouble(cause instanceof Error ? cause : new Error(String(cause)));
      setState({ step: "asking", file, about });
    }
  };

  if (state.step === "done") return <Done restored={state.restored} onAgain={() => setState({ step: "choosing", fault: "" })} />;
  return (
    <>
      {state.step === "choosing" ? (
        <div className="setting-form">
          <label className="button framed file-button">
            Choose a backup …
            <input type="file" accept=".zip,application/zip" onChange={(event) => void choose(event.target.files?.[0])} />
          </label>
        </div>
      ) : (
        <Asked
          key={`${state.file.name} ${state.file.lastModified}`}
          file={state.file}
          about={state.about}
          sent={state.step === "sending" ? state.share : null}
          onDo={() => void send(state.file, state.about)}
          onOther={() => {
            setTrouble(null);
            setState({ step: "choosing", fault: "" });
          }}
        />
      )}
      {state.step === "choosing" && state.fault && (
        <p className="setting-fault" role="alert">
          <span className="sign fail">✕</span> <Safe text={state.fault} />
        </p>
      )}
      {/* What was changed is said by the server: where it did not answer, nobody knows. */}
      {trouble && (
        <p className="setting-fault" role="alert">
          <span className="sign fail">✕</span> {trouble instanceof ApiError ? `${trouble.title}. ${sentence(trouble.detail)}` : trouble.message}
        </p>
      )}
    </>
  );
}

/** What will be lost, and the name that has to be typed. */
function Asked({ file, about, sent, onDo, onOther }: { file: File; about: About; /** The share that was sent; null before. */ sent: number | null; onDo: () => void; onOther: () => void }) {
  const [typed, setTyped] = useState("");
  const name = nameToType(file.name);
  const at = new Date(about.at);
  const lost = useQuery({ queryKey: ["since-backup", about.at], queryFn: ({ signal }) => since(about.at, signal), staleTime: 10_000 });
  const busy = sent !== null;
  return (
    <section className="proof" aria-label="What a restore does">
      <p>
        <b>
          <Safe text={file.name} />
        </b>{" "}
        <span className="quiet">{bytes(file.size)}</span> is of <b title={exact(about.at)}>{dayAndTime(at, new Date())}</b>, {ago(Date.now() - at.getTime())}, written by Assay <Safe text={about.assay} />.
      </p>
      <ul className="losses" aria-label="What will be lost">
        <li>
          <span className="sign fail">✕</span> All that came since goes from every project
          {lost.data && lost.data.length > 0 && (
            <>
              : traces that began since are{" "}
              {lost.data.map(({ project, count }, i) => (
                <span key={project}>
                  {i > 0 && ", "}
                  {whole(count)} in <Safe text={project} />
                </span>
              ))}
            </>
          )}
          {lost.data?.length === 0 && ": no trace began since"}; scores, views and settings are as they were then.
        </li>
        <li>
          <span className="sign fail">✕</span> Accounts and keys are those of then: newer ones open nothing, and what was revoked since opens again.
        </li>
        <li>
          <span className="sign fail">✕</span> Deletions that were made since have to be made again.
        </li>
        <li>
          <span className="sign">–</span> For a second or so, everybody is answered 503; senders try again by themselves.
        </li>
        <li>
          <span className="sign">–</span> What is there now is kept on the server, in a folder <code>replaced-…</code> of its data folder.
        </li>
      </ul>
      <div className="setting-form">
        <label className="wide">
          the name of the backup, to be sure
          <input value={typed} placeholder={name} disabled={busy} autoComplete="off" spellCheck={false} onChange={(event) => setTyped(event.target.value)} />
        </label>
        <Twice label={busy ? "Restoring …" : "Restore it"} sure="Replace everything?" framed disabled={busy || typed.trim() !== name} onDo={onDo} />
        <button type="button" className="button" disabled={busy} onClick={onOther}>
          Choose another
        </button>
      </div>
      {busy && <Progress label={sent < 1 ? "sending" : "checking it, and putting it in the place of the other"} share={sent < 1 ? sent : null} />}
    </section>
  );
}

/** Traces that began since a time, in the projects that have any. */
async function since(at: string, signal: AbortSignal): Promise<{ project: string; count: number }[]> {
  const { items } = await listProjects(signal);
  const counts = await Promise.all(
    items.slice(0, 20).map(async ({ name }) => ({
      project: name,
      count: (await traceStats(name, [["from", at], ["to", new Date(Date.now() + 60_000).toISOString()], ["buckets", "1"]], signal)).count,
    })),
  );
  return counts.filter(({ count }) => count > 0);
}

function Progress({ label, share }: { label: string; /** Null where nobody knows. */ share: number | null }) {
  return (
    <p className="progress" role="status">
      <progress max={1} aria-label={label} {...(share !== null && { value: share })} />
      <span className="quiet">
        {label}
        {share !== null && ` · ${Math.floor(share * 100)} %`}
      </span>
    </p>
  );
}

/** What a restore did, and how far the server is with what can be asked. */
function Done({ restored, onAgain }: { restored: Restored; onAgain: () => void }) {
  const state = useQuery({
    queryKey: ["ready", restored.replaced],
    queryFn: ({ signal }) => ready(signal),
    refetchInterval: ({ state: { data } }) => (data && (data.columnsPosition ?? 0) >= restored.requests ? false : 500),
  }).data;
  const made = Math.min(state?.columnsPosition ?? 0, restored.requests);
  const left = made < restored.requests;
  return (
    <section className="proof" aria-label="What was restored" role="status">
      <p>
        <span className="sign pass">✓</span> The backup of <b title={exact(restored.backupAt)}>{dayAndTime(new Date(restored.backupAt), new Date())}</b> is restored: {counted(restored.requests, "request")}. The server takes and answers again.
      </p>
      {left ? <Progress label="making what is asked of them; lists show more and more meanwhile" share={restored.requests > 0 ? made / restored.requests : 1} /> : <p>All of it can be asked for.</p>}
      {restored.replaced && (
        <p>
          What was there is kept as <code>{restored.replaced}</code>; delete it when it is not needed.
        </p>
      )}
      <p className="setting-form">
        <a className="button framed" href="/p/default/traces">
          Go to the traces
        </a>
        <button type="button" className="button" onClick={onAgain}>
          Restore another
        </button>
      </p>
    </section>
  );
}
