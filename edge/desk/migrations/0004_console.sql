ALTER TABLE contact ADD COLUMN taken_at INTEGER;
ALTER TABLE contact ADD COLUMN resolved_at INTEGER;
CREATE INDEX contact_by_time ON contact (at);
CREATE INDEX contact_kept ON contact (queue, at) WHERE erased_at IS NULL;
ALTER TABLE log ADD COLUMN person TEXT;
CREATE INDEX log_by_contact ON log (contact, seq);
CREATE VIRTUAL TABLE contact_text USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO contact_text (rowid, text)
    SELECT seq, receipt || ' ' || coalesce((SELECT group_concat(value, ' ') FROM json_each(answers)), '') FROM contact;
CREATE TABLE sign_in (
    hash TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    expires_at INTEGER NOT NULL
);
CREATE TABLE session (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL,
    device TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
);
CREATE TABLE by_hand (
    queue TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    until INTEGER,
    person TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE TABLE notices (
    person TEXT PRIMARY KEY,
    wishes TEXT NOT NULL
);
CREATE TABLE push (
    endpoint TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    p256dh TEXT NOT NULL,
    auth TEXT NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE TABLE comment (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    contact TEXT NOT NULL REFERENCES contact (id),
    person TEXT NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX comment_by_contact ON comment (contact);
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    person TEXT NOT NULL,
    act TEXT NOT NULL,
    contact TEXT
);
CREATE INDEX audit_by_contact ON audit (contact);
CREATE TABLE standing (
    queue TEXT PRIMARY KEY,
    state TEXT NOT NULL
);
