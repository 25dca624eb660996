import { readNote, type RestoredNote } from "../prepare/backup";

// A restore may take away the account of the one who made it. It is remembered in this tab, so that the log-in can say why.

const KEY = "assay.restored";

export function rememberRestore(note: RestoredNote): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(note));
  } catch {
    // Without storage the log-in stands without a reason.
  }
}

export function forgetRestore(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // There is none.
  }
}

export function restoredOfLate(): RestoredNote | null {
  try {
    return readNote(sessionStorage.getItem(KEY), Date.now());
  } catch {
    return null;
  }
}
