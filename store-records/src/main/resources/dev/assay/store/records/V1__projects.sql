CREATE TABLE projects (
    name       TEXT    NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL -- microseconds since the epoch
) STRICT;
