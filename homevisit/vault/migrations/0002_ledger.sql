-- The ledger: what happened (save, change), never rewritten; and what follows from it
-- (record, name_key, searchable, searchable_text), which `vault rebuild` makes anew.

CREATE TABLE save (
    id          TEXT PRIMARY KEY,
    writer      TEXT NOT NULL,
    seq         INTEGER NOT NULL,
    hlc         INTEGER NOT NULL,
    author      TEXT NOT NULL,
    purpose     TEXT NOT NULL,
    schema      INTEGER NOT NULL,
    prev        BLOB NOT NULL,
    link        BLOB NOT NULL,
    signature   BLOB NOT NULL,
    digests     BLOB NOT NULL,
    note        TEXT,
    note_salt   BLOB,
    received_at TEXT NOT NULL
);
CREATE INDEX save_by_writer ON save (writer, seq);
CREATE INDEX save_by_time ON save (hlc);

CREATE TABLE change (
    id         TEXT PRIMARY KEY,
    save       TEXT NOT NULL,
    position   INTEGER NOT NULL,
    record     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    student    TEXT,
    written    TEXT NOT NULL,
    replaces   TEXT NOT NULL,
    salt       BLOB NOT NULL,
    creates    INTEGER NOT NULL
);
CREATE INDEX change_by_record ON change (record);
CREATE INDEX change_by_save ON change (save, position);

CREATE TABLE record (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    student_id TEXT,
    own_file   TEXT,
    class_id   TEXT,
    term_id    TEXT,
    on_date    TEXT,
    state      TEXT,
    author_id  TEXT,
    title      TEXT,
    archived   INTEGER NOT NULL,
    conflicts  INTEGER NOT NULL,
    origin     TEXT NOT NULL,
    body       TEXT NOT NULL,
    living     TEXT NOT NULL,
    rivals     TEXT NOT NULL,
    awaited    TEXT NOT NULL
);
-- Without statistics SQLite prefers an index that gives the order to one that finds
-- little, so those that find little give the order, too.
CREATE INDEX record_by_kind ON record (kind, archived, on_date);
CREATE INDEX record_by_student ON record (student_id, kind, archived, on_date);
CREATE INDEX record_by_class ON record (class_id, kind, archived, on_date);
-- These two answer lists and counts of a whole school without touching a record.
CREATE INDEX record_by_term ON record (
    term_id, kind, archived, on_date, state, student_id, title
);
CREATE INDEX record_by_title ON record (
    kind, title, id, archived, state, student_id, on_date
);
-- What a term's visits are counted by. Without it every visit's text would be read for
-- four short words of it.
CREATE INDEX visit_counted ON record (
    term_id, archived, state, on_date, student_id, author_id, id,
    json_extract(body, '$.visit_form'), json_extract(body, '$.visit_type'),
    json_extract(body, '$.trip_id'), json_extract(body, '$.companions')
) WHERE kind = 'visit';
CREATE INDEX record_in_conflict ON record (conflicts) WHERE conflicts > 0;

-- Which files of one child were merged, as the merge records say. A record shows in the
-- file `student_id`; it was written for the student `own_file`.
CREATE TABLE merged_file (
    merged TEXT PRIMARY KEY,
    kept   TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE named (
    number  INTEGER PRIMARY KEY,
    student TEXT NOT NULL UNIQUE,
    keys    TEXT NOT NULL
);
CREATE TABLE name_key (
    key    TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (key, number)
) WITHOUT ROWID;

CREATE TABLE searchable (
    number  INTEGER PRIMARY KEY,
    record  TEXT NOT NULL UNIQUE,
    content TEXT NOT NULL
);
CREATE VIRTUAL TABLE searchable_text USING fts5 (
    tokens, content='', contentless_delete=1, detail=none, tokenize='unicode61'
);
INSERT INTO searchable_text (searchable_text, rank) VALUES ('secure-delete', 1);
INSERT INTO searchable_text (searchable_text, rank) VALUES ('hashsize', 67108864);

-- Local to this vault, never handed on.
CREATE TABLE draft (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    student_id TEXT,
    record_id  TEXT,
    body       TEXT NOT NULL,
    saved_at   TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE ledger_state (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- What this vault remembers for its owner: who she is, how a roster's columns were read.
CREATE TABLE memory (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- People whose saves are accepted and to whom saves may be handed.
CREATE TABLE contact (
    person_id   TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    signing_key BLOB NOT NULL UNIQUE,
    sealing_key BLOB NOT NULL,
    trusted_at  TEXT NOT NULL,
    vouched_by  TEXT
) WITHOUT ROWID;

-- What a contact's vault is known to hold: it said so in a file of its own.
CREATE TABLE contact_frontier (
    person_id TEXT NOT NULL,
    writer    TEXT NOT NULL,
    seq       INTEGER NOT NULL,
    PRIMARY KEY (person_id, writer)
) WITHOUT ROWID;
