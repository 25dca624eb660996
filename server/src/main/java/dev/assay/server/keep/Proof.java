package dev.assay.server.keep;

import dev.assay.store.Erasure.Count;
import dev.assay.store.Journal.Rewritten;
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
 */
record Proof(
        int traces,
        Rewritten journal,
        Rewritten journalAfter,
        Count columns,
        Count columnsAfter,
        long bytesBefore,
        long bytesAfter) {

    /** Whether anything can still be found. */
    boolean isClean() {
        return journalAfter.found() == 0 && columnsAfter.sum() == 0;
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
        return proof.toString();
    }

    private static void count(ObjectNode json, Count count) {
        json.put("spans", count.spans());
        json.put("messages", count.contents());
        json.put("scores", count.scores());
    }
}
