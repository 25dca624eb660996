CREATE TABLE deletions (
    id           TEXT    NOT NULL PRIMARY KEY,
    project      TEXT    NOT NULL,
    subject      TEXT    NOT NULL, -- trace, session or user
    session_id   TEXT    NOT NULL, -- empty where there is none, and when it has ended
    requested_at INTEGER NOT NULL, -- microseconds since the epoch
    finished_at  INTEGER,
    proof        TEXT    NOT NULL  -- JSON, empty while it is under way
) STRICT;

-- traces that must not come back
CREATE TABLE deleted_traces (
    project  TEXT    NOT NULL,
    trace_id TEXT    NOT NULL,
    deletion TEXT    NOT NULL,
    until    INTEGER NOT NULL, -- microseconds since the epoch
    PRIMARY KEY (project, trace_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX deleted_traces_by_deletion ON deleted_traces (deletion);
