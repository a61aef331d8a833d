import SnackChain

/// One row of a register file: what it says of a store.
public struct StoreRow: Hashable, Sendable {
  /// The line of the file, for messages.
  public var line: Int
  /// The code.
  public var code: StoreCode
  /// The name on the sign.
  public var name: String
  /// Where it stands.
  public var region: RegionCode
  /// The first day of trading, if known.
  public var opened: CalendarDay?
  /// The first day without trading, if any.
  public var closed: CalendarDay?
  /// The day of certification. `nil` says nothing: what is known stays.
  public var certified: CalendarDay?
  /// The tier. `nil` says nothing.
  public var tier: Tier?
  /// The form. `nil` says nothing.
  public var form: StoreForm?
  /// From which day a changed name, region or tier holds; `nil` for the day that the import's options name.
  public var validFrom: CalendarDay?

  /// Makes a row.
  public init(
    line: Int, code: StoreCode, name: String, region: RegionCode, opened: CalendarDay? = nil,
    closed: CalendarDay? = nil, certified: CalendarDay? = nil, tier: Tier? = nil, form: StoreForm? = nil,
    validFrom: CalendarDay? = nil
  ) {
    self.line = line
    self.code = code
    self.name = name
    self.region = region
    self.opened = opened
    self.closed = closed
    self.certified = certified
    self.tier = tier
    self.form = form
    self.validFrom = validFrom
  }
}

/// How a register is imported.
public struct RegisterImportOptions: Sendable {
  /// Who imports.
  public var actor: String
  /// Look only, keep nothing.
  public var dryRun: Bool
  /// From which day changed facts of known stores hold; `nil` for today in China. The first facts of a new store hold
  /// from the beginning, so that months before its registration find its region.
  public var changesValidFrom: CalendarDay?

  /// Makes options.
  public init(actor: String, dryRun: Bool = false, changesValidFrom: CalendarDay? = nil) {
    self.actor = actor
    self.dryRun = dryRun
    self.changesValidFrom = changesValidFrom
  }
}

/// What became of a register file.
public struct RegisterImportSummary: Hashable, Sendable {
  /// Stores that were not known.
  public var added = 0
  /// Stores of which something changed.
  public var changed = 0
  /// Stores that are as they were.
  public var unchanged = 0
  /// Rows that were not taken, in the order of the file.
  public var refused: [RegisterRowProblem] = []
  /// The data version after the import (before it, for a dry run).
  public var dataVersion: Int64 = 0

  /// Makes an empty summary.
  public init() {}
}

/// Why a row of a register was not taken.
public struct RegisterRowProblem: Hashable, Sendable {
  /// The line of the file.
  public var line: Int
  /// The store.
  public var store: StoreCode
  /// Why.
  public var reason: Reason

  /// The reasons there are.
  public enum Reason: Hashable, Sendable {
    /// An earlier line has the same code and says otherwise.
    case contradictsLine(Int)
    /// Closed before it opened.
    case closedBeforeOpening
    /// The name is empty, too long (over 200 bytes) or has control characters.
    case unreadableName
    /// It states another day of certification than the events of the programme.
    case programmeKeepsStanding
  }

  /// Makes a problem.
  public init(line: Int, store: StoreCode, reason: Reason) {
    self.line = line
    self.store = store
    self.reason = reason
  }
}
