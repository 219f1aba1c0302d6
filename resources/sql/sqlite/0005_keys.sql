-- Who holds which recovery key, as sources told it last: a cache. The keys themselves are never here.

CREATE TABLE key_holder (
    source INTEGER PRIMARY KEY REFERENCES source(id) ON DELETE CASCADE,
    sight TEXT NOT NULL, -- none, existence, read
    asked_ms INTEGER NOT NULL, -- UTC
    unplaced INTEGER NOT NULL -- keys of records that are no device
);

CREATE TABLE held_key (
    source INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
    record TEXT NOT NULL,
    key_id TEXT NOT NULL,
    device INTEGER NOT NULL,
    volume TEXT NOT NULL,
    created_ms INTEGER NOT NULL, -- UTC; 0 when not told
    first_seen_ms INTEGER NOT NULL, -- UTC
    PRIMARY KEY (source, record, key_id)
) WITHOUT ROWID;

-- Who read which key: what a person did, and what has to be rotated.
CREATE TABLE key_release (
    id INTEGER PRIMARY KEY,
    device INTEGER NOT NULL,
    source INTEGER NOT NULL,
    key_id TEXT NOT NULL,
    volume TEXT NOT NULL,
    released_ms INTEGER NOT NULL, -- UTC
    worked_ms INTEGER NOT NULL, -- UTC; 0 when not confirmed
    person INTEGER NOT NULL REFERENCES person(id)
);

CREATE INDEX key_release_device ON key_release(device);
