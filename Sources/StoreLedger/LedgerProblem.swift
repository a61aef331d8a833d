import SnackChain

/// Why the ledger could not do what it was asked to. Whatever is said, everything saved before is still there.
public enum LedgerProblem: Error, Hashable, Sendable {
  /// There is no ledger at this path: nothing was joined yet, or the folder was moved.
  case missing(path: String)
  /// A later program made this ledger; it was not touched.
  case newerSchema(path: String, found: Int, known: Int)
  /// The file is not a ledger of ours; it was not touched.
  case notOurs(path: String)
  /// The file is damaged; nothing more is written to it.
  case damaged(path: String)
  /// The folder or file cannot be written.
  case readOnly(path: String)
  /// The disk (or the quota) is full.
  case diskFull(path: String)
  /// Another process holds the ledger longer than the busy timeout.
  case busy(path: String)
  /// The disk answered with an error; carries SQLite's extended code or the system's errno.
  case inputOutput(path: String, code: Int32)
  /// The report is for another store than the ledger's.
  case otherStore(StoreCode, expected: StoreCode)
  /// The month has a figure already; a change is a correction with a reason.
  case alreadyReported(YearMonth, Money)
  /// There is no figure of the month that could be corrected.
  case nothingToCorrect(YearMonth)
  /// The correction has exactly the figures that are there.
  case unchanged(YearMonth)
  /// The rules refuse the report; these are the refusals.
  case refusedByRules([ReportFinding])
  /// The rules want these findings confirmed by a person first.
  case unconfirmed([ReportFinding])
  /// There is nothing to be decided about the month.
  case nothingToDecide(YearMonth)
  /// Another process is syncing; carries its process id.
  case syncingElsewhere(process: Int32)
  /// The lease was lost to another process; what it had received is kept.
  case leaseLost
  /// A file is no photograph that could be sent.
  case evidence(EvidenceProblem)
  /// An answer to a rectification cannot be saved like this.
  case rectification(RectificationProblem)
}
