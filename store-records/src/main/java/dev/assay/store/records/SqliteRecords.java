package dev.assay.store.records;

import dev.assay.store.Deletions;
import dev.assay.store.Keys;
import dev.assay.store.LogIns;
import dev.assay.store.ProjectRecords;
import dev.assay.store.ProjectSettings;
import dev.assay.store.Projects;
import dev.assay.store.Records;
import dev.assay.store.Sightings;
import dev.assay.store.StoreException;
import dev.assay.store.Users;
import dev.assay.store.Views;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The records in one SQLite file. */
public final class SqliteRecords implements Records {

    private final Connection connection;
    private final Connection counting;
    private final Connection deleting;
    private final Projects projects;
    private final Sightings sightings;
    private final ProjectSettings settings;
    private final Deletions deletions;
    private final Users users;
    private final LogIns logIns;
    private final Keys keys;
    private final Views views;
    private final ProjectRecords ofProject;

    /**
     * Opens the file, or makes it; an older one is migrated forward.
     *
     * @throws StoreException where the file is damaged or written by a newer version
     */
    public SqliteRecords(Path file) {
        DataSource source = source(file);
        try {
            Schema.bring(source);
            connection = source.getConnection();
            counting = source.getConnection();
            deleting = source.getConnection();
            deletions = new SqliteDeletions(deleting);
        } catch (SQLException e) {
            throw new StoreException(
                    "the records file " + file + " cannot be opened: " + e.getMessage()
                            + "; if a newer Assay wrote it, start that version",
                    e);
        }
        projects = new SqliteProjects(connection);
        settings = new SqliteProjectSettings(connection);
        users = new SqliteUsers(connection);
        logIns = new SqliteLogIns(connection);
        keys = new SqliteKeys(connection);
        views = new SqliteViews(connection);
        ofProject = new SqliteProjectRecords(source);
        sightings = new SqliteSightings(counting);
    }

    private static DataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        config.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /** Copies the records of a file, which a server may be writing to, as they are at one moment. */
    public static void copy(Path file, Path copy) {
        try (Connection connection = source(file).getConnection();
                PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, copy.toString());
            vacuum.execute();
        } catch (SQLException e) {
            throw new StoreException("the records file " + file + " cannot be copied: " + e.getMessage(), e);
        }
    }

    @Override
    public Projects projects() {
        return projects;
    }

    @Override
    public ProjectSettings settings() {
        return settings;
    }

    @Override
    public Users users() {
        return users;
    }

    @Override
    public LogIns logIns() {
        return logIns;
    }

    @Override
    public Keys keys() {
        return keys;
    }

    @Override
    public Views views() {
        return views;
    }

    @Override
    public Sightings sightings() {
        return sightings;
    }

    @Override
    public ProjectRecords ofProject() {
        return ofProject;
    }

    @Override
    public Deletions deletions() {
        return deletions;
    }

    @Override
    public void close() {
        try {
            deleting.close();
            counting.close();
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("the records cannot be closed: " + e.getMessage(), e);
        }
    }
}
