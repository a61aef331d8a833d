import ChainStatistics
import SnackChain

/// The rollup as a person would do it with a list and a dictionary: nothing of the panel is used.
struct NaiveRollup {
  struct Group: Hashable {
    let key: String
    let period: String
  }

  var rows: [Group: RollupFigures] = [:]
  var missing: (stores: Set<Int>, reports: Int) = ([], 0)
  var notDue: (stores: Set<Int>, reports: Int) = ([], 0)
  var due: Set<Int> = []
  var reported: Set<Int> = []
  private let available: ClosedRange<YearMonth>

  init(_ chain: RandomChain, _ request: RollupRequest) {
    available = chain.months
    let reports = Dictionary(
      chain.reports.map { (StoreMonth(store: $0.store, month: $0.month), $0) }, uniquingKeysWith: { $1 })
    for (number, store) in chain.stores.enumerated() {
      for month in chain.months {
        let report = reports[StoreMonth(store: number, month: month)]
        if request.months.contains(month) { count(number, isDue: store.isDue(month), report) }
        guard store.isDue(month) else { continue }
        for period in periods(request.periods, of: month, in: request.months) {
          let group = Group(key: key(store, request.dimension, month), period: period)
          rows[group, default: RollupFigures()] += figures(report, month, request)
        }
      }
    }
  }

  private struct StoreMonth: Hashable {
    let store: Int
    let month: YearMonth
  }

  private mutating func count(_ store: Int, isDue: Bool, _ report: ChainReport?) {
    if isDue { due.insert(store) }
    switch (isDue, report != nil) {
    case (true, true): reported.insert(store)
    case (true, false):
      missing.stores.insert(store)
      missing.reports += 1
    case (false, true):
      notDue.stores.insert(store)
      notDue.reports += 1
    case (false, false): break
    }
  }

  private func figures(_ report: ChainReport?, _ month: YearMonth, _ request: RollupRequest) -> RollupFigures {
    var figures = RollupFigures()
    figures.due = 1
    guard let report else { return figures }
    figures.reported = 1
    figures.turnoverFen = report.fen
    if let days = report.openDays {
      figures.openDays = days
      figures.reportsWithOpenDays = 1
    }
    if let takeaway = report.takeaway {
      figures.takeawayFen = takeaway
      figures.turnoverWithTakeawayFen = report.fen
      if let commission = report.commission {
        figures.commissionFen = commission
        figures.takeawayWithCommissionFen = takeaway
      }
    }
    let limit = Timestamp(startOfDayInChina: month.next.firstDay.adding(days: request.deadline.day))
    if let received = report.received, received >= limit { figures.late = 1 }
    return figures
  }

  private func key(_ store: PanelStore, _ dimension: RollupDimension, _ month: YearMonth) -> String {
    switch dimension {
    case .province: String((store.region(in: month)?.number ?? 0) / 10_000) + "0000"
    case .city: String((store.region(in: month)?.number ?? 0) / 100) + "00"
    case .county: String(store.region(in: month)?.number ?? 0)
    case .tier: store.tier(in: month)?.rawValue ?? "none"
    case .standing: store.standing.standing(on: month.firstDay).rawValue
    case .tenure: tenure(store.ownerSince ?? store.opened, month.firstDay)
    }
  }

  private func tenure(_ since: CalendarDay?, _ day: CalendarDay) -> String {
    guard let since else { return "unknown" }
    let (year, month, _) = day.parts
    for (years, band) in [(5, "5-or-more"), (3, "3-5"), (1, "1-3")] {
      if let mark = CalendarDay(year: year - years, month: month, day: 1), since <= mark { return band }
    }
    return "under-1"
  }

  /// The periods that a month of the chain falls into.
  private func periods(
    _ kind: RollupPeriodKind, of month: YearMonth, in months: ClosedRange<YearMonth>
  ) -> [String] {
    func text(_ from: YearMonth, _ to: YearMonth) -> String { from == to ? "\(to)" : "\(from)/\(to)" }
    func clipped(_ from: YearMonth, _ to: YearMonth) -> [String] {
      months.contains(month) ? [text(max(from, months.lowerBound), min(to, months.upperBound))] : []
    }
    switch kind {
    case .month: return clipped(month, month)
    case .monthFestivalCombined:
      guard month.month <= 2 else { return clipped(month, month) }
      return clipped(month.adding(months: 1 - month.month), month.adding(months: 2 - month.month))
    case .quarter:
      let first = month.adding(months: -((month.month - 1) % 3))
      return clipped(first, first.adding(months: 2))
    case .yearToDate:
      return months.filter { $0.year == month.year && $0 >= month }.map { end in
        text(max(end.adding(months: 1 - end.month), available.lowerBound), end)
      }
    }
  }
}
