package dev.assay.store.columns;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which projects have scores: to find out that a page has none takes the engine a tenth of the time of the page. */
final class Scored {

    /** Those whose scores are gone may be among them until a file is opened. */
    private final Set<String> projects = ConcurrentHashMap.newKeySet();

    /** Reads which ones are stored, and forgets all else. */
    void load(Connection connection) throws SQLException {
        projects.clear();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT DISTINCT project FROM scores")) {
            while (row.next()) {
                projects.add(row.getString(1));
            }
        }
    }

    /** To be told before the first of them can be seen. */
    void add(String project) {
        projects.add(project);
    }

    /** Whether there may be any. */
    boolean has(String project) {
        return projects.contains(project);
    }
}
