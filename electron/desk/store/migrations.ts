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
];
