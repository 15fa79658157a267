-- What the vault itself must know about one of its database files.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value ANY
) STRICT, WITHOUT ROWID;

INSERT INTO meta (name, value) VALUES
    ('vault_id', NULL),
    ('file_id', NULL),
    ('writer_id', NULL),
    ('created_at', NULL),
    ('saved_at', NULL),
    ('commit_seq', 0);
