-- Every kernel image that any source ever told of, by its key: name and version.
CREATE TABLE driver_image (
    key TEXT PRIMARY KEY,
    bytes BLOB NOT NULL -- CBOR
) WITHOUT ROWID;

-- Catalogues that an admin imported, as they came; one of each kind.
CREATE TABLE catalogue (
    kind TEXT PRIMARY KEY, -- altitudes, loldrivers, blocklist
    file TEXT NOT NULL,
    imported_ms INTEGER NOT NULL, -- UTC
    checksum INTEGER NOT NULL,
    bytes BLOB NOT NULL -- zlib
);

-- What happened to the kernel code of the fleet.
CREATE TABLE driver_event (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL, -- UTC
    key TEXT NOT NULL,
    kind TEXT NOT NULL, -- first-read, arrived, left
    document TEXT NOT NULL -- JSON
);

CREATE INDEX driver_event_at ON driver_event(at_ms);

CREATE INDEX driver_event_key ON driver_event(key, id);

-- Driver sets that devices had, by content.
CREATE TABLE driver_set (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    keys BLOB NOT NULL -- UTF-8, a line a key, zlib
);

-- Which devices changed their drivers when, and what they had before; with it, any moment can be told from today.
CREATE TABLE driver_change (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL, -- UTC
    driver_set INTEGER REFERENCES driver_set(id), -- null: nobody told
    devices BLOB NOT NULL -- runs of rising ids: gap and length, each in groups of seven bits, low first
);

CREATE INDEX driver_change_at ON driver_change(at_ms);
