CREATE TABLE version (
    number INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    person TEXT,
    at INTEGER NOT NULL,
    changes INTEGER NOT NULL
);
INSERT INTO version (number, document, person, at, changes)
    SELECT version, document, NULL, updated_at, 0 FROM site;
CREATE TABLE draft (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    document TEXT NOT NULL,
    person TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE TABLE seen (
    origin TEXT NOT NULL,
    queue TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (origin, queue)
);
