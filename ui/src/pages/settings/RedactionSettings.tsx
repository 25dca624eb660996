import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { redaction, setRedaction } from "../../api/client";
import type { Redaction, RedactionAction } from "../../api/types";
import { say } from "../../parts/notice";
import { Safe } from "../../parts/Safe";
import { Failure, Waiting } from "../../parts/States";
import { actions, detectors, leaves, withAction, wrongName, type Own } from "../../prepare/redaction";
import { Choice } from "./Choice";
import { Trouble } from "./Trouble";

/** What is taken out before anything is written. A choice counts at once, from the next request on. */
export function RedactionSettings({ project }: { project: string }) {
  const key = ["redaction", project];
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: ({ signal }) => redaction(project, signal) });
  const [trouble, setTrouble] = useState<Error | null>(null);
  const save = async (next: Redaction, did: string): Promise<boolean> => {
    const before = data;
    client.setQueryData(key, next);
    setTrouble(null);
    try {
      client.setQueryData(key, await setRedaction(project, next));
      say(`${did}, from the next request on`);
      return true;
    } catch (cause) {
      client.setQueryData(key, before);
      setTrouble(cause instanceof Error ? cause : new Error(String(cause)));
      return false;
    }
  };
  if (error && !data) return <Failure error={error} what="The settings could not be read." retry={() => void refetch()} />;
  if (!data) return <Waiting label="Reading the settings" rows={5} height={44} />;
  return (
    <>
      <h2>Redaction</h2>
      <p className="quiet lead">What is found here is taken out before anything is written, so it never touches the disk. What came before stays as it is.</p>
      <ul className="setting-list">
        {detectors.map(({ id, label, finds, example }) => {
          const action = (data[id] ?? "keep") as RedactionAction;
          return (
            <li key={id}>
              <div className="setting-what">
                <b>{label}</b>
                <span className="quiet">{finds}</span>
              </div>
              <Choice label={label} options={actions} value={action} onChange={(next) => void save(withAction(data, id, next), `${label}: ${next}`)} />
              <code className={action === "keep" ? "left quiet" : "left"}>{leaves(id, example, action) || "nothing is left"}</code>
            </li>
          );
        })}
      </ul>
      <OwnPatterns own={data.own ?? []} onChange={(own, did) => save({ ...data, own }, did)} />
      <Trouble error={trouble} />
    </>
  );
}

function OwnPatterns({ own, onChange }: { own: Own[]; onChange: (own: Own[], did: string) => Promise<boolean> }) {
  const [name, setName] = useState("");
  const [pattern, setPattern] = useState("");
  const [action, setAction] = useState<RedactionAction>("mask");
  const [wrong, setWrong] = useState("");
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const found = wrongName(name, own) || (pattern === "" ? "A pattern is missing." : "");
    setWrong(found);
    if (found) return;
    if (await onChange([...own, { name, pattern, action }], `Pattern ${name} added`)) {
      setName("");
      setPattern("");
    }
  };
  return (
    <>
      <h3>Patterns of your own</h3>
      {own.length > 0 && (
        <ul className="setting-list">
          {own.map((one, i) => (
            <li key={one.name}>
              <div className="setting-what">
                <b>
                  <Safe text={one.name} />
                </b>
                <code>
                  <Safe text={one.pattern} />
                </code>
              </div>
              <Choice
                label={one.name}
                options={actions}
                value={(one.action ?? "mask") as RedactionAction}
                onChange={(next) => void onChange(own.map((other, o) => (o === i ? { ...other, action: next } : other)), `${one.name}: ${next}`)}
              />
              <button type="button" className="button" onClick={() => void onChange(own.filter((_, o) => o !== i), `Pattern ${one.name} removed`)}>
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
      <form className="setting-form" onSubmit={(event) => void add(event)}>
        <label>
          name
          <input value={name} placeholder="ticket" autoComplete="off" spellCheck={false} onChange={(event) => setName(event.target.value)} />
        </label>
        <label className="wide">
          pattern (RE2)
          <input value={pattern} placeholder="T-[0-9]{4,}" autoComplete="off" spellCheck={false} maxLength={500} onChange={(event) => setPattern(event.target.value)} />
        </label>
        <Choice label="action" options={actions.filter((a) => a.id !== "keep")} value={action} onChange={setAction} />
        <button type="submit" className="button framed">
          Add
        </button>
      </form>
      {wrong && (
        <p className="setting-fault" role="alert">
          <span className="sign fail">✕</span> {wrong}
        </p>
      )}
    </>
  );
}
