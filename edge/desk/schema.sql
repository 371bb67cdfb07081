CREATE TABLE site (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    key TEXT NOT NULL,
    document TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);

CREATE TABLE token (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
);

CREATE TABLE contact (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    receipt TEXT NOT NULL UNIQUE,
    queue TEXT NOT NULL,
    status TEXT NOT NULL,
    missed_reason TEXT,
    assigned_to TEXT,
    view TEXT NOT NULL,
    lang TEXT NOT NULL,
    page TEXT,
    at INTEGER NOT NULL,
    reply_by INTEGER,
    answers TEXT NOT NULL,
    path TEXT NOT NULL,
    tags TEXT NOT NULL,
    comment TEXT,
    idempotency_key TEXT NOT NULL UNIQUE,
    fingerprint TEXT NOT NULL,
    reply TEXT NOT NULL,
    consents TEXT NOT NULL DEFAULT '[]',
    link TEXT,
    details TEXT NOT NULL DEFAULT '[]',
    withdrawn_at INTEGER,
    erased_at INTEGER,
    taken_at INTEGER,
    resolved_at INTEGER,
    zone TEXT
);
CREATE INDEX contact_by_queue ON contact (queue, status);
CREATE UNIQUE INDEX contact_by_link ON contact (link);
CREATE INDEX contact_by_time ON contact (at);
CREATE INDEX contact_kept ON contact (queue, at) WHERE erased_at IS NULL;
CREATE INDEX contact_queued ON contact (queue, at) WHERE status = 'queued';
CREATE INDEX contact_assigned ON contact (assigned_to, queue) WHERE status = 'assigned';
-- What is searched: receipt number, answers and details; rowid is the contact's seq.
CREATE VIRTUAL TABLE contact_text USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE log (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    queue TEXT NOT NULL,
    kind TEXT NOT NULL,
    contact TEXT,
    detail TEXT NOT NULL,
    person TEXT
);
CREATE INDEX log_by_queue ON log (queue, seq);
CREATE INDEX log_by_contact ON log (contact, seq);

CREATE TABLE delivery (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    contact TEXT NOT NULL REFERENCES contact (id),
    queue TEXT NOT NULL,
    kind TEXT NOT NULL,
    destination TEXT NOT NULL,
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_at INTEGER,
    created_at INTEGER NOT NULL,
    event TEXT NOT NULL DEFAULT 'contact.registered'
);
CREATE INDEX delivery_due ON delivery (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX delivery_by_contact ON delivery (contact);
CREATE INDEX delivery_by_queue ON delivery (queue, seq);

CREATE TABLE attempt (
    delivery TEXT NOT NULL REFERENCES delivery (id),
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (delivery, number)
);

CREATE TABLE switched_off (
    destination TEXT PRIMARY KEY,
    at INTEGER NOT NULL
);

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

CREATE TABLE vapid (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    secret TEXT NOT NULL
);

CREATE TABLE passkey (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER
);
CREATE TABLE challenge (
    hash TEXT PRIMARY KEY,
    person TEXT,
    expires_at INTEGER NOT NULL
);

CREATE TABLE presence (
    person TEXT PRIMARY KEY,
    here INTEGER NOT NULL,
    mood TEXT NOT NULL DEFAULT 'available',
    left_at INTEGER,
    last_given INTEGER,
    signed_out INTEGER NOT NULL DEFAULT 0
);

-- What auto-assignment gave at once, and what each contact of it was before. `entry` is the seq of its
-- log entry.
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

-- Settings that were in force, the latest as the site has it.
CREATE TABLE version (
    number INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    person TEXT,
    at INTEGER NOT NULL,
    changes INTEGER NOT NULL
);
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

-- How far visits came that sent nothing, by day (days since the epoch, UTC) and step; step '' counts
-- the visits.
CREATE TABLE abandoned (
    queue TEXT NOT NULL,
    view TEXT NOT NULL,
    day INTEGER NOT NULL,
    step TEXT NOT NULL,
    reached INTEGER NOT NULL,
    left_here INTEGER NOT NULL,
    PRIMARY KEY (queue, view, day, step)
);
