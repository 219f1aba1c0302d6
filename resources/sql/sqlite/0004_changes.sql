-- Proposals, votes, the journal of what was sent, and the freeze calendar.

ALTER TABLE source ADD COLUMN writing INTEGER NOT NULL DEFAULT 0;

CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    document TEXT NOT NULL, -- JSON, models/changes/changecodec.h
    plan BLOB NOT NULL -- the same, zlib
);

CREATE TABLE vote (
    id INTEGER PRIMARY KEY,
    change INTEGER NOT NULL REFERENCES change(id),
    version INTEGER NOT NULL,
    hash BLOB NOT NULL,
    voter INTEGER NOT NULL REFERENCES person(id),
    choice TEXT NOT NULL,
    no_conflict INTEGER NOT NULL,
    comment TEXT NOT NULL,
    at_ms INTEGER NOT NULL, -- UTC
    key BLOB NOT NULL,
    signature BLOB NOT NULL UNIQUE -- the same vote counts once
);

CREATE INDEX vote_change ON vote(change);

CREATE TABLE operation (
    change INTEGER NOT NULL REFERENCES change(id),
    number INTEGER NOT NULL, -- position in the plan
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    at_ms INTEGER NOT NULL, -- UTC
    detail TEXT NOT NULL,
    PRIMARY KEY (change, number)
) WITHOUT ROWID;

CREATE TABLE freeze (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT, -- of an imported event
    document TEXT NOT NULL -- JSON
);

CREATE UNIQUE INDEX freeze_uid ON freeze(uid) WHERE uid IS NOT NULL;
