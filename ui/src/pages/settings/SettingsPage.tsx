import { useEffect, type ReactNode } from "react";
import type { Me } from "../../api/access";
import { Message, Waiting } from "../../parts/States";
import { pageAddress, type Place } from "../router";
import { useMe } from "../useMe";
import { AccountSettings, OwnSettings } from "./AccountSettings";
import { BackupSettings } from "./BackupSettings";
import { DeletionSettings } from "./DeletionSettings";
import { KeySettings } from "./KeySettings";
import { ProjectSettings } from "./ProjectSettings";
import { RedactionSettings } from "./RedactionSettings";
import { RetentionSettings } from "./RetentionSettings";

interface Section {
  id: string;
  label: string;
  /** Who sees it. */
  for: (me: Me) => boolean;
  draw: (place: Place, me: Me) => ReactNode;
}

const may = (permission: Me["permissions"][number]) => (me: Me) => me.permissions.includes(permission);

const sections: Section[] = [
  { id: "redaction", label: "Redaction", for: may("edit"), draw: (place) => <RedactionSettings project={place.project} /> },
  { id: "retention", label: "Retention", for: may("admin"), draw: (place) => <RetentionSettings project={place.project} /> },
  { id: "deletion", label: "Deletion", for: may("admin"), draw: (place) => <DeletionSettings place={place} /> },
  { id: "backup", label: "Backup", for: may("admin"), draw: () => <BackupSettings /> },
  { id: "keys", label: "Keys", for: may("admin"), draw: (place) => <KeySettings project={place.project} /> },
  { id: "projects", label: "Projects", for: may("admin"), draw: (place) => <ProjectSettings project={place.project} /> },
  { id: "accounts", label: "Accounts", for: may("admin"), draw: (_, me) => <AccountSettings me={me} /> },
  { id: "me", label: "You", for: (me) => me.kind === "user", draw: (_, me) => <OwnSettings me={me} /> },
];

/** What a project does with what it gets, and who may do what. */
export function SettingsPage({ place }: { place: Place }) {
  const { project, id } = place;
  const me = useMe();
  const seen = me ? sections.filter((s) => s.for(me)) : [];
  const section = seen.find((s) => s.id === id) ?? seen[0];
  useEffect(() => {
    document.title = `${section?.label ?? ""} · Settings · ${project} · Assay`;
  }, [section, project]);
  return (
    <main className="page settings">
      <header className="page-head">
        <h1>Settings</h1>
        <nav className="tabs" aria-label="Settings">
          {seen.map((s) => {
            const href = pageAddress(place, "settings", s.id);
            return (
              <a
                key={s.id}
                className="tab"
                href={href}
                aria-current={s === section ? "page" : undefined}
              >
                {s.label}
              </a>
            );
          })}
        </nav>
      </header>
      <div className="scroller" tabIndex={0} role="region" aria-label={section?.label ?? "Settings"}>
        {me && section ? (
          <div className="settings-body" key={section.id}>
            {section.draw(place, me)}
          </div>
        ) : me ? (
          <Message title="There is nothing to set for you.">
            <p>An editor or an administrator changes what this project does.</p>
          </Message>
        ) : (
          <Waiting label="Reading the settings" rows={5} height={44} />
        )}
      </div>
    </main>
  );
}
