CREATE TABLE sightings (
    project   TEXT    NOT NULL,
    client    TEXT    NOT NULL,
    version   TEXT    NOT NULL,
    dialect   TEXT    NOT NULL,
    finding   TEXT    NOT NULL,
    subject   TEXT    NOT NULL,
    spans     INTEGER NOT NULL,
    trace_id  TEXT    NOT NULL,
    span_id   TEXT    NOT NULL,
    last_seen INTEGER NOT NULL, -- microseconds since the epoch
    PRIMARY KEY (project, client, version, dialect, finding, subject)
) STRICT, WITHOUT ROWID;

-- up to where the journal was counted: one row
CREATE TABLE sightings_position (
    id       INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    position INTEGER NOT NULL
) STRICT;

INSERT INTO sightings_position (id, position) VALUES (1, 0);
