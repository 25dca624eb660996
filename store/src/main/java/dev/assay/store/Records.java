package dev.assay.store;

/** What people edit; relational, and never beside the spans. */
public interface Records extends AutoCloseable {

    Projects projects();

    Sightings sightings();

    ProjectSettings settings();

    Deletions deletions();

    Users users();

    LogIns logIns();

    Keys keys();

    Views views();

    ProjectRecords ofProject();

    @Override
    void close();
}
