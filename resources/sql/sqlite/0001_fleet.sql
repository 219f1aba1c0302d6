-- An empty line ends a statement, and nothing follows its semicolon. application_id is "RGWD": it tells this store from other SQLite files.

PRAGMA application_id = 1380407108;

-- What an admin set up.
CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE, -- case folded
    settings TEXT NOT NULL, -- JSON, without secrets
    check_in_sec INTEGER NOT NULL,
    sync_every_sec INTEGER NOT NULL,
    enabled INTEGER NOT NULL,
    last_success_ms INTEGER -- UTC; null when it never answered in full
);

-- Driver lists by content: machines with equal lists share one.
CREATE TABLE driver_list (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    bytes BLOB NOT NULL -- CBOR, zlib
);

CREATE TABLE record (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    driver_list INTEGER REFERENCES driver_list(id),
    bytes BLOB NOT NULL, -- CBOR
    UNIQUE (source, key)
);

CREATE INDEX record_driver_list ON record(driver_list) WHERE driver_list IS NOT NULL;

-- The last snapshot: one row here, and a row in fleet_column for each chunk and column.
CREATE TABLE fleet_state (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    generation INTEGER NOT NULL, -- goes up with each save, so that a program sees that another one saved
    taken_ms INTEGER NOT NULL, -- UTC
    chunks INTEGER NOT NULL,
    names BLOB NOT NULL, -- dictionaries, CBOR, zlib
    names_checksum INTEGER NOT NULL
);

CREATE TABLE fleet_column (
    chunk INTEGER NOT NULL,
    name TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    bytes BLOB NOT NULL, -- little endian, one value a device
    PRIMARY KEY (chunk, name)
);

-- Proofs of identity in runs that are sorted by proof; a later run overrules an earlier one.
CREATE TABLE identity_run (
    run INTEGER NOT NULL,
    part INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    bytes BLOB NOT NULL, -- little endian: proof 8 bytes, device 4 bytes
    PRIMARY KEY (run, part)
);

CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    device INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    health TEXT NOT NULL,
    text TEXT NOT NULL
);

CREATE INDEX history_device ON history(device, at_ms);

CREATE TABLE health_sample (
    at_ms INTEGER PRIMARY KEY,
    counts BLOB NOT NULL -- little endian, 4 bytes a count, tiers of states
);

-- What a person decided and that needs no table of its own: saved views, column mappings.
CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    position INTEGER NOT NULL,
    document TEXT NOT NULL, -- JSON
    changed_ms INTEGER NOT NULL, -- UTC
    UNIQUE (kind, scope, key)
);
