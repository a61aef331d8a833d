import GRDB

/// The tables of a store's ledger.
///
/// Invariants:
/// - `revision`, `receipt`, `acknowledgement`, `relisting`, `answer` and `decision` are only ever appended to
///   (triggers see to it).
/// - `held` is what HQ is known to hold: the acknowledgements since the last `relisting`.
/// - A row of `outbox` exists from the transaction that wrote its revision until the one that wrote its verified
///   receipt, or HQ's decision not to take it.
/// - What a month's figure is and how far it has come is computed from these rows, never stored.
enum LedgerSchema {
  /// Written into the file's header so that a ledger is recognised: "tbst".
  static let applicationID: Int32 = 0x7462_7374

  /// Each number is applied once, in a transaction that also writes the number.
  static let migrations: [(number: Int, sql: String)] = [
    (1, first), (2, second), (3, programme), (4, bills), (5, line), (6, chainLink),
  ]

  /// The newest schema that this program knows.
  static let latest = 6

  /// Brings a ledger up to date. Cheap where it is already.
  static func migrate(_ database: Database) throws {
    for migration in migrations where try version(of: database) < migration.number {
      try database.inTransaction(.immediate) {
        // Another process may have been faster.
        guard try version(of: database) < migration.number else { return .commit }
        try database.execute(sql: migration.sql)
        try database.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(migration.number)")
        return .commit
      }
      // The number must stand in the file itself, where a later or earlier program looks for it before opening.
      try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }

  static func version(of database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  private static let first = """
    CREATE TABLE profile (
      id INTEGER PRIMARY KEY CHECK (id = 1), store TEXT NOT NULL, name TEXT NOT NULL, region INTEGER NOT NULL,
      opened TEXT, closed TEXT, standing TEXT NOT NULL, deadline_day INTEGER NOT NULL) STRICT;
    CREATE TABLE enrollment (
      number INTEGER PRIMARY KEY, device TEXT NOT NULL, server TEXT NOT NULL, public_key TEXT NOT NULL UNIQUE,
      key_file TEXT NOT NULL, device_name TEXT NOT NULL, invite_digest TEXT NOT NULL, joined_at TEXT NOT NULL,
      cursor INTEGER NOT NULL DEFAULT 0, clock_offset_ms INTEGER NOT NULL DEFAULT 0,
      last_attempt_at TEXT, last_success_at TEXT, last_problem TEXT) STRICT;
    CREATE TABLE receipt_key (
      id TEXT PRIMARY KEY, key TEXT NOT NULL, pinned_at TEXT NOT NULL) STRICT;
    CREATE TABLE draft (
      month INTEGER PRIMARY KEY, turnover_fen INTEGER, open_days INTEGER, reason TEXT, takeaway_fen INTEGER,
      commission_fen INTEGER, note TEXT, step TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
    CREATE TABLE revision (
      ordinal INTEGER PRIMARY KEY, operation TEXT NOT NULL UNIQUE, month INTEGER NOT NULL,
      turnover_fen INTEGER NOT NULL, open_days INTEGER, reason TEXT, takeaway_fen INTEGER, commission_fen INTEGER,
      note TEXT, predecessor TEXT, correction_reason TEXT, recorded_at TEXT NOT NULL, rules_version INTEGER NOT NULL,
      confirmed TEXT NOT NULL, source TEXT NOT NULL, origin TEXT NOT NULL) STRICT;
    CREATE INDEX revision_month ON revision (month);
    CREATE TABLE outbox (
      operation TEXT PRIMARY KEY REFERENCES revision (operation), attempts INTEGER NOT NULL DEFAULT 0,
      last_attempt_at TEXT, last_problem TEXT) STRICT;
    CREATE TABLE receipt (
      operation TEXT NOT NULL REFERENCES revision (operation), revision INTEGER NOT NULL,
      feed_position INTEGER NOT NULL, received_at TEXT NOT NULL, audit_head TEXT NOT NULL, key_id TEXT NOT NULL,
      signature TEXT NOT NULL, verified_at TEXT NOT NULL, PRIMARY KEY (operation, signature)) STRICT;
    CREATE TABLE acknowledgement (
      number INTEGER PRIMARY KEY, operation TEXT NOT NULL REFERENCES revision (operation), revision INTEGER NOT NULL,
      feed_position INTEGER NOT NULL, learnt_at TEXT NOT NULL) STRICT;
    CREATE INDEX acknowledgement_operation ON acknowledgement (operation);
    CREATE TABLE relisting (
      number INTEGER PRIMARY KEY, after_acknowledgement INTEGER NOT NULL, started_at TEXT NOT NULL) STRICT;
    CREATE VIEW held AS SELECT * FROM acknowledgement
      WHERE number > (SELECT coalesce(max(after_acknowledgement), 0) FROM relisting);
    CREATE TABLE answer (
      number INTEGER PRIMARY KEY, operation TEXT NOT NULL REFERENCES revision (operation), verdict TEXT NOT NULL,
      code TEXT, detail TEXT, head TEXT, received_at TEXT NOT NULL) STRICT;
    CREATE INDEX answer_operation ON answer (operation);
    CREATE TABLE decision (
      operation TEXT PRIMARY KEY REFERENCES revision (operation), successor TEXT, decided_at TEXT NOT NULL) STRICT;
    CREATE TABLE alarm (
      number INTEGER PRIMARY KEY, code TEXT NOT NULL, detail TEXT NOT NULL, raised_at TEXT NOT NULL,
      settled_at TEXT) STRICT;
    CREATE TABLE lease (
      id INTEGER PRIMARY KEY CHECK (id = 1), process INTEGER NOT NULL, started TEXT NOT NULL, token TEXT NOT NULL,
      heartbeat_at TEXT NOT NULL) STRICT;
    \(appendOnly("revision"))
    \(appendOnly("receipt"))
    \(appendOnly("acknowledgement"))
    \(appendOnly("relisting"))
    \(appendOnly("answer"))
    \(appendOnly("decision"))
    """

  /// What HQ gives back: peers' figures, its statement of what it holds, its messages; and more of a draft.
  private static let second = """
    ALTER TABLE draft ADD COLUMN because TEXT;
    ALTER TABLE draft ADD COLUMN source TEXT NOT NULL DEFAULT 'owner';
    CREATE TABLE gift (
      kind TEXT PRIMARY KEY, data_version INTEGER NOT NULL, content TEXT NOT NULL, received_at TEXT NOT NULL) STRICT;
    CREATE TABLE message (
      number INTEGER PRIMARY KEY, sent_at TEXT NOT NULL, content TEXT NOT NULL, received_at TEXT NOT NULL,
      shown_at TEXT) STRICT;
    """

  /// The programme: what HQ told of it, the owner's own checks, and answers to rectifications with their photographs.
  private static let programme = """
    CREATE TABLE programme_brief (
      id INTEGER PRIMARY KEY CHECK (id = 1), brief TEXT NOT NULL, learnt_at TEXT NOT NULL) STRICT;
    CREATE TABLE checklist (version TEXT PRIMARY KEY, content TEXT NOT NULL, learnt_at TEXT NOT NULL) STRICT;
    CREATE TABLE self_check (
      number INTEGER PRIMARY KEY, version TEXT NOT NULL, content TEXT NOT NULL, made_at TEXT NOT NULL) STRICT;
    CREATE TABLE evidence (
      digest TEXT PRIMARY KEY, size INTEGER NOT NULL, format TEXT NOT NULL, kept_at TEXT NOT NULL,
      sent_at TEXT) STRICT;
    CREATE TABLE rectification (
      ordinal INTEGER PRIMARY KEY, operation TEXT NOT NULL UNIQUE, inspection TEXT NOT NULL, content TEXT NOT NULL,
      recorded_at TEXT NOT NULL) STRICT;
    CREATE TABLE rectification_outbox (
      operation TEXT PRIMARY KEY REFERENCES rectification (operation), attempts INTEGER NOT NULL DEFAULT 0,
      last_attempt_at TEXT, last_problem TEXT) STRICT;
    CREATE TABLE rectification_receipt (
      operation TEXT NOT NULL REFERENCES rectification (operation), receipt TEXT NOT NULL, signature TEXT NOT NULL,
      verified_at TEXT NOT NULL, PRIMARY KEY (operation, signature)) STRICT;
    CREATE TABLE rectification_refusal (
      number INTEGER PRIMARY KEY, operation TEXT NOT NULL REFERENCES rectification (operation), code TEXT NOT NULL,
      detail TEXT, received_at TEXT NOT NULL) STRICT;
    \(appendOnly("self_check"))
    \(appendOnly("rectification"))
    \(appendOnly("rectification_receipt"))
    \(appendOnly("rectification_refusal"))
    """

  /// What is remembered about bills, a draft's sum of them, and who typed for an owner.
  private static let bills = """
    ALTER TABLE draft ADD COLUMN bills_fen INTEGER;
    ALTER TABLE draft ADD COLUMN helper TEXT;
    ALTER TABLE revision ADD COLUMN helper TEXT;
    CREATE TABLE bill_memory (
      kind TEXT NOT NULL, name TEXT NOT NULL, content TEXT NOT NULL, kept_at TEXT NOT NULL,
      PRIMARY KEY (kind, name)) STRICT;
    """

  /// The last request whose answer is recorded here, by the name that it had: where it goes on from.
  private static let line = "ALTER TABLE enrollment ADD COLUMN turn TEXT;"

  /// The entry of HQ's audit chain that its last answer was made under: kept with the cursor, and across a joining.
  private static let chainLink = """
    ALTER TABLE enrollment ADD COLUMN chain_number INTEGER;
    ALTER TABLE enrollment ADD COLUMN chain_digest TEXT;
    """

  private static func appendOnly(_ table: String) -> String {
    """
    CREATE TRIGGER \(table)_kept BEFORE DELETE ON \(table) BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    CREATE TRIGGER \(table)_unchanged BEFORE UPDATE ON \(table) BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    """
  }
}
