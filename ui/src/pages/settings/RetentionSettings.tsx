import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { retention, setRetention, type Retention } from "../../api/retention";
import { Failure, Waiting } from "../../parts/States";
import { counted } from "../../prepare/format";
import { bytes, readDays, readGigabytes } from "../../prepare/retention";
import { Trouble } from "./Trouble";
import { useSaving } from "./useSaving";

/** How long a project keeps things, and how much. */
export function RetentionSettings({ project }: { project: string }) {
  const queryKey = ["retention", project];
  const { data, error, refetch } = useQuery({ queryKey, queryFn: ({ signal }) => retention(project, signal) });
  if (error && !data) return <Failure error={error} what="The settings could not be read." retry={() => void refetch()} />;
  if (!data) return <Waiting label="Reading the settings" rows={3} height={44} />;
  return (
    <>
      <h2>Retention</h2>
      <p className="quiet lead">
        The requests of {project} take {bytes(data.bytes)} now; what is asked of them takes about as much again. {says(data)}
      </p>
      <Limits key={`${data.maxAgeDays} ${data.maxBytes}`} project={project} now={data} />
    </>
  );
}

function says({ maxAgeDays, maxBytes }: Retention): string {
  if (maxAgeDays === null && maxBytes === null) return "Everything is kept.";
  const limits = [maxAgeDays === null ? "" : `what is older than ${counted(maxAgeDays, "day")}`, maxBytes === null ? "" : `the oldest beyond ${bytes(maxBytes)}`].filter(Boolean);
  return `Deleted by itself: ${limits.join(", and ")}.`;
}

function Limits({ project, now }: { project: string; now: Retention }) {
  const { save, trouble, busy } = useSaving(["retention", project]);
  const [days, setDays] = useState(now.maxAgeDays === null ? "" : String(now.maxAgeDays));
  const [size, setSize] = useState(now.maxBytes === null ? "" : String(now.maxBytes / 1e9));
  const [wrong, setWrong] = useState<Error | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const maxAgeDays = readDays(days);
    const maxBytes = readGigabytes(size);
    if (maxAgeDays instanceof Error || maxBytes instanceof Error) {
      setWrong(maxAgeDays instanceof Error ? maxAgeDays : (maxBytes as Error));
      return;
    }
    setWrong(null);
    void save(() => setRetention(project, { maxAgeDays, maxBytes }), "The limits count from now on, for what is there too");
  };
  return (
    <>
      <form className="setting-form" onSubmit={submit}>
        <label>
          days at most
          <input inputMode="numeric" value={days} placeholder="no limit" autoComplete="off" onChange={(event) => setDays(event.target.value)} />
        </label>
        <label>
          GB at most
          <input inputMode="decimal" value={size} placeholder="no limit" autoComplete="off" onChange={(event) => setSize(event.target.value)} />
        </label>
        <button type="submit" className="button framed" disabled={busy}>
          Set the limits
        </button>
      </form>
      <Trouble error={wrong ?? trouble} />
    </>
  );
}
