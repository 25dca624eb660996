import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { deleteSubject, readDeletion, type Deletion, type Subject } from "../../api/retention";
import { proofLines } from "../../prepare/deletion";
import { Choice } from "./Choice";
import { Trouble } from "./Trouble";
import { Twice } from "./Twice";
import { useSaving } from "./useSaving";

const subjects: { id: Subject; label: string }[] = [
  { id: "trace", label: "trace" },
  { id: "session", label: "session" },
  { id: "user", label: "user" },
];

/** Deletes something everywhere, and shows the proof. */
export function DeletionForm({ project }: { project: string }) {
  const { save, trouble, busy } = useSaving(["traces"], ["sessions"], ["stats"]);
  const [subject, setSubject] = useState<Subject>("trace");
  const [id, setId] = useState("");
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
      <h3>Delete for good</h3>
      <p className="quiet lead">Everything of it is taken out of what can be asked and out of the journal, and searched for again. It cannot be brought back.</p>
      <div className="setting-form">
        <Choice label="what" options={subjects} value={subject} onChange={setSubject} />
        <label className="wide">
          its id
          <input value={id} autoComplete="off" spellCheck={false} onChange={(event) => setId(event.target.value)} />
        </label>
        {id.trim() && !busy && <Twice label={`Delete this ${subject}`} sure={`Delete it everywhere, for good?`} onDo={() => void save(() => deleteSubject(project, subject, id.trim()), `The ${subject} is deleted`).then(setDone)} />}
        {busy && <span className="quiet">Deleting …</span>}
      </div>
      <Trouble error={trouble} />
      {shown && (
        <ul className="proof" aria-label="What was deleted" role="status">
          {proofLines(shown).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </>
  );
}
