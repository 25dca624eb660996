import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { IconName } from "../parts/Icon";
import { logOut } from "../api/access";
import { listProjects } from "../api/client";
import { Icon } from "../parts/Icon";
import { Popover } from "../parts/Popover";
import { Safe } from "../parts/Safe";
import { useSettings } from "../parts/settings";
import { plain } from "../prepare/visible";
import { useMe } from "./useMe";
import { nextDensity, nextTheme } from "./App";
import { commands, type Command } from "../keys/commands";
import { go, pageAddress, type PageName, type Place } from "./router";

export function Rail({ place, onPalette, onKeys }: { place: Place; onPalette: () => void; onKeys: () => void }) {
  const { theme, density } = useSettings();
  const me = useMe();
  const client = useQueryClient();
  const leave = async () => {
    await logOut().catch(() => {});
    await client.resetQueries();
  };
  const projects = useQuery({ queryKey: ["projects"], queryFn: ({ signal }) => listProjects(signal), staleTime: 60_000 }).data?.items ?? [];
  const names = [...new Set([...projects.map((p) => p.name), place.project])].sort();
  const titles = new Map(projects.map((p) => [p.name, p.title]));
  const titleOf = (name: string) => titles.get(name) || name;
  return (
    <nav className="rail" aria-label="Assay">
      <Popover
        label={`Project: ${place.project}`}
        names="Project"
        className="projects"
        says={
          <>
            <span className="mark" aria-hidden>
              {[...titleOf(place.project)][0]?.toUpperCase()}
            </span>
            <span className="rail-text">
              <Safe text={titleOf(place.project)} />
            </span>
          </>
        }
      >
        {(close) => (
          <ul className="choices">
            {names.map((name) => (
              <li key={name}>
                <button
                  type="button"
                  aria-current={name === place.project}
                  onClick={() => {
                    close();
                    go(`/p/${encodeURIComponent(name)}/traces`);
                  }}
                >
                  <Safe text={titleOf(name)} />
                  {titleOf(name) !== name && (
                    <span className="quiet">
                      <Safe text={name} />
                    </span>
                  )}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Popover>
      <ul className="rail-pages">
        {pages.map((entry) => (
          <Entry key={entry.page} {...entry} place={place} />
        ))}
      </ul>
      <ul className="rail-foot">
        {foot.map((entry) => (
          <Entry key={entry.page} {...entry} place={place} />
        ))}
        {me?.kind === "user" && (
          <li>
            <button type="button" onClick={() => void leave()} title={plain(`${me.name}, ${me.role}: log out`)}>
              <Icon name="agent" />
              <span className="rail-text">
                Log out <Safe text={me.name ?? ""} />
              </span>
            </button>
          </li>
        )}
        <li>
          <button type="button" onClick={onPalette} title="Find anything (Ctrl K)">
            <Icon name="find" />
            <span className="rail-text">Find</span>
          </button>
        </li>
        <li>
          <button type="button" onClick={nextTheme} title="Theme (t)">
            <Icon name="theme" />
            <span className="rail-text">{theme === "system" ? "System" : theme === "light" ? "Light" : "Dark"}</span>
          </button>
        </li>
        <li>
          <button type="button" onClick={nextDensity} title="Density (d)">
            <Icon name="density" />
            <span className="rail-text">{density === "roomy" ? "Roomy" : "Compact"}</span>
          </button>
        </li>
        <li>
          <button type="button" onClick={onKeys} title="Keys (?)">
            <Icon name="keys" />
            <span className="rail-text">Keys</span>
          </button>
        </li>
      </ul>
    </nav>
  );
}

const pages: { page: PageName; label: string; icon: IconName; command: Command }[] = [
  { page: "traces", label: "Traces", icon: "traces", command: "page.traces" },
  { page: "sessions", label: "Sessions", icon: "sessions", command: "page.sessions" },
  { page: "overview", label: "Overview", icon: "overview", command: "page.overview" },
];

const foot: typeof pages = [
  { page: "conformance", label: "Conformance", icon: "conformance", command: "page.conformance" },
  { page: "settings", label: "Settings", icon: "settings", command: "page.settings" },
];

function Entry({ page, label, icon, command, place }: (typeof pages)[number] & { place: Place }) {
  return (
    <li>
      <a href={pageAddress(place, page)} aria-current={place.page === page ? "page" : undefined} title={`${label} (${commands[command].keys[0]})`}>
        <Icon name={icon} />
        <span className="rail-text">{label}</span>
      </a>
    </li>
  );
}
