import SnackChain
import SyncProtocol

/// One figure of a file, in 48 bytes: a million of them are no burden.
public struct ReportImportRow: Sendable {
  /// The turnover in fen.
  public var turnoverFen: Int64
  /// When the figure arrived, in milliseconds since 1970; 0 for the moment of the import.
  public var receivedMilliseconds: Int64
  /// Takeaway turnover in fen, or -1 where the file does not say.
  public var takeawayFen: Int64
  /// Commission of the platforms in fen, or -1 where the file does not say.
  public var commissionFen: Int64
  /// The line of the file.
  public var line: UInt32
  /// The store's place in the ``StoreIndex``.
  public var store: Int32
  /// The month's ``SnackChain/YearMonth/index``.
  public var monthIndex: Int32
  /// Open days, or -1 where the file does not say.
  public var openDays: Int16
  /// The place of the ``SnackChain/ZeroReason`` among all cases, from 1; 0 for none.
  public var reasonCode: UInt8

  /// Makes a row.
  public init(
    line: Int, store: Int32, month: YearMonth, turnover: Money, openDays: Int? = nil, reason: ZeroReason? = nil,
    takeaway: Money? = nil, commission: Money? = nil, receivedAt: Timestamp? = nil
  ) {
    turnoverFen = turnover.fen
    takeawayFen = Self.optional(takeaway)
    commissionFen = Self.optional(commission)
    receivedMilliseconds = receivedAt?.milliseconds ?? 0
    self.line = UInt32(clamping: line)
    self.store = store
    monthIndex = month.index
    self.openDays = openDays.map { Int16(clamping: max($0, -2)) }.map { $0 == -1 ? -2 : $0 } ?? -1
    reasonCode = reason.map(Self.code) ?? 0
  }

  /// The month.
  public var month: YearMonth { YearMonth(index: monthIndex) }

  /// The reason, if any.
  public var reason: ZeroReason? {
    switch reasonCode {
    case 1: .closed
    case 2: .refitting
    case 3: .holiday
    case 4: .other
    default: nil
    }
  }

  /// -1 is for what is not known: a figure below zero becomes -2, which the rules refuse.
  private static func optional(_ amount: Money?) -> Int64 { amount.map { $0.fen < 0 ? -2 : $0.fen } ?? -1 }

  /// Whether another row says the same of its month, as far as it says anything.
  func says(_ other: ReportImportRow) -> Bool {
    turnoverFen == other.turnoverFen && openDays == other.openDays && reasonCode == other.reasonCode
      && takeawayFen == other.takeawayFen && commissionFen == other.commissionFen
  }

  static func code(of reason: ZeroReason) -> UInt8 {
    switch reason {
    case .closed: 1
    case .refitting: 2
    case .holiday: 3
    case .other: 4
    }
  }
}

/// The figures of a file, ready to be imported.
public struct ReportImportBatch: Sendable {
  /// The stores that rows name by place.
  public let index: StoreIndex
  /// The rows, in the order of the file.
  public private(set) var rows: [ReportImportRow] = []

  /// Makes an empty batch over the ledger's ``CentralLedger/storeIndex()``.
  public init(index: StoreIndex, expecting count: Int = 0) {
    self.index = index
    rows.reserveCapacity(count)
  }

  /// Adds a row. A row whose store is not a place of the index is a mistake of the caller and is left out.
  public mutating func append(_ row: ReportImportRow) {
    guard row.store >= 0, Int(row.store) < index.codes.count else { return }
    rows.append(row)
  }
}

/// How figures are imported.
public struct ReportImportOptions: Sendable {
  /// Who imports.
  public var actor: String
  /// Look only, keep nothing.
  public var dryRun: Bool
  /// How the figures came about.
  public var source: ReportOperation.Source
  /// The most refusals and the most warnings that are listed one by one; all are counted.
  public var listLimit: Int

  /// Makes options.
  public init(
    actor: String, dryRun: Bool = false, source: ReportOperation.Source = .imported, listLimit: Int = 10_000
  ) {
    self.actor = actor
    self.dryRun = dryRun
    self.source = source
    self.listLimit = listLimit
  }
}

/// What became of a file of figures.
public struct ReportImportSummary: Hashable, Sendable {
  /// First figures of their months.
  public var added = 0
  /// Figures that became a new revision of their month.
  public var revised = 0
  /// Figures that the ledger had already.
  public var unchanged = 0
  /// How many rows were refused.
  public var refusedCount = 0
  /// How many findings were kept as warnings.
  public var warningCount = 0
  /// The refusals, in the order of the file, as many as the options list.
  public var refused: [ReportImportFinding] = []
  /// The warnings (findings that a person would be asked about), in the order of the file, as many as listed.
  public var warnings: [ReportImportFinding] = []
  /// The data version after the import (before it, for a dry run).
  public var dataVersion: Int64 = 0

  /// Makes an empty summary.
  public init() {}
}

/// What is to be said of one row of a file.
public struct ReportImportFinding: Hashable, Sendable {
  /// The line of the file.
  public var line: Int
  /// The store.
  public var store: StoreCode
  /// The month.
  public var month: YearMonth
  /// What it is.
  public var kind: Kind

  /// The kinds there are.
  public enum Kind: Hashable, Sendable {
    /// A finding of the rules.
    case rule(ReportFinding)
    /// An earlier line has the same store and month with another figure: the earlier one counts.
    case contradictsLine(Int)
    /// The month is closed for the store.
    case periodClosed
  }

  /// Makes a finding.
  public init(line: Int, store: StoreCode, month: YearMonth, kind: Kind) {
    self.line = line
    self.store = store
    self.month = month
    self.kind = kind
  }
}
