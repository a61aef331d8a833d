import ChainStatistics
import DemoChain
import SeedData
import SnackChain

/// The demo chain as a panel and as rows, for both sides of a comparison.
struct DemoPanel {
  let chain: DemoChain
  let stores: [DemoStore]

  init(stores: Int, months: Int = 36, seed: UInt64 = 1) throws {
    let parameters = try Seeds.embedded.demo()
    chain = DemoChain(
      DemoParameters(stores: stores, months: months, seed: seed),
      regions: parameters.regions.map { WeightedRegion($0.code, weight: $0.share) })
    let drawn = chain
    self.stores = drawn.indices.map { drawn.store($0) }
  }

  var months: ClosedRange<YearMonth> { chain.parameters.firstMonth...chain.parameters.lastMonth }

  /// The panel with all reports that came.
  func panel() throws -> TurnoverPanel {
    var panel = try TurnoverPanel(stores: stores.map { PanelStore($0.store) }, months: months)
    let rows = panel.rowsByCode()
    var cells: [PanelCell] = []
    for store in stores {
      guard let row = rows[store.code.description] else { continue }
      for month in chain.months(of: store) where !month.isMissing {
        cells.append(
          PanelCell(row: row, month: month.month, turnoverFen: month.turnover.fen, openDays: month.openDays))
      }
      if cells.count > 100_000 {
        try panel.apply(cells, dataVersion: 1)
        cells.removeAll(keepingCapacity: true)
      }
    }
    try panel.apply(cells, dataVersion: 1)
    return panel
  }

  /// `reports.csv`, `stores.csv` and `calendar.csv` for a peer that reads rows.
  func write(to folder: String) throws {
    var reports = "store,month,fen,days\n"
    var register = "store,province,opened,closed,certified\n"
    func day(_ day: CalendarDay?) -> String { day.map { String($0.number) } ?? "" }
    for store in stores {
      register += "\(store.code),\(store.region.province),\(store.opened.number),\(day(store.closed)),"
      register += "\(day(store.certified))\n"
      for month in chain.months(of: store) where !month.isMissing {
        reports += "\(store.code),\(month.month.index),\(month.turnover.fen),\(month.openDays)\n"
      }
    }
    var calendar = "month,first,last\n"
    for month in months { calendar += "\(month.index),\(month.firstDay.number),\(month.lastDay.number)\n" }
    try ChainBenchmarks.write(reports, to: folder + "/reports.csv")
    try ChainBenchmarks.write(register, to: folder + "/stores.csv")
    try ChainBenchmarks.write(calendar, to: folder + "/calendar.csv")
  }
}
