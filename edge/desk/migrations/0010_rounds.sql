CREATE INDEX contact_queued ON contact (queue, at) WHERE status = 'queued';
CREATE INDEX contact_assigned ON contact (assigned_to, queue) WHERE status = 'assigned';
CREATE TABLE round (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL
);
CREATE INDEX round_by_time ON round (at);
CREATE TABLE given (
    round INTEGER NOT NULL REFERENCES round (id),
    contact TEXT NOT NULL REFERENCES contact (id),
    person TEXT NOT NULL,
    at INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    status TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (round, contact)
);
CREATE INDEX given_by_time ON given (at);
CREATE INDEX given_by_person ON given (person, entry);
CREATE TABLE paused (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    person TEXT NOT NULL,
    at INTEGER NOT NULL
);
ALTER TABLE presence ADD COLUMN signed_out INTEGER NOT NULL DEFAULT 0;
UPDATE presence SET last_given = NULL;
