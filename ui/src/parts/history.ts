// The lines that were asked in this browser, the newest first.

const MOST = 40;
const key = (project: string) => `assay.asked.${project}`;

export function askedBefore(project: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(project)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((line) => typeof line === "string") : [];
  } catch {
    return [];
  }
}

export function remember(project: string, line: string): void {
  if (!line) return;
  try {
    localStorage.setItem(key(project), JSON.stringify([line, ...askedBefore(project).filter((old) => old !== line)].slice(0, MOST)));
  } catch {
    // Without storage nothing is remembered.
  }
}
