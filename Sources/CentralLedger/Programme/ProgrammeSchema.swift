/// The tables of the programme.
///
/// `programme_event` is the one source of every standing: what the panel, the rollups and the uplift read from
/// `standing_event` is worked out from it in the transaction that records it, ends of terms and broken promises included.
/// Each row has a position of its own in the feed; so a history can be read as of any data version.
enum ProgrammeSchema {
  static let step: [SchemaStatement] =
    [
      """
      CREATE TABLE programme_event (
        store_id TEXT NOT NULL REFERENCES store (store_id),
        recorded_at BIGINT NOT NULL,
        event_id TEXT NOT NULL,
        step TEXT NOT NULL,
        effective INTEGER NOT NULL,
        received_at BIGINT NOT NULL,
        recorded_by TEXT NOT NULL,
        note TEXT,
        content TEXT NOT NULL,
        PRIMARY KEY (store_id, recorded_at)
      ) WITHOUT ROWID
      """,
      "CREATE UNIQUE INDEX programme_event_once ON programme_event (store_id, event_id)",
      // One row for each inspection that came in, counted or in conflict with another; what it came to is judged once.
      """
      CREATE TABLE inspection (
        store_id TEXT NOT NULL REFERENCES store (store_id),
        recorded_at BIGINT NOT NULL,
        inspection_id TEXT NOT NULL,
        status TEXT NOT NULL,
        day INTEGER NOT NULL,
        received_at BIGINT NOT NULL,
        recorded_by TEXT NOT NULL,
        bundle_id TEXT,
        seen BIGINT,
        content TEXT NOT NULL,
        outcome TEXT NOT NULL,
        PRIMARY KEY (store_id, recorded_at)
      ) WITHOUT ROWID
      """,
      "CREATE UNIQUE INDEX inspection_once ON inspection (store_id, inspection_id)",
      // What was decided where inspections contradict each other.
      """
      CREATE TABLE inspection_decision (
        store_id TEXT NOT NULL REFERENCES store (store_id),
        recorded_at BIGINT NOT NULL,
        inspection_id TEXT NOT NULL,
        is_upheld INTEGER NOT NULL,
        reason TEXT NOT NULL,
        received_at BIGINT NOT NULL,
        recorded_by TEXT NOT NULL,
        PRIMARY KEY (store_id, recorded_at, inspection_id)
      ) WITHOUT ROWID
      """,
      // Who is to inspect a store and by when; the latest row counts until an inspection is recorded after it.
      """
      CREATE TABLE inspection_task (
        store_id TEXT NOT NULL REFERENCES store (store_id),
        recorded_at BIGINT NOT NULL,
        purpose TEXT,
        inspector TEXT,
        due INTEGER,
        received_at BIGINT NOT NULL,
        recorded_by TEXT NOT NULL,
        note TEXT,
        PRIMARY KEY (store_id, recorded_at)
      ) WITHOUT ROWID
      """,
      // The photographs and papers of a store by their SHA-256; the files lie beside the database.
      """
      CREATE TABLE evidence (
        store_id TEXT NOT NULL REFERENCES store (store_id),
        digest TEXT NOT NULL,
        recorded_at BIGINT NOT NULL,
        media TEXT NOT NULL,
        bytes BIGINT NOT NULL,
        width INTEGER,
        height INTEGER,
        received_at BIGINT NOT NULL,
        recorded_by TEXT NOT NULL,
        PRIMARY KEY (store_id, digest)
      ) WITHOUT ROWID
      """,
      // Bundles that inspectors took along: which stores, what was known then, and the key that signs what comes back.
      """
      CREATE TABLE inspection_bundle (
        bundle_id TEXT NOT NULL PRIMARY KEY,
        recorded_at BIGINT NOT NULL,
        inspector TEXT NOT NULL,
        made_at BIGINT NOT NULL,
        public_key TEXT NOT NULL,
        digest TEXT NOT NULL,
        stores TEXT NOT NULL
      )
      """,
      """
      CREATE TABLE standard_version (
        version TEXT NOT NULL PRIMARY KEY,
        recorded_at BIGINT NOT NULL,
        valid_from INTEGER NOT NULL,
        received_at BIGINT NOT NULL,
        recorded_by TEXT NOT NULL,
        content TEXT NOT NULL
      )
      """,
    ]
    + [
      "programme_event", "inspection", "inspection_decision", "inspection_task", "evidence", "inspection_bundle",
      "standard_version",
    ].map { .appendOnly(table: $0) }
}
