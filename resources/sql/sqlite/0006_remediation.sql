-- The steps of remediations, and where devices stand between normal and safe mode.

CREATE TABLE remediation_step (
    change INTEGER NOT NULL REFERENCES change(id),
    number INTEGER NOT NULL, -- of the call in the plan
    attempt INTEGER NOT NULL,
    step TEXT NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    started_ms INTEGER NOT NULL, -- UTC
    at_ms INTEGER NOT NULL, -- UTC
    evidence TEXT NOT NULL,
    PRIMARY KEY (change, number, attempt, step)
) WITHOUT ROWID;

CREATE TABLE device_mode (
    device INTEGER PRIMARY KEY,
    host TEXT NOT NULL,
    ward TEXT NOT NULL,
    change INTEGER NOT NULL REFERENCES change(id),
    number INTEGER NOT NULL,
    is_safe INTEGER NOT NULL,
    is_next_safe INTEGER NOT NULL,
    is_open INTEGER NOT NULL, -- may be in safe mode
    said_ms INTEGER NOT NULL, -- UTC
    way_back_ms INTEGER NOT NULL -- UTC; 0 when not armed
);

CREATE INDEX device_mode_open ON device_mode(is_open) WHERE is_open;
