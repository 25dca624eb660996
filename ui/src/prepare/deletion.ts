import type { Deletion } from "../api/retention";
import { counted, whole } from "./format";
import { bytes } from "./retention";

/** What a deletion did, as it is read; what is still to be done where it is under way. */
export function proofLines({ subject, finishedAt, proof, reason }: Deletion): string[] {
  if (!proof) return [reason ? `Not done yet: ${reason} It is tried again.` : finishedAt ? "It is done." : "Under way; this tells when it is done."];
  const { journal, columns, records, traces } = proof;
  const left = journal.bodiesFoundAfterwards + columns.rowsFoundAfterwards + (records?.rowsFoundAfterwards ?? 0);
  const gone = [counted(columns.spans, "span"), columns.messages > 0 && counted(columns.messages, "message"), columns.scores > 0 && counted(columns.scores, "score")].filter(Boolean);
  const smaller = columns.bytesAfter < columns.bytesBefore ? `; the file went from ${bytes(columns.bytesBefore)} to ${bytes(columns.bytesAfter)}` : "";
  const lines = [
    `${counted(traces, "trace")}: ${gone.join(", ")} taken out of the columns${smaller}.`,
    subject === "project" ? `${counted(journal.bodiesRewritten, "request")} dropped from the journal.` : `Of ${counted(journal.bodiesSearched, "request")} of the journal ${whole(journal.bodiesRewritten)} written anew without it.`,
    ...(records ? [`${counted(records.keys, "key")}, ${counted(records.views, "view")} and ${counted(records.settings, "setting")} taken out of the records.`] : []),
    left === 0 ? `✓ A second search of ${records ? "all" : "both"} found nothing.` : `✕ A second search found ${whole(left)} more.`,
  ];
  if (journal.bodiesUnreadable > 0) lines.push(`${counted(journal.bodiesUnreadable, "damaged request")} could not be looked at and stay.`);
  return lines;
}
