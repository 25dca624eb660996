import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { deleteSubject, readDeletion, type Deletion, type Subject } from "../../api/retention";
import { proofLines } from "../../prepare/deletion";
import type { Place } from "../router";
import { Choice } from "./Choice";
import { Trouble } from "./Trouble";
import { Twice } from "./Twice";
import { useSaving } from "./useSaving";

const subjects: { id: Subject; label: string; asked: string; example: string }[] = [
  { id: "trace", label: "trace", asked: "its id", example: "32 hexadecimal digits" },
  { id: "session", label: "session", asked: "its id", example: "as the application named it" },
  { id: "user", label: "user", asked: "their id", example: "as the application named them" },
  { id: "project", label: "project", asked: "its name, to be sure", example: "" },
];

/** Where what names no project goes. */
const stays = "default";

/** Deletes something everywhere, and shows the proof. */
export function DeletionSettings({ place }: { place: Place }) {
  const { project, params } = place;
  const { save, trouble, busy } = useSaving(["traces"], ["sessions"], ["stats"], ["trace"], ["read-session"], ["projects"]);
  const [subject, setSubject] = useState<Subject>(subjects.find((s) => s.id === params.get("subject"))?.id ?? "trace");
  const [id, setId] = useState(params.get("id") ?? "");
  const [done, setDone] = useState<Deletion | null>(null);
  const later = useQuery({
    queryKey: ["deletion", project, done?.id],
    queryFn: ({ signal }) => readDeletion(project, done!.id, signal),
    enabled: done !== null && done.finishedAt === null,
    refetchInterval: ({ state }) => (state.data?.finishedAt ? false : 2000),
  }).data;
  const shown = later ?? done;
  const chosen = subjects.find((s) => s.id === subject);
  const whole = subject === "project";
  const ready = whole ? id.trim() === project && project !== stays : id.trim() !== "";
  return (
    <>
      <h2>Deletion</h2>
      <p className="quiet lead">
        {whole
          ? `Takes everything that ${project} has out of what can be asked, out of the journal and out of the records: traces, scores, keys, views and settings. What still arrives of it is refused. It cannot be undone.`
          : `Takes everything of one trace, session or user of ${project} out of what can be asked and out of the journal, keeps it from coming back, and searches both again. It cannot be undone.`}
      </p>
      <div className="setting-form">
        <Choice label="what" options={subjects} value={subject} onChange={setSubject} />
        <label className="wide">
          {chosen?.asked}
          <input value={id} placeholder={whole ? project : chosen?.example} disabled={whole && project === stays} autoComplete="off" spellCheck={false} onChange={(event) => setId(event.target.value)} />
        </label>
        <Twice
          label={busy ? "Deleting …" : `Delete the ${subject}`}
          sure="Delete it for good?"
          disabled={busy || !ready}
          framed
          onDo={() => void save(() => deleteSubject(project, subject, id.trim()), `The ${subject} is deleted`).then(setDone)}
        />
      </div>
      {whole && project === stays && <p className="quiet">“{stays}” stays, because what names no project goes there. Retention empties it.</p>}
      <Trouble error={trouble} />
      {shown && (
        <div className="proof" role="status">
          <ul aria-label="What was deleted">
            {proofLines(shown).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {shown.subject === "project" && <a href={`/p/${stays}/traces`}>Go on with {stays}</a>}
        </div>
      )}
    </>
  );
}
