import SnackChain

/// Tells ordinary rows of a file from those that the rules must look at, for a store at a time: a million rows are
/// screened without making a report of each.
struct ImportScreening {
  private let today: CalendarDay
  private let thisMonth: YearMonth
  private var sorted: [Int64] = []
  private var opened: CalendarDay?
  private var closed: CalendarDay?
  private var store: StoreCode?

  init(today: CalendarDay) {
    self.today = today
    thisMonth = today.yearMonth
  }

  /// Turns to the next store.
  ///
  /// - Parameter figures: turnover in fen of all its months, of ledger and file together.
  mutating func begin(_ store: StoreCode, opened: CalendarDay?, closed: CalendarDay?, figures: [Int64]) {
    self.store = store
    self.opened = opened
    self.closed = closed
    sorted.removeAll(keepingCapacity: true)
    sorted.append(contentsOf: figures)
    sorted.removeAll { $0 <= 0 }
    sorted.sort()
  }

  /// What the rules refuse in a row by itself, without looking at other months.
  static func isRefused(_ row: ReportImportRow) -> Bool {
    row.turnoverFen < 0 || row.turnoverFen > Money.largestMonthlyFigure.fen
      || (row.turnoverFen == 0 && row.reasonCode == 0) || row.openDays < -1 || row.openDays > 99
      || row.takeawayFen < -1 || row.takeawayFen > row.turnoverFen || row.commissionFen < -1
      || row.commissionFen > row.turnoverFen
  }

  /// The findings of weight refuse or confirm; none for an ordinary month.
  func findings(in row: ReportImportRow) -> [ReportFinding] {
    isOrdinary(row) ? [] : asked(row)
  }

  private func isOrdinary(_ row: ReportImportRow) -> Bool {
    guard !Self.isRefused(row), row.month <= thisMonth, Int(row.openDays) <= row.month.dayCount,
      row.openDays != 0 || row.turnoverFen == 0
    else { return false }
    if let opened, row.month.lastDay < opened { return false }
    if let closed, row.month.firstDay > closed { return false }
    guard row.turnoverFen > 0, let median = medianWithout(row.turnoverFen) else { return true }
    return row.turnoverFen / ReportRules.doubtfulFactor < median
      && row.turnoverFen > median / ReportRules.doubtfulFactor
  }

  private func asked(_ row: ReportImportRow) -> [ReportFinding] {
    guard let store else { return [] }
    var others = sorted
    if let place = others.firstIndex(of: row.turnoverFen) { others.remove(at: place) }
    let context = ReportRules.Context(otherMonths: others, today: today, opened: opened, closed: closed)
    return ReportRules.findings(in: row.report(of: store), context: context).filter { $0.weight != .warn }
  }

  /// The median of all figures but one that equals `fen`.
  private func medianWithout(_ fen: Int64) -> Int64? {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < fen { low = middle + 1 } else { high = middle }
    }
    let isThere = low < sorted.count && sorted[low] == fen
    let count = sorted.count - (isThere ? 1 : 0)
    guard count > 0 else { return nil }
    func value(_ place: Int) -> Int64 { sorted[isThere && place >= low ? place + 1 : place] }
    let middle = count / 2
    if count % 2 == 1 { return value(middle) }
    return value(middle - 1) + (value(middle) - value(middle - 1)) / 2
  }
}

extension ReportImportRow {
  /// The row as the report that it stands for.
  func report(of store: StoreCode) -> MonthlyReport {
    MonthlyReport(
      store: store, month: month, turnover: Money(fen: turnoverFen), openDays: openDays == -1 ? nil : Int(openDays),
      reason: reason, takeaway: takeawayFen == -1 ? nil : Money(fen: takeawayFen),
      commission: commissionFen == -1 ? nil : Money(fen: commissionFen))
  }
}
