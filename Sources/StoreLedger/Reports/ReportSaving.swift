import GRDB
import SnackChain
import SyncProtocol

/// A figure to be saved.
public struct ReportEntry: Hashable, Sendable {
  /// The figures.
  public var report: MonthlyReport
  /// Why it corrects what is there; `nil` for a first report.
  public var correctionReason: String?
  /// Which doubtful findings a person has confirmed.
  public var confirmed: Confirmation
  /// How the figure came about.
  public var source: ReportOperation.Source
  /// Who typed it for the owner.
  public var helper: String?

  /// What a person has confirmed.
  public enum Confirmation: Hashable, Sendable {
    /// These findings, by their codes.
    case codes(Set<String>)
    /// Whatever may be found.
    case everything
  }

  /// Makes an entry.
  public init(
    _ report: MonthlyReport, correctionReason: String? = nil, confirmed: Confirmation = .codes([]),
    source: ReportOperation.Source = .owner, helper: String? = nil
  ) {
    self.report = report
    self.correctionReason = correctionReason
    self.confirmed = confirmed
    self.source = source
    self.helper = helper
  }
}

extension StoreLedger {
  /// What the rules say of a report, with what the ledger knows of the store.
  public func findings(in report: MonthlyReport, now: Timestamp) throws(LedgerProblem) -> [ReportFinding] {
    try read { database in try Self.findings(in: report, now: now, in: database) }
  }

  /// Saves a figure: its revision and its outbox row in one durable transaction. After this returns it survives a
  /// power cut and reaches HQ once.
  ///
  /// - Throws: `otherStore`, `alreadyReported` (a figure is there and no reason of correction was given),
  ///   `nothingToCorrect`, `unchanged`, `refusedByRules`, `unconfirmed`, or why the disk did not take it.
  public func save(
    _ entry: ReportEntry, now: Timestamp, random: inout some RandomNumberGenerator
  ) throws(LedgerProblem) -> SavedRevision {
    let id = OperationID(at: now, random: &random)
    return try write { database in
      let profile = try Self.profile(in: database)
      let report = entry.report
      guard report.store == profile.store else {
        throw LedgerProblem.otherStore(report.store, expected: profile.store)
      }
      let record = try RevisionRows.records(of: report.month, store: profile.store, in: database).first
      let head = try Self.head(of: record, for: entry)
      if let reason = entry.correctionReason, !ReportRules.isPlain(reason) {
        throw LedgerProblem.refusedByRules([.unreadableNote])
      }
      if let helper = entry.helper, !ReportRules.isPlain(helper) {
        throw LedgerProblem.refusedByRules([.unreadableNote])
      }
      let findings = try Self.findings(in: report, now: now, in: database)
      let confirmed = try Self.checked(findings, confirmed: entry.confirmed)
      let operation = ReportOperation(
        id: id, report: report, predecessor: head?.operation.id, correctionReason: entry.correctionReason,
        recordedAt: now, confirmed: confirmed, source: entry.source, helper: entry.helper)
      try RevisionRows.insert(operation, origin: .device, in: database)
      try database.run(sql: "INSERT INTO outbox (operation) VALUES (?)", arguments: [id.description])
      for undecided in record?.undecided ?? [] {
        try Self.settle(undecided.operation.id, successor: id, now: now, in: database)
      }
      try database.run(sql: "DELETE FROM draft WHERE month = ?", arguments: [report.month.number])
      return SavedRevision(operation: operation, origin: .device, progress: .waiting(attempts: 0, problem: nil))
    }
  }

  /// Saves a figure with an identity from the system's generator.
  public func save(_ entry: ReportEntry, now: Timestamp) throws(LedgerProblem) -> SavedRevision {
    var generator = SystemRandomNumberGenerator()
    return try save(entry, now: now, random: &generator)
  }

  /// Gives up what HQ did not take: its own figure stands. Nothing is deleted.
  ///
  /// - Throws: `nothingToDecide` where HQ holds no figure of the month, or took all of ours.
  public func keepHeld(_ month: YearMonth, now: Timestamp) throws(LedgerProblem) {
    try write { database in
      let store = try Self.profile(in: database).store
      guard let record = try RevisionRows.records(of: month, store: store, in: database).first,
        let held = record.held, !record.undecided.isEmpty
      else { throw LedgerProblem.nothingToDecide(month) }
      for undecided in record.undecided {
        try Self.settle(undecided.operation.id, successor: held.operation.id, now: now, in: database)
      }
    }
  }

  /// What a new revision follows on: the newest that waits, else HQ's.
  private static func head(of record: MonthRecord?, for entry: ReportEntry) throws -> SavedRevision? {
    let month = entry.report.month
    // What HQ did not take is no figure yet: the owner types the month again, with or without a reason.
    let isOpen = record.map { $0.held == nil && !$0.undecided.isEmpty && $0.current == $0.undecided.last } ?? true
    if isOpen {
      if record == nil && entry.correctionReason != nil { throw LedgerProblem.nothingToCorrect(month) }
      return nil
    }
    guard let record else { return nil }
    guard entry.correctionReason != nil else {
      throw LedgerProblem.alreadyReported(month, record.current.operation.report.turnover)
    }
    if record.undecided.isEmpty && record.current.operation.report == entry.report {
      throw LedgerProblem.unchanged(month)
    }
    return record.current
  }

  private static func checked(
    _ findings: [ReportFinding], confirmed: ReportEntry.Confirmation
  ) throws -> [String] {
    let refusals = findings.filter { $0.weight == .refuse }
    guard refusals.isEmpty else { throw LedgerProblem.refusedByRules(refusals) }
    let questions = findings.filter { $0.weight == .confirm }
    if case .codes(let codes) = confirmed {
      let open = questions.filter { !codes.contains($0.code) }
      guard open.isEmpty else { throw LedgerProblem.unconfirmed(open) }
    }
    return questions.map(\.code)
  }

  static func findings(in report: MonthlyReport, now: Timestamp, in database: Database) throws -> [ReportFinding] {
    let profile = try profile(in: database)
    let others = try RevisionRows.records(of: nil, store: profile.store, in: database)
      .filter { $0.month != report.month }.map(\.current.operation.report.turnover.fen)
    // Today is HQ's, as far as it is known: a device whose clock is wrong is not asked odd questions.
    let offset = try enrollment(in: database)?.clockOffset ?? 0
    let today = Timestamp(milliseconds: now.milliseconds + offset).dayInChina
    let context = ReportRules.Context(
      otherMonths: others, today: today, opened: profile.opened, closed: profile.closed)
    return ReportRules.findings(in: report, context: context)
  }

  static func settle(
    _ operation: OperationID, successor: OperationID, now: Timestamp, in database: Database
  ) throws {
    try database.run(
      sql: "INSERT OR IGNORE INTO decision (operation, successor, decided_at) VALUES (?, ?, ?)",
      arguments: [operation.description, successor.description, now.description])
  }
}
