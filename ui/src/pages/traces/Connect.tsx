import { useState } from "react";
import { Icon } from "../../parts/Icon";
import { Safe } from "../../parts/Safe";
import { copy } from "../../parts/notice";
import { connectLines } from "../../prepare/connect";
import { useMe } from "../useMe";

/** The lines that bring the first trace in. Looks by itself whether one has come. */
export function Connect({ project }: { project: string }) {
  const me = useMe();
  const needsKey = me !== undefined && me.kind !== "anybody";
  const ways = connectLines(location.origin, project, needsKey);
  const [chosen, setChosen] = useState(ways[0]!.name);
  const way = ways.find((w) => w.name === chosen)!;
  return (
    <section className="connect" aria-label="Connect">
      <h1>
        No traces in <Safe text={project} /> yet
      </h1>
      <p className="quiet">Point any OpenTelemetry exporter here. The page looks by itself; the first trace shows as soon as it is in.</p>
      <div className="tabs" role="tablist" aria-label="Ways to connect">
        {ways.map((w) => (
          <button type="button" key={w.name} role="tab" aria-selected={w === way} className="tab" onClick={() => setChosen(w.name)}>
            {w.name}
          </button>
        ))}
      </div>
      <div className="lines" role="tabpanel" aria-label={way.name}>
        <pre>{way.lines}</pre>
        <button type="button" className="button framed" onClick={() => void copy(way.lines, "Lines")}>
          <Icon name="copy" size={14} /> Copy
        </button>
      </div>
      <p className="quiet">{way.says}</p>
      {needsKey && (
        <p className="quiet">
          In place of KEY stands a key of this project:{" "}
          <a className="text-link" href={`/p/${encodeURIComponent(project)}/settings/keys`}>
            make one
          </a>
          .
        </p>
      )}
    </section>
  );
}
