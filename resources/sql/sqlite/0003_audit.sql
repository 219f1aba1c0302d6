-- Who may do something here. Nobody is removed: votes and audit entries name them.

CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    login TEXT NOT NULL,
    login_key TEXT NOT NULL UNIQUE, -- case folded
    name TEXT NOT NULL,
    post TEXT NOT NULL,
    roles INTEGER NOT NULL, -- bits as in models/audit/person.h
    key BLOB NOT NULL, -- Ed25519 public key; zeros until there is one
    active INTEGER NOT NULL,
    simulated INTEGER NOT NULL
);

-- The chain: models/audit/auditentry.h says what a hash is made of. `previous` is the hash of the row before.
CREATE TABLE audit_entry (
    number INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL, -- UTC
    person INTEGER NOT NULL, -- 0 is the program
    who TEXT NOT NULL,
    deed TEXT NOT NULL,
    object TEXT NOT NULL,
    text TEXT NOT NULL,
    data TEXT NOT NULL,
    salt BLOB NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL
);

CREATE INDEX audit_entry_object ON audit_entry(object, number);

CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;

CREATE TRIGGER audit_entry_is_kept BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;

CREATE TABLE audit_head (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number INTEGER NOT NULL REFERENCES audit_entry(number),
    hash BLOB NOT NULL,
    at_ms INTEGER NOT NULL, -- UTC
    person INTEGER NOT NULL,
    key BLOB NOT NULL,
    signature BLOB NOT NULL
);
