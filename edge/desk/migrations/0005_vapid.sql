CREATE TABLE vapid (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    secret TEXT NOT NULL
);
