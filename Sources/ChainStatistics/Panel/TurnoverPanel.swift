import SnackChain

/// The turnover of every store and month in memory: a column per month over stores sorted by region.
///
/// Each month is an array of its own: when reports of one month come in while somebody still reads the panel as it was,
/// that month is copied and all others are shared.
///
/// A figure of a month in which the store was due is kept as it is. No report is -1. A report for a month in which the
/// store was not due is kept as -2 minus the figure. So a cell counts if it is not negative, and sums need no branch.
/// A panel is a value: a copy taken by a reader does not change when the writer applies new revisions.
public struct TurnoverPanel: Hashable, Sendable {
  /// Open days below which a month is not compared with another, unless asked otherwise.
  public static let usualMinOpenDays = 15
  /// Cells that a panel may have: their sum fits 64 bits even if each is the largest possible figure.
  public static let mostCells = 1 << 29
  static let noReport: Int64 = -1

  /// The months that the panel covers.
  public let months: ClosedRange<YearMonth>
  /// The position of the change feed up to which the panel has followed the ledger.
  public internal(set) var dataVersion: Int64
  let register: PanelRegister
  /// Rows of one column: the stores, rounded up to whole words of bits.
  let stride: Int
  var turnover: [[Int64]]
  /// Open days and one; 0 where they are not known or there is no report.
  var openDays: [[UInt8]]
  /// Turnover through platforms, -1 where not stated; empty while no report has stated it.
  var takeaway: [[Int64]] = []
  /// Commission, -1 where not stated; empty while no report has stated it.
  var commission: [[Int64]] = []
  /// Minutes from 1970 to the first receipt, `Int32.min` where not known; empty while none is known.
  var received: [[Int32]] = []
  /// Store and month due.
  let due: MonthBits
  /// Due and reported.
  var counted: MonthBits
  /// Reported without being due.
  var stray: MonthBits
  /// Counted, above zero, and with enough open days by `usualMinOpenDays`.
  var usable: MonthBits
  let programme: ProgrammeBits

  /// Makes a panel without reports.
  ///
  /// - Parameter version: dated facts recorded after this data version are not known to the panel.
  /// - Throws: `PanelError` of a store twice, a store without a region, or a panel too large.
  public init(
    stores: [PanelStore], months: ClosedRange<YearMonth>, asOf version: Int64 = .max, dataVersion: Int64 = 0
  ) throws(PanelError) {
    guard stores.count <= Self.mostCells / months.count else {
      throw .tooLarge(stores: stores.count, months: months.count)
    }
    let register = try PanelRegister(stores, months: months, asOf: version)
    let stride = (register.count + 63) / 64 * 64
    self.init(
      register: register, months: months, dataVersion: dataVersion,
      columns: (
        [[Int64]](repeating: [Int64](repeating: Self.noReport, count: stride), count: months.count),
        [[UInt8]](repeating: [UInt8](repeating: 0, count: stride), count: months.count)
      ))
  }

  /// How many stores there are, trading or not.
  public var storeCount: Int { register.count }
  /// How many months there are.
  public var monthCount: Int { months.count }
  /// How many reports the panel holds, of stores due or not.
  public var reportCount: Int {
    counted.words.reduce(0) { $0 + $1.nonzeroBitCount } + stray.words.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  /// The row of a store, or `nil` where the panel does not know it.
  public func row(of code: StoreCode) -> Int? { register.row(of: code) }
  /// The code of the store in a row.
  public func code(ofRow row: Int) -> String { register.codes.text(row) }
  /// The name of the store in a row.
  public func name(ofRow row: Int) -> String { register.names.text(row) }
  /// The row of each code: for filling a whole panel, where looking up one by one would take longer.
  public func rowsByCode() -> [String: Int] {
    Dictionary((0..<storeCount).map { (code(ofRow: $0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Where a store stood on the last day of a month of the panel.
  public func region(ofRow row: Int, in month: YearMonth) -> RegionCode? {
    index(of: month).flatMap { RegionCode(number: register.region(of: row, month: $0)) }
  }

  /// What kind of place the store is.
  public func form(ofRow row: Int) -> StoreForm? {
    let index = Int(register.forms[row])
    return StoreForm.allCases.indices.contains(index) ? StoreForm.allCases[index] : nil
  }

  /// The tier of a store on the last day of a month of the panel.
  public func tier(ofRow row: Int, in month: YearMonth) -> Tier? {
    guard let index = index(of: month) else { return nil }
    let tier = register.otherTiers.value(of: row, month: index).map(Int.init) ?? Int(register.tiers[row])
    return Tier.allCases.indices.contains(tier) ? Tier.allCases[tier] : nil
  }

  /// The days with a valid certificate of the store in a row.
  public func certificates(ofRow row: Int) -> [CertifiedInterval] {
    register.certificates.entries(row).map {
      let until = register.certificates.until[$0]
      return CertifiedInterval(
        from: CalendarDay(number: register.certificates.from[$0]),
        until: until == PanelRegister.still ? nil : CalendarDay(number: until))
    }
  }

  /// Whether a report of the store was due for a month of the panel.
  public func isDue(row: Int, in month: YearMonth) -> Bool {
    index(of: month).map { due.contains(row, month: $0) } ?? false
  }

  /// The head report of a store and month in fen, whether the store was due or not; `nil` where there is none.
  public func turnoverFen(row: Int, in month: YearMonth) -> Int64? {
    guard let index = index(of: month) else { return nil }
    return Self.figure(turnover[index][row])
  }

  /// The open days reported for a store and month, if known.
  public func openDays(row: Int, in month: YearMonth) -> Int? {
    guard let index = index(of: month) else { return nil }
    let days = openDays[index][row]
    return days == 0 ? nil : Int(days) - 1
  }

  func index(of month: YearMonth) -> Int? {
    months.contains(month) ? months.lowerBound.distance(to: month) : nil
  }

  static func figure(_ cell: Int64) -> Int64? { cell >= 0 ? cell : cell == noReport ? nil : -2 - cell }
}
