import ChainStatistics
import SnackChain

/// The chain's turnover as the causal estimators read it.
struct CausalPanel {
  /// What is compared.
  enum Outcome: String {
    /// The natural logarithm of turnover: effects are shares.
    case log
    /// Turnover in fen.
    case level
  }

  /// Lays out some months.
  ///
  /// A store's cohort is the first month on whose first day it held the certificate. Months that end after the
  /// certificate did are left out, as are months without turnover or with too few open days.
  ///
  /// - Throws: `PanelRefusal` of a panel in which nothing can be compared.
  static func panel(
    _ turnover: TurnoverPanel, months: ClosedRange<YearMonth>, minOpenDays: Int, outcome: Outcome
  ) throws(PanelRefusal) -> EventPanel {
    let last = months.upperBound
    let stores = turnover.storeCount
    var cohorts = [Int?](repeating: nil, count: stores)
    var ends = [Int32](repeating: .max, count: stores)
    var provinces = [Int](repeating: 0, count: stores)
    var forms = [Int](repeating: 0, count: stores)
    for row in 0..<stores {
      if let first = turnover.certificates(ofRow: row).first {
        let month = first.from.yearMonth
        cohorts[row] = Int((first.from == month.firstDay ? month : month.next).index)
        ends[row] = first.until?.number ?? .max
      }
      provinces[row] = turnover.region(ofRow: row, in: last).map { Int($0.province.number) } ?? 0
      forms[row] = turnover.form(ofRow: row).flatMap { StoreForm.allCases.firstIndex(of: $0) } ?? -1
    }
    let columns = months.map { month in
      let lastDay = month.lastDay.number
      return (0..<stores).map { row -> Double in
        guard lastDay < ends[row], let fen = turnover.turnoverFen(row: row, in: month), fen > 0,
          turnover.isDue(row: row, in: month), minOpenDays == 0 || isEnough(turnover, row, month, minOpenDays)
        else { return .nan }
        return outcome == .log ? logarithm(Double(fen)) : Double(fen)
      }
    }
    return try EventPanel(
      periods: months.map { Int($0.index) }, scale: .months, columns: columns, cohorts: cohorts,
      factors: [UnitFactor(name: "province", levels: provinces), UnitFactor(name: "form", levels: forms)])
  }

  private static func isEnough(_ turnover: TurnoverPanel, _ row: Int, _ month: YearMonth, _ days: Int) -> Bool {
    turnover.openDays(row: row, in: month).map { $0 >= days } ?? false
  }
}
