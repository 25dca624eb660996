package dev.assay.server.keep;

import dev.assay.store.Erasure.Count;
import dev.assay.store.Journal.Rewritten;
import dev.assay.store.ProjectRecords;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a deletion did, and what a search for it finds afterwards.
 *
 * @param traces how many
 * @param journal what was taken out of the bodies
 * @param journalAfter the search afterwards
 * @param columns the rows that were taken out
 * @param columnsAfter the search afterwards
 * @param bytesBefore of the columns' file
 * @param bytesAfter of the file that has taken its place
 * @param records where a whole project was deleted
 */
record Proof(
        long traces,
        Rewritten journal,
        Rewritten journalAfter,
        Count columns,
        Count columnsAfter,
        long bytesBefore,
        long bytesAfter,
        Optional<OfRecords> records) {

    /**
     * What the records held of a project.
     *
     * @param gone what was taken out
     * @param after the search afterwards
     */
    record OfRecords(ProjectRecords.Count gone, ProjectRecords.Count after) {}

    /** Whether anything can still be found. */
    boolean isClean() {
        return journalAfter.found() == 0
                && columnsAfter.sum() == 0
                && records.map(each -> each.after.sum()).orElse(0L) == 0;
    }

    String toJson() {
        ObjectNode proof = JsonMapper.shared().createObjectNode();
        proof.put("traces", traces);
        ObjectNode bodies = proof.putObject("journal");
        bodies.put("bodiesSearched", journal.searched());
        bodies.put("bodiesRewritten", journal.found());
        count(bodies, journal.removed());
        bodies.put("bodiesUnreadable", journalAfter.unreadable());
        bodies.put("bodiesFoundAfterwards", journalAfter.found());
        ObjectNode rows = proof.putObject("columns");
        count(rows, columns);
        rows.put("rowsFoundAfterwards", columnsAfter.sum());
        rows.put("bytesBefore", bytesBefore);
        rows.put("bytesAfter", bytesAfter);
        records.ifPresent(each -> {
            ObjectNode held = proof.putObject("records");
            held.put("keys", each.gone.keys());
            held.put("views", each.gone.views());
            held.put("settings", each.gone.settings());
            held.put("rowsFoundAfterwards", each.after.sum());
        });
        return proof.toString();
    }

    private static void count(ObjectNode json, Count count) {
        json.put("spans", count.spans());
        json.put("messages", count.contents());
        json.put("scores", count.scores());
    }
}
