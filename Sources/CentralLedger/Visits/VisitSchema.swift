/// The tables of visits, and of owners' answers to rectifications.
enum VisitSchema {
  /// Which photographs the devices of a store have sent: an answer may name these and no others. What they show is in the
  /// folder beside the database, under their digests.
  static let sentEvidence: [SchemaStatement] = [
    """
    CREATE TABLE sent_evidence (
      store_id TEXT NOT NULL,
      digest TEXT NOT NULL,
      media TEXT NOT NULL,
      bytes BIGINT NOT NULL,
      width INTEGER,
      height INTEGER,
      device_id TEXT NOT NULL,
      received_at BIGINT NOT NULL,
      PRIMARY KEY (store_id, digest)
    ) WITHOUT ROWID
    """,
    .appendOnly(table: "sent_evidence"),
  ]

  /// To find who else sent a photograph.
  static let photographsByDigest: [SchemaStatement] = [
    "CREATE INDEX sent_evidence_by_digest ON sent_evidence (digest)"
  ]

  static let step: [SchemaStatement] =
    [
      """
      CREATE TABLE visit_overruling (
        store_id TEXT NOT NULL REFERENCES store (store_id),
        recorded_at BIGINT NOT NULL,
        overruling_id TEXT NOT NULL,
        decision TEXT NOT NULL,
        not_before INTEGER,
        effective INTEGER NOT NULL,
        reason TEXT NOT NULL,
        received_at BIGINT NOT NULL,
        recorded_by TEXT NOT NULL,
        PRIMARY KEY (store_id, recorded_at)
      ) WITHOUT ROWID
      """,
      "CREATE UNIQUE INDEX visit_overruling_once ON visit_overruling (store_id, overruling_id)",
      """
      CREATE TABLE complaint (
        store_id TEXT NOT NULL REFERENCES store (store_id),
        recorded_at BIGINT NOT NULL,
        complaint_id TEXT NOT NULL,
        day INTEGER NOT NULL,
        content TEXT NOT NULL,
        received_at BIGINT NOT NULL,
        recorded_by TEXT NOT NULL,
        PRIMARY KEY (store_id, recorded_at)
      ) WITHOUT ROWID
      """,
      "CREATE UNIQUE INDEX complaint_once ON complaint (store_id, complaint_id)",
      // What owners answered to rectifications, word for word, with the receipt that they got for it.
      """
      CREATE TABLE rectification_answer (
        store_id TEXT NOT NULL REFERENCES store (store_id),
        operation_id TEXT NOT NULL,
        content TEXT NOT NULL,
        receipt TEXT NOT NULL,
        PRIMARY KEY (store_id, operation_id)
      ) WITHOUT ROWID
      """,
    ] + ["visit_overruling", "complaint", "rectification_answer"].map { .appendOnly(table: $0) }
}
