import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { deleteSubject, readDeletion, type Deletion, type Subject } from "../../api/retention";
import { proofLines } from "../../prepare/deletion";
import type { Place } from "../router";
import { Choice } from "./Choice";
import { Trouble } from "./Trouble";
import { Twice } from "./Twice";
import { useSaving } from "./useSaving";

const subjects: { id: Subject; label: string; example: string }[] = [
  { id: "trace", label: "trace", example: "32 hexadecimal digits" },
  { id: "session", label: "session", example: "as the application named it" },
  { id: "user", label: "user", example: "as the application named them" },
];

/** Deletes something everywhere, and shows the proof. */
export function DeletionSettings({ place }: { place: Place }) {
  const { project, params } = place;
  const { save, trouble, busy } = useSaving(["traces"], ["sessions"], ["stats"], ["trace"], ["read-session"]);
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
  return (
    <>
      <h2>Deletion</h2>
      <p className="quiet lead">
        Takes everything of one trace, session or user of {project} out of what can be asked and out of the journal, keeps it from coming back, and searches both again. It cannot be undone.
      </p>
      <div className="setting-form">
        <Choice label="what" options={subjects} value={subject} onChange={setSubject} />
        <label className="wide">
          its id
          <input value={id} placeholder={subjects.find((s) => s.id === subject)?.example} autoComplete="off" spellCheck={false} onChange={(event) => setId(event.target.value)} />
        </label>
        <Twice
          label={busy ? "Deleting …" : `Delete the ${subject}`}
          sure="Delete it for good?"
          disabled={busy || !id.trim()}
          framed
          onDo={() => void save(() => deleteSubject(project, subject, id.trim()), `The ${subject} is deleted`).then(setDone)}
        />
      </div>
      <Trouble error={trouble} />
      {shown && (
        <div className="proof" role="status">
          <ul aria-label="What was deleted">
            {proofLines(shown).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
