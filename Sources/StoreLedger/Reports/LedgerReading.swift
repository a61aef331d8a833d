import GRDB
import SnackChain
import SyncProtocol

/// All that the ledger knows at one moment, read in one snapshot.
public struct LedgerPicture: Hashable, Sendable {
  /// The store, as HQ told last.
  public let profile: StoreProfile
  /// How the device is joined.
  public let enrollment: Enrollment
  /// Every month with a figure, oldest first.
  public let months: [MonthRecord]
  /// How many revisions wait to be sent.
  public let waiting: Int
  /// Months that the owner began and did not save.
  public let drafts: [YearMonth]
  /// What is wrong and not settled, as codes.
  public let alarms: [LedgerAlarm]
}

/// Something that must not be and that a person has to know of.
public struct LedgerAlarm: Hashable, Sendable {
  /// A stable code: one of ``LedgerAlarm/Code``.
  public let code: String
  /// What was found.
  public let detail: String
  /// When it was found first.
  public let raisedAt: Timestamp

  /// Codes of alarms.
  public enum Code {
    /// HQ's count or sum of a year is not the device's.
    public static let totalsDiffer = "totals_differ"
    /// A receipt does not verify, or is for other figures.
    public static let badReceipt = "bad_receipt"
    /// HQ sent other figures under an id that the device has.
    public static let otherFigures = "other_figures"
    /// HQ sent a row of another store.
    public static let otherStore = "other_store"
    /// HQ did not hold any more what it had acknowledged; all that has a receipt is sent again.
    public static let lostByServer = "lost_by_server"
  }
}

extension StoreLedger {
  /// Everything at once.
  public func picture() throws(LedgerProblem) -> LedgerPicture {
    try read { database in
      let profile = try Self.profile(in: database)
      guard let enrollment = try Self.enrollment(in: database) else { throw LedgerProblem.missing(path: path) }
      return LedgerPicture(
        profile: profile, enrollment: enrollment,
        months: try RevisionRows.records(of: nil, store: profile.store, in: database),
        waiting: try Self.waitingCount(in: database),
        drafts: try database.values(Int.self, sql: "SELECT month FROM draft ORDER BY month")
          .compactMap(YearMonth.init(number:)),
        alarms: try Self.openAlarms(in: database))
    }
  }

  /// The months with a figure, oldest first.
  public func months() throws(LedgerProblem) -> [MonthRecord] {
    try read { database in
      try RevisionRows.records(of: nil, store: Self.profile(in: database).store, in: database)
    }
  }

  /// What is known of one month, or `nil`.
  public func month(_ month: YearMonth) throws(LedgerProblem) -> MonthRecord? {
    try read { database in
      try RevisionRows.records(of: month, store: Self.profile(in: database).store, in: database).first
    }
  }

  /// The store's facts as HQ told last.
  public func profile() throws(LedgerProblem) -> StoreProfile { try read { try Self.profile(in: $0) } }

  /// How many revisions wait to be sent.
  public func waitingCount() throws(LedgerProblem) -> Int { try read { try Self.waitingCount(in: $0) } }

  static func profile(in database: Database) throws -> StoreProfile {
    let sql = "SELECT store, name, region, opened, closed, standing, deadline_day FROM profile"
    guard let row = try database.row(sql: sql), let store = StoreCode(row[0] as String),
      let region = RegionCode(number: row[2]), let standing = Standing(rawValue: row[5])
    else { throw DamagedRow() }
    return StoreProfile(
      store: store, name: row[1], region: region, opened: (row[3] as String?).flatMap { CalendarDay($0) },
      closed: (row[4] as String?).flatMap { CalendarDay($0) }, standing: standing, deadlineDay: row[6])
  }

  static func write(_ profile: StoreProfile, in database: Database) throws {
    try database.run(
      sql: """
        INSERT OR REPLACE INTO profile (id, store, name, region, opened, closed, standing, deadline_day)
        VALUES (1, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        profile.store.description, profile.name, profile.region.number, profile.opened?.description,
        profile.closed?.description, profile.standing.rawValue, profile.deadlineDay,
      ])
  }
}
