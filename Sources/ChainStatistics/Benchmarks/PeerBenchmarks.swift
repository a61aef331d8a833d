import SnackChain

/// Stores that are alike: of one province, of one kind of place, or both.
public struct PeerGroup: Hashable, Sendable {
  /// The province; `nil` for the whole country.
  public let province: RegionCode?
  /// The kind of place; `nil` for all.
  public let form: StoreForm?

  /// Names a group.
  public init(province: RegionCode?, form: StoreForm?) {
    self.province = province
    self.form = form
  }
}

/// What the stores of one group took in one month. Not yet fit to be told: ``PeerRule`` says what of it may leave.
public struct PeerFigures: Hashable, Sendable {
  /// The month.
  public let month: YearMonth
  /// Stores that were due, reported and had takings.
  public let stores: Int
  /// The lower quartile of turnover.
  public let lower: Money
  /// The median of turnover.
  public let median: Money
  /// The upper quartile of turnover.
  public let upper: Money
  /// The median of takings of an open day.
  public let perOpenDay: Money?
  /// The median growth over last year, of the stores that have both.
  public let growth: Double?
  /// Of how many stores the growth is.
  public let grown: Int
}

/// The figures of all groups of stores that are alike.
public struct PeerBenchmarks: Sendable {
  /// By group, oldest month first.
  public let groups: [PeerGroup: [PeerFigures]]

  /// The groups that a store belongs to, the narrowest first.
  public static func candidates(province: RegionCode?, form: StoreForm?) -> [PeerGroup] {
    var found: [PeerGroup] = []
    for group in [
      PeerGroup(province: province, form: form), PeerGroup(province: province, form: nil),
      PeerGroup(province: nil, form: form), PeerGroup(province: nil, form: nil),
    ] where !found.contains(group) { found.append(group) }
    return found
  }

  /// The group to compare a store with: the narrowest with enough stores for a band lately, else the narrowest of which
  /// anything may be told. The first stores that report a new month leave the group as it was.
  public func group(province: RegionCode?, form: StoreForm?) -> PeerGroup? {
    let candidates = Self.candidates(province: province, form: form)
    func lately(_ group: PeerGroup) -> Int { groups[group]?.suffix(3).map(\.stores).max() ?? 0 }
    return candidates.first { lately($0) >= PeerRule.fewestForBand }
      ?? candidates.first { lately($0) >= PeerRule.fewest }
  }

  /// Counts and sorts the stores of `panel` in `months`.
  public init(_ panel: TurnoverPanel, months: ClosedRange<YearMonth>) {
    var found: [PeerGroup: [PeerFigures]] = [:]
    for month in months where panel.months.contains(month) {
      var columns: [PeerGroup: PeerColumns] = [:]
      for row in 0..<panel.storeCount where panel.isDue(row: row, in: month) {
        guard let fen = panel.turnoverFen(row: row, in: month), fen > 0 else { continue }
        let days = panel.openDays(row: row, in: month).flatMap { $0 > 0 ? fen / Int64($0) : nil }
        let before = panel.turnoverFen(row: row, in: month.lastYear).flatMap { $0 > 0 ? $0 : nil }
        let groups = Self.candidates(
          province: panel.region(ofRow: row, in: month)?.province, form: panel.form(ofRow: row))
        for group in groups {
          let growth = before.map { Double(fen) / Double($0) - 1 }
          columns[group, default: PeerColumns()].add(fen, perDay: days, growth: growth)
        }
      }
      for (group, column) in columns { found[group, default: []].append(column.figures(of: month)) }
    }
    groups = found
  }
}

/// The figures of a group while they are gathered.
private struct PeerColumns {
  var turnover: [Int64] = []
  var perDay: [Int64] = []
  var growth: [Double] = []

  mutating func add(_ fen: Int64, perDay day: Int64?, growth rate: Double?) {
    turnover.append(fen)
    if let day { perDay.append(day) }
    if let rate { growth.append(rate) }
  }

  func figures(of month: YearMonth) -> PeerFigures {
    let sorted = turnover.sorted()
    func at(_ share: Int) -> Money { Money(fen: sorted[(sorted.count - 1) * share / 4]) }
    return PeerFigures(
      month: month, stores: sorted.count, lower: at(1), median: at(2), upper: at(3),
      perOpenDay: perDay.count >= PeerRule.fewest ? Money(fen: perDay.sorted()[(perDay.count - 1) / 2]) : nil,
      growth: growth.count >= PeerRule.fewest ? growth.sorted()[(growth.count - 1) / 2] : nil, grown: growth.count)
  }
}
