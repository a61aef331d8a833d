/// A statement of the schema, in what both engines understand. Each adapts it: PostgreSQL leaves `WITHOUT ROWID` away
/// and compares text by its bytes as SQLite does, and rows that only are added to are guarded by its own triggers.
enum SchemaStatement: ExpressibleByStringInterpolation {
  /// A statement as it stands.
  case plain(String)
  /// Rows of this table are never changed nor deleted.
  case appendOnly(table: String)

  init(stringLiteral value: String) { self = .plain(value) }
}

/// The schema of the ledger, by number.
///
/// `store_id` leads every key of a store's own facts, and no constraint crosses stores. Months are `202302`, days are
/// numbers since 1970-01-01, moments are milliseconds UTC, money is fen, digests and keys are text.
///
/// A step that was released is never changed: what is new is one more step at the end.
enum LedgerSchema {
  /// All steps, the first makes version 1.
  static let steps: [[SchemaStatement]] = [
    register + reports + trust + appendOnly,
    AccountSchema.step,
    StatementSchema.step,
    OwnerSchema.step,
    PeriodRow.schema + BelievedTotals.schema,
    MoveProgress.step,
    SignInSchema.step,
    ProgrammeSchema.step,
    VisitSchema.step,
    DeviceLines.schema,
    VisitSchema.sentEvidence,
    VisitSchema.photographsByDigest,
  ]

  /// The version that this program writes.
  static var version: Int { steps.count }

  private static let register: [SchemaStatement] = [
    """
    CREATE TABLE store (
      store_id TEXT NOT NULL PRIMARY KEY,
      recorded_at BIGINT NOT NULL
    ) WITHOUT ROWID
    """,
    // One row for each change; NULL in name, region, tier or form: not touched by this change. Opened and closed are
    // always those that hold after the change.
    """
    CREATE TABLE store_fact (
      store_id TEXT NOT NULL REFERENCES store (store_id),
      recorded_at BIGINT NOT NULL,
      valid_from INTEGER NOT NULL,
      name TEXT,
      region INTEGER,
      tier TEXT,
      form TEXT,
      opened INTEGER,
      closed INTEGER,
      PRIMARY KEY (store_id, recorded_at)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE standing_event (
      store_id TEXT NOT NULL REFERENCES store (store_id),
      recorded_at BIGINT NOT NULL,
      effective INTEGER NOT NULL,
      standing TEXT NOT NULL,
      source TEXT NOT NULL,
      note TEXT,
      PRIMARY KEY (store_id, recorded_at, effective)
    ) WITHOUT ROWID
    """,
  ]

  private static let reports: [SchemaStatement] = [
    // operation_id is NULL for what HQ imported: its id is made of its place in the feed.
    """
    CREATE TABLE revision (
      store_id TEXT NOT NULL REFERENCES store (store_id),
      month INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      turnover BIGINT NOT NULL,
      open_days INTEGER,
      reason TEXT,
      takeaway BIGINT,
      commission BIGINT,
      note TEXT,
      source TEXT NOT NULL,
      received_at BIGINT NOT NULL,
      position BIGINT NOT NULL,
      operation_id TEXT,
      predecessor TEXT,
      correction_reason TEXT,
      recorded_at BIGINT,
      rules_version INTEGER,
      confirmed TEXT,
      unconfirmed TEXT,
      device_id TEXT,
      PRIMARY KEY (store_id, month, revision)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX revision_in_feed ON revision (position)",
    // The receipt of each accepted operation. Its key is what lets an operation in once.
    """
    CREATE TABLE receipt (
      store_id TEXT NOT NULL,
      operation_id TEXT NOT NULL,
      content_digest TEXT NOT NULL,
      month INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      turnover BIGINT NOT NULL,
      position BIGINT NOT NULL,
      received_at BIGINT NOT NULL,
      audit_head TEXT NOT NULL,
      key_id TEXT NOT NULL,
      signature TEXT NOT NULL,
      PRIMARY KEY (store_id, operation_id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE report_conflict (
      store_id TEXT NOT NULL,
      operation_id TEXT NOT NULL,
      content_digest TEXT NOT NULL,
      operation TEXT NOT NULL,
      device_id TEXT NOT NULL,
      received_at BIGINT NOT NULL,
      audit_number BIGINT NOT NULL,
      PRIMARY KEY (store_id, operation_id)
    ) WITHOUT ROWID
    """,
  ]

  private static let trust: [SchemaStatement] = [
    """
    CREATE TABLE ledger_head (
      singleton INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
      position BIGINT NOT NULL,
      register_position BIGINT NOT NULL,
      audit_number BIGINT NOT NULL,
      audit_digest TEXT NOT NULL
    )
    """,
    """
    INSERT INTO ledger_head (singleton, position, register_position, audit_number, audit_digest)
    VALUES (1, 0, 0, 0, '')
    """,
    """
    CREATE TABLE audit_entry (
      number BIGINT NOT NULL PRIMARY KEY,
      at BIGINT NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      subject TEXT NOT NULL,
      first_position BIGINT NOT NULL,
      last_position BIGINT NOT NULL,
      content_digest TEXT NOT NULL,
      digest TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE receipt_key (
      key_id TEXT NOT NULL PRIMARY KEY,
      public_key TEXT NOT NULL,
      added_at BIGINT NOT NULL
    )
    """,
    // Invites and devices are found by code or key, before the store is known.
    """
    CREATE TABLE invite (
      code_hash TEXT NOT NULL PRIMARY KEY,
      store_id TEXT NOT NULL,
      made_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      device_id TEXT
    )
    """,
    """
    CREATE TABLE device (
      device_id TEXT NOT NULL PRIMARY KEY,
      store_id TEXT NOT NULL,
      public_key TEXT NOT NULL,
      name TEXT NOT NULL,
      joined_at BIGINT NOT NULL,
      revoked_at BIGINT,
      last_seen BIGINT,
      skew BIGINT
    )
    """,
    "CREATE INDEX device_of_store ON device (store_id)",
  ]

  private static let appendOnly: [SchemaStatement] = [
    "store", "store_fact", "standing_event", "revision", "receipt", "report_conflict", "audit_entry", "receipt_key",
  ].map { .appendOnly(table: $0) }
}
