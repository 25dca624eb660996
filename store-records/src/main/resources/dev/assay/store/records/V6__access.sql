-- Who may do what. Times are microseconds since the epoch; of secrets there are hashes only.

ALTER TABLE projects ADD COLUMN title TEXT NOT NULL DEFAULT ''; -- the name where nobody chose another

CREATE TABLE users (
    name       TEXT    NOT NULL PRIMARY KEY COLLATE NOCASE,
    role       TEXT    NOT NULL CHECK (role IN ('viewer', 'reviewer', 'editor', 'admin')),
    password   TEXT    NOT NULL, -- Argon2id, in PHC's string format
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE log_ins (
    id         TEXT    NOT NULL PRIMARY KEY,
    user       TEXT    NOT NULL COLLATE NOCASE REFERENCES users (name) ON DELETE CASCADE,
    token      BLOB    NOT NULL UNIQUE, -- SHA-256 of the newest
    before     BLOB    UNIQUE,          -- of the one it took the place of
    created_at INTEGER NOT NULL,
    rotated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX log_ins_of_user ON log_ins (user);

CREATE TABLE keys (
    id           TEXT    NOT NULL PRIMARY KEY,
    project      TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    scope        TEXT    NOT NULL CHECK (scope IN ('ingest', 'full')),
    hash         BLOB    NOT NULL UNIQUE, -- SHA-256
    hint         TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    last_used_at INTEGER,
    revoked_at   INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX keys_of_project ON keys (project);
