import { useState } from "react";
import { Icon } from "../../parts/Icon";
import { copy } from "../../parts/notice";
import { connectLines } from "../../prepare/connect";

/** The lines that bring the first trace in. Looks by itself whether one has come. */
export function Connect({ project }: { project: string }) {
  const ways = connectLines(location.origin);
  const [chosen, setChosen] = useState(ways[0]!.name);
  const way = ways.find((w) => w.name === chosen)!;
  return (
    <section className="connect" aria-label="Connect">
      <h1>No traces in {project} yet</h1>
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
    </section>
  );
}
