/// What an engine does for the ledger: lend connections on threads of its own, begin and end transactions, and say what
/// its errors mean. The threads of Swift's cooperative pool never wait for a disk or a network.
protocol LedgerEngine: Sendable {
  /// Runs `body` in a transaction that writes, alone among all writers of the database, and hands on what it gives
  /// after the commit (after the rollback, where it is not to be kept).
  ///
  /// Where the engine had to begin again, `body` is run again: it must not keep anything of its first run.
  func write<Value: Sendable>(
    keeping keeps: Bool, _ body: @escaping @Sendable (LedgerConnection) throws -> Value,
    _ done: @escaping @Sendable (Result<Value, CentralLedgerError>) -> Void)

  /// Runs `body` in one snapshot of the database and hands on what it gives.
  func read<Value: Sendable>(
    _ extent: ReadingExtent, _ body: @escaping @Sendable (LedgerConnection) throws -> Value,
    _ done: @escaping @Sendable (Result<Value, CentralLedgerError>) -> Void)

  /// Copies the whole database as of one moment to a new file, while others go on; blocks.
  func copy(to path: String) throws(CentralLedgerError) -> LedgerCopy

  /// Closes all connections; blocks until it is done.
  func close()
}

/// How much a reading asks for.
enum ReadingExtent {
  /// One question, for few rows: that needs no transaction of its own.
  case question
  /// A few questions for few rows each: what a session asks.
  case session
  /// As much as it likes.
  case whole
}
