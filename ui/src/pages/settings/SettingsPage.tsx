import { useEffect, type ReactNode } from "react";
import { go, pageAddress, type Place } from "../router";
import { RedactionSettings } from "./RedactionSettings";
import { RetentionSettings } from "./RetentionSettings";

interface Section {
  id: string;
  label: string;
  draw: (place: Place) => ReactNode;
}

const sections: Section[] = [
  { id: "redaction", label: "Redaction", draw: (place) => <RedactionSettings project={place.project} /> },
  { id: "retention", label: "Retention", draw: (place) => <RetentionSettings project={place.project} /> },
];

/** What a project does with what it gets, and who may do what. */
export function SettingsPage({ place }: { place: Place }) {
  const { project, id } = place;
  const section = sections.find((s) => s.id === id) ?? sections[0]!;
  useEffect(() => {
    document.title = `${section.label} · Settings · ${project} · Assay`;
  }, [section, project]);
  return (
    <main className="page settings">
      <header className="page-head">
        <h1>Settings</h1>
        <nav className="tabs" aria-label="Settings">
          {sections.map((s) => {
            const href = pageAddress(place, "settings", s.id);
            return (
              <a
                key={s.id}
                className="tab"
                href={href}
                aria-current={s === section ? "page" : undefined}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  go(href);
                }}
              >
                {s.label}
              </a>
            );
          })}
        </nav>
      </header>
      <div className="scroller" tabIndex={0} role="region" aria-label={section.label}>
        <div className="settings-body" key={section.id}>
          {section.draw(place)}
        </div>
      </div>
    </main>
  );
}
