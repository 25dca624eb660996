import { useEffect, useState } from "react";
import { useKeys } from "../keys/useKeys";
import { say } from "../parts/notice";
import { change, settingsNow } from "../parts/settings";
import { Message } from "../parts/States";
import { ConformancePage } from "./conformance/ConformancePage";
import { OverviewPage } from "./overview/OverviewPage";
import { LoginPage } from "./LoginPage";
import { useLocked } from "./useMe";
import { KeysPanel } from "./KeysPanel";
import { Palette } from "./Palette";
import { Rail } from "./Rail";
import { go, pageAddress, usePlace, type Place } from "./router";
import { SessionsPage } from "./sessions/SessionsPage";
import { SettingsPage } from "./settings/SettingsPage";
import { StatusBar } from "./StatusBar";
import { TracesPage } from "./traces/TracesPage";

const LAST = "assay.project";

export function nextTheme(): void {
  const theme = ({ system: "light", light: "dark", dark: "system" } as const)[settingsNow().theme];
  change({ theme });
  say(theme === "system" ? "Theme: as the system" : `Theme: ${theme}`);
}

export function nextDensity(): void {
  const density = settingsNow().density === "roomy" ? "compact" : "roomy";
  change({ density });
  say(`Density: ${density}`);
}

export function App() {
  const place = usePlace();
  const locked = useLocked();
  if (locked) return <LoginPage />;
  if (place) return <Shell place={place} />;
  if (location.pathname === "/" || location.pathname === "") return <Home />;
  return (
    <Message title="There is no such page.">
      <p>
        <a href="/">Go to the traces</a>
      </p>
    </Message>
  );
}

function Home() {
  useEffect(() => go(`/p/${encodeURIComponent(localStorage.getItem(LAST) ?? "default")}/traces`, { replace: true }), []);
  return null;
}

function Shell({ place }: { place: Place }) {
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  const { project } = place;
  useEffect(() => {
    try {
      localStorage.setItem(LAST, project);
    } catch {
      // Without storage the page opens with the default project.
    }
  }, [project]);
  useKeys({
    "page.palette": () => setOpen(open === "palette" ? null : "palette"),
    "page.keys": () => setOpen(open === "keys" ? null : "keys"),
    "page.theme": nextTheme,
    "page.density": nextDensity,
    "page.traces": () => go(pageAddress(place, "traces")),
    "page.sessions": () => go(pageAddress(place, "sessions")),
    "page.overview": () => go(pageAddress(place, "overview")),
    "page.settings": () => go(pageAddress(place, "settings")),
    "page.conformance": () => go(pageAddress(place, "conformance")),
  });
  return (
    <div className="app">
      <Rail place={place} onPalette={() => setOpen("palette")} onKeys={() => setOpen(open === "keys" ? null : "keys")} />
      <Page key={project} place={place} />
      <StatusBar />
      {open === "palette" && <Palette place={place} onClose={() => setOpen(null)} />}
      {open === "keys" && <KeysPanel onClose={() => setOpen(null)} />}
    </div>
  );
}

function Page({ place }: { place: Place }) {
  switch (place.page) {
    case "sessions":
      return <SessionsPage place={place} />;
    case "overview":
      return <OverviewPage place={place} />;
    case "settings":
      return <SettingsPage place={place} />;
    case "conformance":
      return <ConformancePage place={place} />;
    default:
      return <TracesPage place={place} />;
  }
}
