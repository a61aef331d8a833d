import SnackChain

/// A store that owes a report, and what its report would add to coverage.
public struct Reminder: Hashable, Sendable {
  /// The row of the store in the panel.
  public let row: Int
  /// What it took in the last month before that it reported, in fen; 0 where it never did.
  public let expectedFen: Int64
  /// That last month.
  public let lastReported: YearMonth?
  /// The share of the chain's expected turnover that comes with its report.
  public let turnoverShare: Double
  /// The arm whose comparison it would enter, `nil` where it has no usable month a year before.
  public let arm: ProgrammeArm?
  /// The share of that arm's stores due that would become comparable: nothing where it would not.
  public let comparisonShare: Double

  /// What it adds: to the turnover that is known, and to the comparison of its arm, each as a share.
  public var adds: Double { turnoverShare + comparisonShare }
}

extension TurnoverPanel {
  /// The stores that owe a report for a month, those first whose report adds most to coverage: of turnover, and of the
  /// comparison of upgraded stores and others, where a store in a small arm counts for more.
  ///
  /// - Throws: `PanelError.monthOutside` where the month is not in the panel.
  public func reminders(in month: YearMonth) throws(PanelError) -> [Reminder] {
    guard let index = index(of: month) else {
      throw .monthOutside(month, first: months.lowerBound, last: months.upperBound)
    }
    let comparisons = (try? storeComparisons(in: month)) ?? []
    var arms = [ProgrammeArm?](repeating: nil, count: storeCount)
    var dueOfArm: [ProgrammeArm: Int] = [:]
    for store in comparisons {
      arms[store.row] = store.arm
      if let arm = store.arm { dueOfArm[arm, default: 0] += 1 }
    }
    let then = index - 12
    var expected: Int64 = 0
    var owing: [(row: Int, fen: Int64, last: YearMonth?)] = []
    for row in 0..<storeCount where due.contains(row, month: index) {
      if counted.contains(row, month: index) {
        expected += turnover[index][row]
        continue
      }
      let last = (0..<index).last { counted.contains(row, month: $0) }
      let fen = last.map { turnover[$0][row] } ?? 0
      expected += fen
      owing.append((row, fen, last.map { months.lowerBound.adding(months: $0) }))
    }
    return owing.map { store in
      let hasBase = then >= 0 && usable.contains(store.row, month: then)
      let arm = hasBase ? arms[store.row] : nil
      return Reminder(
        row: store.row, expectedFen: store.fen, lastReported: store.last,
        turnoverShare: expected == 0 ? 0 : Double(store.fen) / Double(expected), arm: arm,
        comparisonShare: arm.flatMap { dueOfArm[$0] }.map { 1 / Double($0) } ?? 0)
    }.sorted { ($1.adds, $0.row) < ($0.adds, $1.row) }
  }
}
