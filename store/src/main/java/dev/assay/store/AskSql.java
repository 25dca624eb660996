package dev.assay.store;

import dev.assay.model.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Questions in SQL, on views whose names and columns stay (docs/sql.md). Nothing can be changed and no file be reached by them. */
public interface AskSql {

    /**
     * Answers one {@code SELECT}, {@code DESCRIBE} or {@code SUMMARIZE}.
     *
     * @param project the only one whose rows the views have; empty for all
     * @param maxRows how many rows at most
     * @param timeout after which it is given up
     * @throws RefusedSqlException where the question is none of these, cannot be read, or took too much
     */
    Answer ask(String sql, Optional<String> project, int maxRows, Duration timeout);

    /**
     * @param rows each with a value for each column
     * @param complete whether these are all rows
     */
    record Answer(List<Column> columns, List<List<Json>> rows, boolean complete) {

        public Answer {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /** @param type as the engine names it, for example {@code VARCHAR} */
    record Column(String name, String type) {}
}
