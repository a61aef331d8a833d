/// The tables of what HQ has for owners.
enum OwnerSchema {
  static let step: [SchemaStatement] = [
    """
    CREATE TABLE message (
      number BIGINT NOT NULL PRIMARY KEY,
      sent_at BIGINT NOT NULL,
      content TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE message_to (
      store_id TEXT NOT NULL,
      number BIGINT NOT NULL,
      PRIMARY KEY (store_id, number)
    )
    """,
    // Which invites are recovery codes, so that a new one ends the last.
    """
    CREATE TABLE recovery_code (
      store_id TEXT NOT NULL,
      code_hash TEXT NOT NULL,
      made_at BIGINT NOT NULL,
      device_id TEXT NOT NULL,
      PRIMARY KEY (store_id, code_hash)
    )
    """,
    """
    CREATE TABLE hand_over (
      store_id TEXT NOT NULL,
      recorded_at BIGINT NOT NULL,
      actor TEXT NOT NULL,
      PRIMARY KEY (store_id, recorded_at)
    )
    """,
    .appendOnly(table: "message"), .appendOnly(table: "message_to"), .appendOnly(table: "recovery_code"),
    .appendOnly(table: "hand_over"),
  ]
}
