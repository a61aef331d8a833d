/// The tables of sign-in. What accounts prove themselves with is only added to; sessions come and go.
enum SignInSchema {
  static let step: [SchemaStatement] = [
    """
    CREATE TABLE sign_in_proof (
      account TEXT NOT NULL,
      kind TEXT NOT NULL,
      number BIGINT NOT NULL,
      recorded_at BIGINT NOT NULL,
      proof TEXT,
      PRIMARY KEY (account, kind, number)
    )
    """,
    .appendOnly(table: "sign_in_proof"),
    // The last time step of a one-time code that an account used.
    """
    CREATE TABLE sign_in_code (
      account TEXT NOT NULL PRIMARY KEY,
      step BIGINT NOT NULL
    )
    """,
    """
    CREATE TABLE sign_in_session (
      token_digest TEXT NOT NULL PRIMARY KEY,
      account TEXT NOT NULL,
      began BIGINT NOT NULL,
      last_used BIGINT NOT NULL,
      ended BIGINT
    )
    """,
    "CREATE INDEX sign_in_session_of_account ON sign_in_session (account)",
  ]
}
