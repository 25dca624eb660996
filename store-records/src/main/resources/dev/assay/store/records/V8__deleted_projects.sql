-- projects that must not come back by themselves
CREATE TABLE deleted_projects (
    project  TEXT    NOT NULL PRIMARY KEY,
    deletion TEXT    NOT NULL,
    until    INTEGER NOT NULL -- microseconds since the epoch
) STRICT, WITHOUT ROWID;
