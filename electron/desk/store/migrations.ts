/**
 * Steps of desk.db, in order; a database's `user_version` is the number of steps it has taken. Append only: a step
 * that has been released is never edited, because databases that took it exist.
 */
export const migrations: readonly string[] = [
  // The audit chain (design, section 8). `at` is an event's place in this desk's log, over all its chains.
  `
  CREATE TABLE chains (
    ordinal    INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    public_key TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('creating', 'open', 'closed', 'missing')),
    first_at   INTEGER,
    synced     INTEGER NOT NULL DEFAULT -1
  ) STRICT;
  CREATE TABLE events (
    at      INTEGER PRIMARY KEY,
    chain   INTEGER NOT NULL REFERENCES chains (ordinal),
    seq     INTEGER NOT NULL,
    id      BLOB NOT NULL UNIQUE,
    time    INTEGER NOT NULL,
    type    TEXT NOT NULL,
    actor   BLOB,
    subject BLOB,
    leaf    BLOB NOT NULL,
    bytes   BLOB NOT NULL
  ) STRICT;
  CREATE INDEX events_by_time ON events (time);
  CREATE TABLE heads (
    chain     INTEGER NOT NULL REFERENCES chains (ordinal),
    seq       INTEGER NOT NULL,
    head      BLOB NOT NULL,
    time      INTEGER NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (chain, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE outbox_sources (
    source TEXT PRIMARY KEY,
    n      INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE texts (
    digest BLOB PRIMARY KEY,
    salt   BLOB NOT NULL,
    text   TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  // Governed settings that differ from their default, as JSON.
  `
  CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  // Checklists (design, section 7). Comments, reasons, references and policy texts are digests of `texts`; only a comment
  // that is still being written stands in its row.
  `
  CREATE TABLE checklist_templates (
    id      TEXT NOT NULL,
    version INTEGER NOT NULL,
    body    TEXT NOT NULL,
    PRIMARY KEY (id, version)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE checklists (
    id               TEXT PRIMARY KEY,
    person           TEXT NOT NULL,
    template         TEXT NOT NULL,
    template_version INTEGER NOT NULL,
    date             TEXT NOT NULL,
    shift            INTEGER NOT NULL,
    from_policy      INTEGER NOT NULL,
    opened_at        INTEGER NOT NULL,
    starts_at        INTEGER NOT NULL,
    ends_at          INTEGER NOT NULL CHECK (ends_at > starts_at),
    due_at           INTEGER NOT NULL,
    state            TEXT NOT NULL CHECK (state IN ('open', 'submitted', 'confirmed', 'returned', 'not-confirmed')),
    overdue_noted    INTEGER NOT NULL,
    automatic        TEXT NOT NULL,
    console_version  TEXT NOT NULL,
    submitted_at     INTEGER,
    decided_by       TEXT,
    decided_at       INTEGER,
    return_reason    TEXT,
    same_issuer      INTEGER NOT NULL,
    UNIQUE (person, date, shift),
    FOREIGN KEY (template, template_version) REFERENCES checklist_templates (id, version)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX checklists_by_date ON checklists (date);
  CREATE INDEX checklists_by_end ON checklists (person, ends_at);
  CREATE INDEX checklists_by_state ON checklists (state);
  CREATE TABLE checklist_answers (
    list    TEXT NOT NULL REFERENCES checklists (id),
    item    TEXT NOT NULL,
    value   TEXT NOT NULL,
    comment TEXT NOT NULL,
    digest  TEXT,
    PRIMARY KEY (list, item)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE checklist_exceptions (
    list         TEXT NOT NULL REFERENCES checklists (id),
    item         TEXT NOT NULL,
    person       TEXT NOT NULL,
    date         TEXT NOT NULL,
    comment      TEXT,
    open         INTEGER NOT NULL,
    raised_at    INTEGER NOT NULL,
    closed_by    TEXT,
    closed_at    INTEGER,
    close_reason TEXT,
    PRIMARY KEY (list, item)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX checklist_exceptions_by_date ON checklist_exceptions (date);
  CREATE INDEX checklist_exceptions_open ON checklist_exceptions (raised_at) WHERE open = 1;
  CREATE TABLE policy_texts (
    version      INTEGER PRIMARY KEY,
    ru           TEXT NOT NULL,
    en           TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    published_by TEXT
  ) STRICT;
  CREATE TABLE policy_acknowledgements (
    person  TEXT NOT NULL,
    version INTEGER NOT NULL REFERENCES policy_texts (version),
    at      INTEGER NOT NULL,
    PRIMARY KEY (person, version, at)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE briefings (
    person       TEXT PRIMARY KEY,
    at           INTEGER NOT NULL,
    confirmed_by TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE evidence (
    id          INTEGER PRIMARY KEY,
    item        TEXT NOT NULL,
    answer      TEXT NOT NULL,
    reference   TEXT NOT NULL,
    recorded_by TEXT,
    recorded_at INTEGER NOT NULL,
    valid_until TEXT NOT NULL
  ) STRICT;
  `,
  // Which central this desk belongs to, and the last checkpoint that it showed (design, section 8).
  `
  CREATE TABLE central (
    only    INTEGER PRIMARY KEY CHECK (only = 1),
    url     TEXT NOT NULL,
    key_pin TEXT NOT NULL,
    log_key TEXT NOT NULL,
    origin  TEXT NOT NULL,
    size    INTEGER NOT NULL,
    root    TEXT NOT NULL
  ) STRICT;
  `,
  // A chain of which central holds another history; what a lead must hear of central; the last checkpoint of each log
  // that this desk has left.
  `
  ALTER TABLE chains ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE central ADD COLUMN alert TEXT CHECK (alert IN ('forgot', 'inconsistent'));
  CREATE TABLE left_logs (
    origin  TEXT NOT NULL,
    log_key TEXT NOT NULL,
    size    INTEGER NOT NULL,
    root    TEXT NOT NULL,
    PRIMARY KEY (origin, log_key)
  ) STRICT, WITHOUT ROWID;
  `,
  // Older copies of this file that were found in its place, by the anchor that did not hold; a lead has to see each.
  `
  CREATE TABLE rollbacks (
    id         INTEGER PRIMARY KEY,
    chain      TEXT NOT NULL,
    seq        INTEGER NOT NULL,
    head       TEXT NOT NULL,
    kept_aside TEXT,
    accepted   INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  `,
  // What all that main acts upon must be (docs/decisions/0012-seal-of-the-desk.md), and what was found changed.
  `
  CREATE TABLE seal (
    only  INTEGER PRIMARY KEY CHECK (only = 1),
    value BLOB NOT NULL
  ) STRICT;
  ALTER TABLE rollbacks ADD COLUMN database TEXT NOT NULL DEFAULT 'log' CHECK (database IN ('log', 'desk'));
  `,
  // What a program leaves to its successor after a lock (docs/decisions/0018-a-successor-after-a-lock.md), as JSON.
  `
  CREATE TABLE handover (
    only  INTEGER PRIMARY KEY CHECK (only = 1),
    value TEXT NOT NULL
  ) STRICT;
  `,
];
