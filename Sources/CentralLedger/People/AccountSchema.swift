/// The table of account events: one row for each change, the latest of a day counts.
enum AccountSchema {
  static let step: [SchemaStatement] = [
    """
    CREATE TABLE account_event (
      account TEXT NOT NULL,
      recorded_at BIGINT NOT NULL,
      valid_from INTEGER NOT NULL,
      role TEXT,
      scope TEXT,
      note TEXT,
      PRIMARY KEY (account, recorded_at)
    )
    """,
    .appendOnly(table: "account_event"),
  ]
}
