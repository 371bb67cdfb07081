CREATE TABLE presence (
    person TEXT PRIMARY KEY,
    here INTEGER NOT NULL,
    mood TEXT NOT NULL DEFAULT 'available',
    left_at INTEGER,
    last_given INTEGER
);
