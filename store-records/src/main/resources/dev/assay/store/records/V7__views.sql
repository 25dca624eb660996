-- Questions that a team gave a name. Times are microseconds since the epoch.

CREATE TABLE views (
    project TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    address TEXT    NOT NULL, -- behind the project: traces?f=has:error
    kept_by TEXT    NOT NULL, -- the account or key; empty where nobody has one
    kept_at INTEGER NOT NULL,
    PRIMARY KEY (project, name)
) STRICT, WITHOUT ROWID;
